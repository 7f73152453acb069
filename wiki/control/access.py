"""Fetching what belongs to controlled documents, with the right to see it."""

from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from wiki.control.models import ReviewRequest
from wiki.control.routing import Route, asking, deputies_of
from wiki.pages.access import SEES_UNAPPROVED, Access, page_for
from wiki.spaces.access import spaces_to_edit

MOST = 50  # requests on one screen
LOOKED_AT = 200  # of those that may wait for somebody


def require_person(user: Any) -> None:
    """Raises PermissionDenied for strangers who read a public space."""
    if not user.is_authenticated:
        raise PermissionDenied(_("Sign in to take part."))


def request_for(user: Any, space: str, path: str, pk: int) -> tuple[Access, ReviewRequest]:
    """A request for the page at an address, open or closed, with the page as its readers meet it; for those who may see
    what is not approved."""
    access = page_for(user, space, path, SEES_UNAPPROVED, html=True)
    requests = ReviewRequest.objects.select_related(
        "revision__author__merged_into", "base__revision", "by", "closed_by", "edition", "change_set"
    )
    request = requests.filter(pk=pk, page=access.page).first()
    if request is None:
        raise Http404(_("There is no such request on this page."))
    request.page = access.page
    return access, request


def open_requests(user: Any, most: int = MOST) -> list[ReviewRequest]:
    """The oldest open requests that wait for a word of this person. Each costs some queries to be sure of, so they are
    narrowed to those that may before, and no more are looked at than are shown."""
    shelves = spaces_to_edit(user)
    if not shelves:
        return []
    waiting = asking(user).filter(page__trashed_at=None).order_by("at")
    waiting = waiting.select_related("page__space", "revision", "base__revision", "by")[:LOOKED_AT]
    # Not by the query: SQLite would begin with every page of these spaces.
    keys = {shelf.pk for shelf in shelves}
    return list(islice((one for one in waiting if one.page.space_id in keys and Route(one).place_for(user)), most))


def asked_now(request: ReviewRequest) -> set[int]:
    """Keys of the people whose word the request waits for now, and of those who decide in their place."""
    people = {person.pk for standing in Route(request).open_steps for person in standing.waits_for}
    return people | deputies_of(people)
