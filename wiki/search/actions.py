"""Remembering what was not found, and asking for it to be written."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.prepared import PreparedQuery
from wiki.audit.recording import record as audit
from wiki.search.models import MissedSearch, PageRequest
from wiki.search.words import words_of

# The list is for people to read; beyond this the rows that were not seen for longest give way, but those that stand
# behind a request stay.
MOST_KEPT = 2000

log = logging.getLogger(__name__)


def key_of(typed: str) -> str:
    """What two searches have in common that look for the same; "" when there is no word in it."""
    return " ".join(words_of(typed))[:200]


def note_missed(*, by: Any, typed: str) -> None:
    """Counts a search that found nothing; nothing is noted for strangers, or while the database is busy writing."""
    if not by.is_authenticated or not key_of(typed):
        return
    try:
        with transaction.atomic():
            if not _counted(typed):
                _noted(typed)
    except OperationalError:
        log.warning("A missed search was not noted: the database is busy.")


def ask_for_page(*, by: Any, typed: str) -> PageRequest | None:
    """Asks for a page about what was typed, once a person; None when there is no word in it."""
    if not by.is_authenticated:
        raise PermissionDenied(_("Sign in to ask for a page."))
    if not key_of(typed):
        return None
    with transaction.atomic():
        search = MissedSearch.objects.filter(key=key_of(typed)).first() or _noted(typed)
        request, is_new = PageRequest.objects.get_or_create(search=search, by=by)
        if is_new:
            audit("page.requested", search, by=by)
    return request


def has_asked(user: Any, typed: str) -> bool:
    """Whether this person has asked for a page about it before."""
    return user.is_authenticated and bool(_ASKED.rows(key_of(typed), user.pk))


_KEY, _PERSON = "\0key", -1
_ASKED = PreparedQuery(
    lambda key, person: PageRequest.objects.filter(search__key=key, by=person).values_list("pk"), _KEY, _PERSON
)


def _noted(typed: str) -> MissedSearch:
    search, is_new = MissedSearch.objects.get_or_create(key=key_of(typed), defaults={"typed": typed[:200]})
    if is_new:
        _make_room()
    else:
        _counted(typed)
    return search


def _counted(typed: str) -> bool:
    """Whether somebody looked for it before; then it is counted once more."""
    known = MissedSearch.objects.filter(key=key_of(typed))
    return bool(known.update(count=F("count") + 1, last_at=timezone.now(), typed=typed[:200]))


def _make_room() -> None:
    oldest = MissedSearch.objects.filter(requests=None).order_by("-last_at").values("pk")[MOST_KEPT:]
    MissedSearch.objects.filter(pk__in=list(oldest.values_list("pk", flat=True))).delete()
