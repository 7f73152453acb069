"""The wiki's name: asked for on every page, so kept in the process for half a minute."""

import time

from django.conf import settings
from django.db import transaction

from accounts.access import require
from accounts.models import Site, User
from accounts.signals import tell

_REMEMBERED_FOR = 30.0  # seconds after which a process notices that another one renamed the wiki
_remembered: tuple[float, str] | None = None


def wiki_name() -> str:
    """The name given at set-up or in the admin; LOOSELEAF_NAME until then. At most one query in 30 seconds."""
    global _remembered
    now = time.monotonic()
    if _remembered is None or _remembered[0] < now:
        stored = Site.objects.filter(pk=Site.ONLY).values_list("name", flat=True).first()
        _remembered = (now + _REMEMBERED_FOR, stored or settings.WIKI_NAME)
    return _remembered[1]


def forget_name() -> None:
    """The next look at the name asks the database."""
    global _remembered
    _remembered = None


@transaction.atomic
def rename_wiki(*, by: User, name: str) -> Site:
    """Gives the wiki its name. For admins."""
    require(by, "change_site")
    return store_name(by, name)


def store_name(by: User, name: str) -> Site:
    """As `rename_wiki`, for set-up, where the first admin comes into being."""
    site, _created = Site.objects.get_or_create(pk=Site.ONLY)
    before, site.name = site.name, name.strip()
    site.save(update_fields=["name"])
    if before != site.name:
        tell("wiki.renamed", site, by=by, before={"name": before}, after={"name": site.name})
    transaction.on_commit(forget_name)
    return site
