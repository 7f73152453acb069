"""Fetching the revisions of a page that a person may read."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from wiki.history.fetching import revisions_between
from wiki.pages.access import Access, page_for
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level, Membership, Space


@dataclass(frozen=True, slots=True)
class RevisionAccess:
    """One revision, and what the person may do with its page."""

    access: Access
    revision: Revision


def revision_of(page: Page, number: int) -> Revision:
    """Revision `number` of the page; Http404 where there is none."""
    found = revisions_between(page, number, number)
    if not found:
        raise Http404(_("“%(title)s” has no revision %(number)d.") % {"title": page.title, "number": number})
    return found[0]


def revision_for(user: Any, space: str, path: str, number: int, at_least: Level = Level.READER) -> RevisionAccess:
    """Revision `number` of the live page at an address, if the person may read (or do more with) the page."""
    access = page_for(user, space, path, at_least, body=True)
    return RevisionAccess(access, revision_of(access.page, number))


def whom_to_ask(space: Space, limit: int = 5) -> list[User]:
    """People who may restore in this space: its trainers, then the wiki's admins; for those who may not."""
    trainers = Membership.objects.filter(space=space, level__gte=Level.TRAINER, user__is_active=True).values("user")
    people = User.objects.filter(is_active=True)
    named = list(people.filter(pk__in=trainers)[:limit])
    roles = [Role.ADMIN] if space.visibility == Space.Visibility.MEMBERS else [Role.TRAINER, Role.ADMIN]
    others = people.filter(groups__name__in=roles).exclude(pk__in=[person.pk for person in named]).distinct()
    return [*named, *others[: limit - len(named)]]
