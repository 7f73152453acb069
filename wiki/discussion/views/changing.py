"""An editor makes something of a suggestion before it is accepted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.discussion.access import suggestion_for
from wiki.discussion.actions import accept_changed
from wiki.discussion.errors import DiscussionError
from wiki.discussion.forms import ChangedSuggestionForm
from wiki.discussion.models import Suggestion
from wiki.discussion.views.saying import status_of
from wiki.discussion.views.suggesting import editor_context
from wiki.history.timeline import known_as
from wiki.pages.access import Access, page_for
from wiki.pages.actions.writing import joined
from wiki.pages.errors import EditConflict, PageError
from wiki.pages.notices import page_link, tell
from wiki.pages.resolving import is_settled, settled_text
from wiki.pages.views.conflict import answered_parts, conflict_again, conflict_screen, written_passages
from wiki.pages.views.unsaved import end_unsaved
from wiki.spaces.models import Level


def change(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """The editor with the suggestion's text, joined with what was saved since; where both changed the same passages,
    first the choice between them."""
    access = page_for(request.user, space, path, Level.EDITOR, body=True)
    made = suggestion_for(request.user, access.page, pk)
    if hasattr(made, "outcome"):
        return redirect(access.page.url(f"suggestions/{pk}/"))
    if request.method != "POST":
        return _opened(request, access, made)
    if "resolve" in request.POST:
        return _resolved(request, access, made)
    form = ChangedSuggestionForm(request.POST)
    if not form.is_valid():
        return _editor(request, access, made, form, status=422)
    return _saved(request, access, made, form)


def _opened(request: HttpRequest, access: Access, made: Suggestion) -> HttpResponse:
    page = access.page
    said = {"title": made.title, "text": made.text, "tags": made.tags, "base_number": made.base_number}
    try:
        body, _newer = joined(page, **said)
    except EditConflict as conflict:
        return _conflict(request, access, made, said | {"reason": ""}, conflict)
    initial = {"title": body.title, "text": body.text, "tags": ", ".join(body.tags), "base_number": page.latest.number}
    return _editor(request, access, made, ChangedSuggestionForm(initial=initial))


def _resolved(request: HttpRequest, access: Access, made: Suggestion) -> HttpResponse:
    """The answers of the conflict screen. Where nothing can be made of them, the editor shows what was written."""
    try:
        parts = answered_parts(request.POST)
    except PageError as error:
        form = _with_text(request, written_passages(request.POST))
        form.add_error(None, str(error))
        return _editor(request, access, made, form, status=422)
    form = _with_text(request, settled_text(parts))
    if not form.is_valid():
        return _editor(request, access, made, form, status=422)
    if not is_settled(parts):
        return conflict_again(request, access, form.cleaned_data, access.page.files, parts, **_words(access, made))
    return _saved(request, access, made, form)


def _with_text(request: HttpRequest, text: str) -> ChangedSuggestionForm:
    said = request.POST.copy()
    said["text"] = text
    return ChangedSuggestionForm(said)


def _saved(request: HttpRequest, access: Access, made: Suggestion, form: ChangedSuggestionForm) -> HttpResponse:
    page, said = access.page, form.cleaned_data
    fields = {name: said[name] for name in ("title", "text", "tags", "reason")}
    try:
        accept_changed(
            by=request.user, suggestion=made, base_number=said["base_number"] or page.latest.number, **fields
        )
    except EditConflict as conflict:
        return _conflict(request, access, made, said, conflict)
    except (DiscussionError, PageError) as error:
        form.add_error(None, str(error))
        return _editor(request, access, made, form, status=status_of(error))
    end_unsaved(request, page=page)
    sentence = _("{page} has what you made of {name}’s suggestion.")
    tell(request, sentence, page=page_link(page), name=known_as(made.author))
    return redirect(page.url())


def _conflict(
    request: HttpRequest, access: Access, made: Suggestion, said: dict[str, Any], conflict: EditConflict
) -> HttpResponse:
    return conflict_screen(request, access, said, access.page.files, conflict, **_words(access, made))


def _words(access: Access, made: Suggestion) -> dict[str, str]:
    """Where the conflict screen sends its answers, and whose text it calls by name."""
    return {"send_url": access.page.url(f"suggestions/{made.pk}/change/"), "mine_name": str(known_as(made.author))}


def _editor(
    request: HttpRequest, access: Access, made: Suggestion, form: ChangedSuggestionForm, status: int = 200
) -> HttpResponse:
    page = access.page
    context = {
        "access": access,
        "suggestion": made,
        "author": known_as(made.author),
        "save_label": _("Accept with changes"),
        "cancel_url": page.url(f"suggestions/{made.pk}/"),
        **editor_context(page, form),
    }
    return render(request, "discussion/change.html", context, status=status)
