"""Suggesting a change: the page's own editor, whose text is sent to the editors instead of saved."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.discussion.access import page_to_discuss, suggestion_on
from wiki.discussion.actions import suggest_change
from wiki.discussion.errors import DiscussionError
from wiki.discussion.fetching import suggestions_by
from wiki.discussion.forms import SuggestionForm, form_key
from wiki.discussion.models import Suggestion
from wiki.discussion.views.saying import status_of
from wiki.display.stretches import stretch_of
from wiki.markup import MarkupRefused
from wiki.pages.access import Access, key_from
from wiki.pages.errors import PageError
from wiki.pages.models import Draft, Page
from wiki.pages.notices import page_link, tell
from wiki.pages.rendering import render_body
from wiki.pages.revisions import Body
from wiki.pages.views.unsaved import draft_answer, draft_context, end_unsaved, opened_draft

A_PAGE = 50


def suggest(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The editor for people who may read the page; `?again=` opens it with their own open suggestion."""
    access = page_to_discuss(request.user, space, path, body=True)
    if access.may_edit:
        return redirect(access.page.url("edit/"))
    if request.method != "POST":
        opened = opened_draft(request, page=access.page)
        form = SuggestionForm(initial=_initial(request, access.page, opened))
        return _editor(request, access, form, draft=opened)
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return _editor(request, access, form, status=422)
    try:
        made = _sent(request, access.page, form.cleaned_data)
    except (DiscussionError, PageError) as error:
        form.add_error(None, str(error))
        return _editor(request, access, form, status=status_of(error))
    end_unsaved(request, page=access.page)
    sentence = _("Your suggestion for {page} is sent. Its editors decide, and you will find their answer in your menu.")
    tell(request, sentence, page=page_link(made.page))
    return redirect(access.page.url(f"suggestions/{made.pk}/"))


def _initial(request: HttpRequest, page: Page, draft: Draft | None) -> dict[str, Any]:
    if draft:
        said = {"title": draft.title, "text": draft.text, "tags": draft.tags, "key": form_key()}
        return said | {"base_number": draft.base_number or page.latest.number}
    key = key_from(request.GET.get("again", ""))
    before = suggestion_on(page, key) if key else None
    if before is None or before.author_id != request.user.pk:
        said = {"title": page.title, "text": page.text, "base_number": page.latest.number}
        return said | {"tags": ", ".join(page.tags), "key": form_key()}
    said = {"title": before.title, "text": before.text, "base_number": before.base_number, "reason": before.reason}
    return said | {"tags": ", ".join(before.tags), "instead": before.pk, "key": form_key()}


def _sent(request: HttpRequest, page: Page, said: dict[str, Any]) -> Suggestion:
    return suggest_change(
        by=request.user,
        page=page,
        base_number=said["base_number"] or page.latest.number,
        title=said["title"],
        text=said["text"],
        tags=said["tags"],
        reason=said["reason"],
        key=said["key"],
        replaces=suggestion_on(page, said["instead"]) if said["instead"] else None,
    )


def _editor(
    request: HttpRequest, access: Access, form: SuggestionForm, *, draft: Draft | None = None, status: int = 200
) -> HttpResponse:
    page = access.page
    context = {
        "access": access,
        **draft_context(request, page.files, page=page, opened=draft),
        "latest": page.latest,
        "save_label": _("Send suggestion"),
        "cancel_url": page.url(),
        **editor_context(page, form),
    }
    return render(request, "discussion/suggest.html", context, status=status)


def editor_context(page: Page, form: Any) -> dict[str, Any]:
    """What the editor needs to work on a page's text without its files."""
    return {
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "form": form,
        "draft_url": page.url("suggest/draft/"),
        "preview_url": page.url("suggest/preview/"),
        "image_url": page.url("image/"),
        "attachment_limit": settings.ATTACHMENT_LIMIT,
    }


@require_POST
def preview(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The text of the form as readers would see it."""
    page = page_to_discuss(request.user, space, path).page
    try:
        return HttpResponse(render_body(page, Body(page.title, request.POST.get("text", ""), files=page.files)).html)
    except MarkupRefused as refusal:
        return HttpResponse(format_html('<p class="callout callout-warning">{}</p>', str(refusal)))


@require_POST
def draft(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Keeps the text of somebody who has not sent it yet; with `discard` throws it away."""
    page = page_to_discuss(request.user, space, path).page
    return draft_answer(request, {}, page=page)


@login_required
def own_suggestions(request: HttpRequest) -> HttpResponse:
    """What became of the changes that one suggested."""
    stretch = stretch_of(suggestions_by(request.user), request.GET.get("page"), A_PAGE)
    return render(request, "discussion/own_suggestions.html", {"suggestions": stretch.rows, "page_object": stretch})
