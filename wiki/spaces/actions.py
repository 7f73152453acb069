"""What admins do with spaces."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record
from wiki.spaces.models import Space

_TOLD = ("name", "slug", "description", "visibility", "position")


def require_admin(by: Any) -> None:
    """Raises PermissionDenied for anyone who may not manage the wiki."""
    if not by.has_perm("wiki.manage_wiki"):
        raise PermissionDenied(_("Only admins may do this."))


def told(space: Space) -> dict[str, Any]:
    """What the audit trail keeps of a space."""
    return {name: getattr(space, name) for name in _TOLD}


@transaction.atomic
def save_space(space: Space, *, by: Any) -> Space:
    """Saves a new or changed space and says so in the audit trail. A new one gets its front page from
    `pages.actions.create_space`, which calls this."""
    require_admin(by)
    before = told(Space.objects.get(pk=space.pk)) if space.pk else {}
    space.full_clean()
    space.save()
    verb = "space.changed" if before else "space.created"
    record(verb, space, by=by, space=space.slug, before=before, after=told(space))
    return space
