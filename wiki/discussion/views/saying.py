"""What the screens on which people say something have in common."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from wiki.discussion.errors import DiscussionError, TooMany
from wiki.discussion.fetching import thread_with_comments
from wiki.discussion.forms import CommentForm
from wiki.discussion.models import Comment
from wiki.pages.access import Access
from wiki.pages.trail import crumbs


def screen(access: Access) -> dict[str, Any]:
    """The page that a screen is about."""
    page = access.page
    return {"access": access, "page": page, "page_url": page.url(), "space": page.space, "crumbs": crumbs(page)}


def tried(form: CommentForm, act: Callable[..., Comment]) -> tuple[Comment | None, int]:
    """What came of a form: the comment that `act` made of its words, or none, with the status of showing the form. The
    form says what went wrong, and keeps what was written."""
    if not form.is_bound:
        return None, 200
    if not form.is_valid():
        if "text" not in form.errors:
            form.add_error(None, _("The form was changed on its way. Your words are kept: send them once more."))
        return None, 422
    said = form.cleaned_data
    try:
        return act(text=said["text"], key=said["key"], chosen=said["mentioned"]), 200
    except DiscussionError as error:
        form.add_error(None, str(error))
        return None, status_of(error)


def status_of(error: Exception) -> int:
    """The status that tells a program what went wrong."""
    return 429 if isinstance(error, TooMany) else 422


def url_of(access: Access, comment: Comment) -> str:
    """Where the comment is read: on the page, or on its thread's own screen where that has left the page."""
    thread = thread_with_comments(comment.thread)
    place = access.page.url() if thread.is_open else access.page.url(f"threads/{thread.pk}/")
    return f"{place}#comment-{comment.pk}"
