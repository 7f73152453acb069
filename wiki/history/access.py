"""Fetching the revisions of a page that a person may read."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from wiki.history.fetching import ASKED, holders_of, revisions_between, trainers_of
from wiki.pages.access import Access, page_for
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level, Space


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


def whom_to_ask(space: Space) -> list[User]:
    """A few people who may restore in this space: its trainers, then the wiki's admins; for those who may not."""
    roles = [Role.ADMIN] if space.visibility == Space.Visibility.MEMBERS else [Role.TRAINER, Role.ADMIN]
    people = [*trainers_of(space), *holders_of(roles)]
    return list({person.pk: person for person in people}.values())[:ASKED]
