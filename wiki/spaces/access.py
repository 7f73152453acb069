"""Who may do what in a space: the one place where rights are computed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from wiki.spaces.fetching import member_level, readable_spaces
from wiki.spaces.models import Level, Space

SEES_UNAPPROVED = Level.AUDITOR  # acts that need this level or more are done on the newest revision
# What each level needs, the highest first.
PERMISSIONS = {
    Level.ADMIN: "wiki.manage_wiki",
    Level.TRAINER: "wiki.restore_revisions",
    Level.EDITOR: "wiki.edit_pages",
    Level.READER: "wiki.read_pages",
}


def level_by_role(user: Any) -> Level:
    """The level that a person's role gives in every open space."""
    held = user.get_all_permissions()  # once: each has_perm asks every backend anew
    return next((level for level, permission in PERMISSIONS.items() if permission in held), Level.NONE)


def level_from(user: Any, visibility: str, member_level: int) -> Level:
    """The level of `user` in a space of this visibility where memberships give `member_level`."""
    by_role = level_by_role(user)
    if by_role == Level.ADMIN:
        return by_role
    if member_level == Level.AUDITOR:  # whatever the role: who audits does not work on what is audited
        return Level.AUDITOR
    own = by_role if visibility != Space.Visibility.MEMBERS else Level.NONE
    if visibility == Space.Visibility.PUBLIC:
        own = max(own, Level.READER)
    return Level(max(own, member_level))


def level_in(user: Any, space: Space) -> Level:
    """The level of `user` in `space`; no query of its own when the space came with `with_member_level`."""
    known = getattr(space, "member_level", None)
    return level_from(user, space.visibility, member_level(user, space) if known is None else known)


def space_for(user: Any, slug: str, at_least: Level = Level.READER) -> Space:
    """The space; Http404 where it does not exist for this person, PermissionDenied where they may only read it."""
    space = Space.objects.with_member_level(user).filter(slug=slug).first()
    if space is None or (level := level_in(user, space)) < Level.READER:
        raise Http404(_("There is no such space."))
    require(level, at_least, space)
    return space


def require(level: Level, at_least: Level, space: Space) -> None:
    """Raises PermissionDenied, saying what is missing, when the level is too low."""
    if level < at_least:
        raise PermissionDenied(
            _("This needs the role %(role)s in the space “%(space)s”. Ask an admin for it.")
            % {"role": at_least.label, "space": space.name}
        )


def require_part(level: Level, space: Space) -> None:
    """Raises PermissionDenied for auditors, who read and change nothing (independence: EU GMP chapter 9, 9.2)."""
    if not takes_part(level):
        raise PermissionDenied(
            _("You audit the space “%(space)s”: you may read everything here and change nothing.")
            % {"space": space.name}
        )


def takes_part(level: Level) -> bool:
    """Whether somebody of this level may do anything beside reading."""
    return level != Level.AUDITOR


def sees_trash(level: Level) -> bool:
    """Whether somebody of this level may read what lies in the trash."""
    return level == Level.AUDITOR or level >= Level.TRAINER


def require_level(user: Any, space: Space, at_least: Level) -> Level:
    """As `require`, for actions that hold a space and a person, whose level is given back. Auditors do not act."""
    level = level_in(user, space)
    require(level, at_least, space)
    require_part(level, space)
    return level


def require_sight(user: Any, space: Space) -> None:
    """As `require`, for actions that take something out of a space where it is only read."""
    require(level_in(user, space), Level.READER, space)


def space_to_audit(user: Any, slug: str) -> Space:
    """The space for those who may read its part of the audit trail: its auditors and admins. Http404 where it does not
    exist for this person, PermissionDenied for everybody else."""
    space = space_for(user, slug)
    if not audits(level_in(user, space)):
        raise PermissionDenied(_("Only auditors of this space and admins read its audit trail."))
    return space


def audits(level: Level) -> bool:
    """Whether somebody of this level may read the audit trail of a space."""
    return level in (Level.AUDITOR, Level.ADMIN)


def spaces_to_read(user: Any) -> list[Space]:
    """The spaces whose pages `user` may read, in the order of the home page."""
    return readable_spaces(user)


def takes_evidence(level: Level) -> bool:
    """Whether somebody of this level may take the evidence of a page or a space away."""
    return level == Level.AUDITOR or level >= Level.TRAINER


def may_make_spaces(user: Any) -> bool:
    """Whether `user` may add a space."""
    return user.has_perm("wiki.add_space")


def spaces_to_edit(user: Any) -> list[Space]:
    """The spaces whose pages `user` may change, in the order of the home page."""
    spaces = Space.objects.readable_by(user).with_member_level(user)
    return [space for space in spaces if level_in(user, space) >= Level.EDITOR]
