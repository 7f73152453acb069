"""Whom a space is open to: the rules of `access` asked the other way round, for all people at once."""

from django.db.models import Q, QuerySet

from accounts.models import User
from wiki.spaces.access import PERMISSIONS
from wiki.spaces.models import Level, Membership, Space
from wiki.spaces.querysets import in_force


def readers_of(space: Space) -> QuerySet[User]:
    """The active people who may read the pages of `space`, each once."""
    if space.visibility == Space.Visibility.PUBLIC:
        return User.objects.active()
    return _reached(space, Level.READER, "read_pages")


def learners_of(space: Space) -> QuerySet[User]:
    """The readers who may be asked to know its pages: all but those who only audit it."""
    return readers_of(space).exclude(_audits(space))


def editors_of(space: Space) -> QuerySet[User]:
    """The active people who may change the pages of `space`, each once."""
    return _reached(space, Level.EDITOR, "edit_pages")


def reached_by(space: Space, level: Level) -> QuerySet[User]:
    """The active people whose level in `space` is at least this one, each once."""
    return _reached(space, level, PERMISSIONS[level].partition(".")[2])


def _reached(space: Space, level: Level, permission: str) -> QuerySet[User]:
    """Those whom a membership of at least this level, or a role with the permission, lets in."""
    members = Membership.objects.filter(in_force(), space=space, level__gte=level)
    reach = Q(pk__in=members.filter(user__isnull=False).values("user"))
    reach |= Q(pk__in=members.filter(team__isnull=False).values("team__members"))
    by_role = "manage_wiki" if space.visibility == Space.Visibility.MEMBERS else permission
    reached = User.objects.active().filter(reach | Q(pk__in=_holders(by_role)))
    return reached if level <= Level.AUDITOR else reached.exclude(_audits(space))


def _audits(space: Space) -> Q:
    """Those who audit the space, and so do nothing else there whatever their role; admins remain admins."""
    audits = Membership.objects.filter(in_force(), space=space, level=Level.AUDITOR)
    people = Q(pk__in=audits.filter(user__isnull=False).values("user"))
    people |= Q(pk__in=audits.filter(team__isnull=False).values("team__members"))
    return people & ~Q(pk__in=_holders("manage_wiki"))


def _holders(permission: str) -> QuerySet:
    """Keys of the people whose role has a permission of the wiki."""
    holders = User.objects.filter(
        groups__permissions__codename=permission, groups__permissions__content_type__app_label="wiki"
    )
    return holders.values("pk")


def is_open_to_readers_of(space: Space, other: Space) -> bool:
    """Whether everybody who may read `other` may read `space` as well, whoever comes later.

    Never a guess from who is a member today: a members-only space is open to its own readers alone. An open space is
    for everybody with a role; memberships can let people without one into another space, so they are asked for."""
    if space.pk == other.pk or space.visibility == Space.Visibility.PUBLIC:
        return True
    if space.visibility == Space.Visibility.MEMBERS or other.visibility == Space.Visibility.PUBLIC:
        return False
    return not readers_of(other).exclude(pk__in=readers_of(space).values("pk")).exists()
