"""What admins do with spaces."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record
from wiki.spaces.models import Membership, Space

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


def _told_membership(membership: Membership) -> dict[str, Any]:
    member = membership.team or f"{membership.user} <{membership.user.email}>"
    told = {"member": str(member), "role": str(membership.get_level_display())}
    return told | {"until": membership.until.isoformat()} if membership.until else told


@transaction.atomic
def save_membership(membership: Membership, *, by: Any) -> Membership:
    """Gives a person or a team a level in a space, or changes it."""
    require_admin(by)
    before = _told_membership(Membership.objects.get(pk=membership.pk)) if membership.pk else {}
    membership.full_clean()
    membership.save()
    verb = "membership.changed" if before else "membership.given"
    after = _told_membership(membership)
    record(verb, membership, by=by, space=membership.space.slug, before=before, after=after)
    return membership


@transaction.atomic
def remove_membership(membership: Membership, *, by: Any) -> None:
    """Takes the level away; what the person's role allows in open spaces stays."""
    require_admin(by)
    before = _told_membership(membership)
    record("membership.removed", membership, by=by, space=membership.space.slug, before=before)
    membership.delete()
