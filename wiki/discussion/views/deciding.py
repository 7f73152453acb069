"""Suggestions: reading them, and deciding on them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.discussion.access import page_to_discuss, suggestion_for
from wiki.discussion.actions import accept_suggestion, decline_suggestion, withdraw_suggestion
from wiki.discussion.errors import DiscussionError
from wiki.discussion.fetching import suggestions_of
from wiki.discussion.forms import DeclineForm
from wiki.discussion.models import Suggestion
from wiki.discussion.views.saying import screen
from wiki.discussion.weighing import Weighed
from wiki.display.stretches import stretch_of
from wiki.history.timeline import known_as
from wiki.history.views.comparing import VIEWS, change_context
from wiki.pages.access import Access, key_from, page_for
from wiki.pages.errors import EditConflict, PageError
from wiki.pages.notices import page_link, tell
from wiki.pages.word_marks import marked_words
from wiki.spaces.models import Level

A_PAGE = 50


def suggestions(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """All suggestions for the page to its editors, and to anybody else their own."""
    access = page_to_discuss(request.user, space, path, to_read=True)
    rows = suggestions_of(access.page)
    if not access.sees_unapproved:
        rows = rows.filter(author=request.user)
    stretch = stretch_of(rows, request.GET.get("page"), A_PAGE)
    context = {**screen(access), "suggestions": stretch.rows, "page_object": stretch}
    return render(request, "discussion/suggestions.html", context)


def suggestion(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """One suggestion: what it changes, what accepting it would do, and what was decided."""
    access = page_to_discuss(request.user, space, path, body=True, to_read=True)
    return _screen(request, access, suggestion_for(request.user, access.page, pk), DeclineForm())


def _screen(
    request: HttpRequest, access: Access, made: Suggestion, form: DeclineForm, status: int = 200
) -> HttpResponse:
    weighed = Weighed(access.page, made)
    outcome = getattr(made, "outcome", None)
    joins = outcome is None and weighed.is_overtaken and weighed.result is not None
    to_page = joins and request.GET.get("against") != "base"
    context = {
        **screen(access),
        "suggestion": made,
        "author": known_as(made.author),
        "outcome": outcome,
        "decided_by": known_as(outcome.by) if outcome else None,
        "may_decide": access.may_edit and outcome is None,
        "may_withdraw": made.author_id == request.user.pk and outcome is None and access.takes_part,
        "form": form,
        "joins": joins,
        "to_page": to_page,
        "conflicts": _conflicts(weighed) if outcome is None and weighed.is_overtaken else [],
        **_comparison(request, weighed, to_page=to_page),
    }
    return render(request, "discussion/suggestion.html", context, status=status)


def _comparison(request: HttpRequest, weighed: Weighed, *, to_page: bool) -> dict[str, Any]:
    view = request.GET.get("view", VIEWS[0])
    against = "page" if to_page else "base"
    urls = {name: f"?against={against}&view={name}" for name in VIEWS}
    return change_context(weighed.compared(to_page=to_page), view if view in VIEWS else VIEWS[0], urls)


def _conflicts(weighed: Weighed) -> list[dict[str, Any]]:
    return [
        {
            "conflict": conflict,
            "mine": marked_words(conflict.base, conflict.mine),
            "theirs": marked_words(conflict.base, conflict.theirs),
        }
        for conflict in weighed.conflicts
    ]


@require_POST
def acceptance(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Makes the suggestion, as it was seen, the page's text."""
    seen = key_from(request.POST.get("seen", "")) or 0

    def act(made: Suggestion) -> str:
        accept_suggestion(by=request.user, suggestion=made, seen=seen)
        return _("{page} has the change that {name} suggested.")

    return _decide(request, space, path, pk, act)


@require_POST
def refusal(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Declines a suggestion, with a word to its author."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        access = page_for(request.user, space, path, Level.EDITOR, body=True)
        return _screen(request, access, suggestion_for(request.user, access.page, pk), form, status=422)

    def act(made: Suggestion) -> str:
        decline_suggestion(by=request.user, suggestion=made, word=form.cleaned_data["word"])
        return _("{page} stays as it is; {name} is told why.")

    return _decide(request, space, path, pk, act)


def _decide(request: HttpRequest, space: str, path: str, pk: int, act: Callable[[Suggestion], str]) -> HttpResponse:
    page = page_for(request.user, space, path, Level.EDITOR).page
    made = suggestion_for(request.user, page, pk)
    try:
        tell(request, act(made), page=page_link(page), name=known_as(made.author))
    except (DiscussionError, EditConflict, PageError) as error:
        messages.error(request, str(error))
        return redirect(page.url(f"suggestions/{pk}/"))
    return redirect(page.url())


@require_POST
def withdrawal(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Takes one's own suggestion back."""
    page = page_to_discuss(request.user, space, path).page
    made = suggestion_for(request.user, page, pk)
    if made.author_id != request.user.pk:
        raise PermissionDenied(_("Only its author may withdraw a suggestion."))
    try:
        withdraw_suggestion(by=request.user, suggestion=made)
        tell(request, _("Your suggestion for {page} is withdrawn."), page=page_link(page))
    except DiscussionError as error:
        messages.error(request, str(error))
    return redirect(page.url(f"suggestions/{pk}/"))
