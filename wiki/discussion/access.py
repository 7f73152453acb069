"""Fetching threads, comments and suggestions with the right to see them, and what people may do with them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from wiki.discussion.errors import DiscussionError
from wiki.discussion.models import Comment, Suggestion, Thread
from wiki.history.access import revision_of
from wiki.pages.access import Access, page_by_id, page_for
from wiki.pages.editions.newest import as_newest
from wiki.pages.models import Page, Revision
from wiki.spaces.access import level_in, require_part, takes_part
from wiki.spaces.models import Level

# What a person's right to a page is told from, and what is told of people.
_PEOPLE = ("author__merged_into", "removed_by__merged_into", "thread__started_by")


def require_voice(user: Any) -> None:
    """Raises PermissionDenied for strangers: they may read along where everybody may, and no more."""
    if not user.is_authenticated:
        raise PermissionDenied(_("Sign in to take part."))


def page_to_discuss(
    user: Any, space: str, path: str, *, body: bool = False, html: bool = False, to_read: bool = False
) -> Access:
    """As `page_for`, for people who may say something about the page; with `to_read`, for those who may only read
    what signed-in people say, too."""
    access = page_for(user, space, path, body=body, html=html)
    require_voice(user)
    if not to_read:
        require_part(access.level, access.page.space)
    if body and access.sees_unapproved:  # to weigh a suggestion is to look at what would come of it
        as_newest(access.page)
    return access


def thread_on(page: Page, pk: int) -> Thread:
    """A thread of this page; Http404 for any other."""
    threads = Thread.objects.filter(pk=pk, page=page).select_related("started_by__merged_into")
    return _there(page, threads.first())


def comment_on(page: Page, pk: int) -> Comment:
    """A comment on this page; Http404 for any other."""
    comments = Comment.objects.filter(pk=pk, thread__page=page).select_related(*_PEOPLE)
    comment = _there(page, comments.first())
    comment.thread.page = page
    return comment


def suggestion_on(page: Page, pk: int) -> Suggestion:
    """A suggestion for this page; Http404 for any other."""
    suggestions = Suggestion.objects.filter(pk=pk, page=page)
    found = suggestions.select_related("author__merged_into", "outcome__by__merged_into", "replaced_by").first()
    return _there(page, found)


def suggestion_for(user: Any, page: Page, pk: int) -> Suggestion:
    """As `suggestion_on`, for its author and for people who may edit the page."""
    suggestion = suggestion_on(page, pk)
    if suggestion.author_id != user.pk and level_in(user, page.space) < Level.AUDITOR:
        raise PermissionDenied(_("Only its author and people who may edit this page see this suggestion."))
    return suggestion


def _there(page: Page, found: Any) -> Any:
    if found is None:
        raise Http404(_("There is no such thing on this page."))
    found.page = page
    return found


def revision_at(page: Page, number: int) -> Revision:
    """The revision that a form says its person looked at; DiscussionError where the page has none of that number."""
    try:
        return revision_of(page, number)
    except Http404 as missing:
        raise DiscussionError(str(missing)) from missing


def thread_by_id(user: Any, page_id: int, pk: int) -> Thread:
    """A thread by the keys of its permanent address, if the person may read the page."""
    return thread_on(page_by_id(user, page_id).page, pk)


def require_changeable(user: Any, comment: Comment) -> None:
    """PermissionDenied for anybody but its author; DiscussionError when the ten minutes are over."""
    if comment.author_id != user.pk:
        raise PermissionDenied(_("Only its author may change a comment."))
    if not may_change(user, comment):
        raise DiscussionError(_("Ten minutes are over: the comment can't be changed any more. Write another one."))


def require_removable(user: Any, level: Level, comment: Comment) -> None:
    """PermissionDenied for people who never may remove it; DiscussionError for its author when ten minutes are over."""
    if may_remove(user, level, comment):
        return
    if comment.author_id == user.pk:
        raise DiscussionError(_("Ten minutes are over: ask a trainer to remove the comment."))
    raise PermissionDenied(_("Only its author and trainers may remove a comment."))


def may_settle(user: Any, level: Level, thread: Thread) -> bool:
    """Whether the person may resolve the thread, or open it again: editors, and who began it."""
    return level >= Level.EDITOR or (thread.started_by_id == user.pk and takes_part(level))


def may_change(user: Any, comment: Comment) -> bool:
    """Whether the person may still change the comment: its author, for ten minutes."""
    return comment.author_id == user.pk and comment.is_fresh and comment.removed_at is None


def may_remove(user: Any, level: Level, comment: Comment) -> bool:
    """Whether the person may take the comment away: its author for ten minutes, trainers and admins at any time."""
    return comment.removed_at is None and (level >= Level.TRAINER or may_change(user, comment))
