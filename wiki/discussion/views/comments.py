"""Changing and removing what one said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.discussion.access import comment_on, page_to_discuss, require_changeable, require_removable
from wiki.discussion.actions import edit_comment, remove_comment
from wiki.discussion.errors import DiscussionError
from wiki.discussion.fetching import thread_with_comments
from wiki.discussion.forms import CommentForm
from wiki.discussion.mentions import text_with_present_names
from wiki.discussion.models import Comment
from wiki.discussion.showing import shown_threads
from wiki.discussion.views.saying import screen, tried, url_of
from wiki.pages.access import Access
from wiki.pages.notices import page_link, tell


def edit(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Puts other words in the place of one's own, within ten minutes. Words that come too late are shown again."""
    access = page_to_discuss(request.user, space, path)
    comment = comment_on(access.page, pk)
    if request.method != "POST":
        try:
            require_changeable(request.user, comment)
        except DiscussionError as error:
            return _refused(request, access, comment, error)
    written = text_with_present_names(comment.text, comment.mentions.select_related("person"))
    form = CommentForm(request.POST or None, initial={"text": written})
    made, status = tried(
        form, lambda text, chosen, key: edit_comment(by=request.user, comment=comment, text=text, chosen=chosen)
    )
    if made:
        return redirect(url_of(access, comment))
    context = {"heading": _("Edit your comment"), "until": comment.fresh_until, "form": form, **screen(access)}
    return render(request, "discussion/write.html", context, status=status)


def removal(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Asks first, then leaves a line in the comment's place."""
    access = page_to_discuss(request.user, space, path, html=True)
    comment = comment_on(access.page, pk)
    try:
        if request.method == "POST":
            remove_comment(by=request.user, comment=comment)
            tell(request, _("A comment on {page} is removed."), page=page_link(access.page))
        if comment.removed_at or request.method == "POST":
            return redirect(url_of(access, comment))
        require_removable(request.user, access.level, comment)
    except DiscussionError as error:
        return _refused(request, access, comment, error)
    thread = thread_with_comments(comment.thread)
    shown = shown_threads(access.page, [thread], request.user, access.level)[0]
    context = {"comment": next(one for one in shown.comments if one.pk == pk), **screen(access)}
    return render(request, "discussion/removal.html", context)


def _refused(request: HttpRequest, access: Access, comment: Comment, error: DiscussionError) -> HttpResponse:
    messages.error(request, str(error))
    return redirect(url_of(access, comment))
