"""Fetching the revisions of a page that a person may read."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from wiki.history.fetching import ASKED, holders_of, revisions_between, trainers_of
from wiki.pages.access import Access, page_for, page_in_trash
from wiki.pages.editions.newest import as_newest
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


def page_with_history(user: Any, space: str, path: str, trashed: int | None, **parts: bool) -> Access:
    """The live page at an address with `parts` as `page_for` takes them; or the page with the key `trashed` in the
    trash, whole, for those who may recover it.
    """
    if trashed is not None:
        return page_in_trash(user, space, trashed)
    access = page_for(user, space, path, **parts)
    if access.sees_unapproved:
        as_newest(access.page)
    return access


def revision_for(user: Any, space: str, path: str, number: int, trashed: int | None) -> RevisionAccess:
    """Revision `number` of a page as `page_with_history` has it."""
    access = page_with_history(user, space, path, trashed, body=True)
    return RevisionAccess(access, revision_of(access.page, number))


def revision_to_restore(user: Any, space: str, path: str, number: int) -> RevisionAccess:
    """Revision `number` of the live page at an address, for those who may restore it."""
    access = page_for(user, space, path, Level.TRAINER, body=True)
    return RevisionAccess(access, revision_of(access.page, number))


def whom_to_ask(space: Space) -> list[User]:
    """A few people who may restore in this space: its trainers, then the wiki's admins; for those who may not."""
    roles = [Role.ADMIN] if space.visibility == Space.Visibility.MEMBERS else [Role.TRAINER, Role.ADMIN]
    people = [*trainers_of(space), *holders_of(roles)]
    return list({person.pk: person for person in people}.values())[:ASKED]
