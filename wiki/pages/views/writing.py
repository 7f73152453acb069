"""The editor: a new page, or a change to one, with a merge when somebody else was quicker."""

from json import dumps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.pages.access import Access, key_from, page_for
from wiki.pages.actions import create_page, save_page
from wiki.pages.actions.writing import Saved
from wiki.pages.attachments import attach, attached, kept_files
from wiki.pages.errors import EditConflict, PageError, UnseenMerge
from wiki.pages.files.storing import REFUSED
from wiki.pages.forms import PageForm
from wiki.pages.merging import normalise_newlines
from wiki.pages.models import Draft, Page
from wiki.pages.notices import page_link, tell
from wiki.pages.resolving import is_settled, settled_text
from wiki.pages.suggestions import recent_reasons
from wiki.pages.templates.fields import fields_of
from wiki.pages.templates.listing import template_cards
from wiki.pages.views.conflict import answered_parts, conflict_again, conflict_screen, written_passages
from wiki.pages.views.merged import merged_screen
from wiki.pages.views.unsaved import draft_context, end_unsaved, keep_unsaved, opened_draft
from wiki.spaces.models import Level


def edit(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The editor of a page."""
    access = page_for(request.user, space, path, Level.EDITOR, body=True)
    page = access.page
    if request.method != "POST":
        return _opened(request, access)
    if "resolve" in request.POST:
        return _resolve(request, access)
    form = PageForm(request.POST, request.FILES)
    files = _files(request, page)
    if not form.is_valid():
        keep_unsaved(request, files, page=page)
        return _edit_screen(request, access, form, files, status=422)
    return _save(request, access, form, files)


def _opened(request: HttpRequest, access: Access) -> HttpResponse:
    """The editor with the page's text, or with a draft that is asked for."""
    page = access.page
    draft = opened_draft(request, page=page)
    if draft is None:
        return _edit_screen(request, access, _form_for(page), page.files)
    form = PageForm(initial=_from_draft(draft) | {"base_number": draft.base_number or page.latest.number})
    return _edit_screen(request, access, form, page.files | draft.files, draft=draft)


def _from_draft(draft: Draft) -> dict[str, Any]:
    return {"title": draft.title, "text": draft.text, "tags": draft.tags}


def _resolve(request: HttpRequest, access: Access) -> HttpResponse:
    """The answers of the conflict screen. Where nothing can be made of them, the editor shows what was written."""
    files = _files(request, access.page)
    try:
        parts = answered_parts(request.POST)
    except PageError as error:
        form = PageForm(_with_text(request.POST, written_passages(request.POST)))
        form.add_error(None, str(error))
        return _edit_screen(request, access, form, files, status=422)
    form = PageForm(_with_text(request.POST, settled_text(parts)))
    if not form.is_valid():
        return _edit_screen(request, access, form, files, status=422)
    if not is_settled(parts):
        return conflict_again(request, access, form.cleaned_data, files, parts)
    return _save(request, access, form, files)


def _with_text(said: QueryDict, text: str) -> QueryDict:
    said = said.copy()
    said["text"] = text
    return said


def _save(request: HttpRequest, access: Access, form: PageForm, files: dict[str, str]) -> HttpResponse:
    page, said = access.page, form.cleaned_data
    try:
        saved = _saved(request, page, said, files)
    except PageError as error:
        keep_unsaved(request, files, page=page)
        return _unsaved(request, access, form, files, error)
    end_unsaved(request, page=page)
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse(_news(saved))
    _tell(request, saved.page, saved.revision, merged=bool(saved.merged_with))
    return redirect(saved.page.url())


def _unsaved(
    request: HttpRequest, access: Access, form: PageForm, files: dict[str, str], error: PageError
) -> HttpResponse:
    """What is to be decided or mended before it can be saved."""
    match error:
        case UnseenMerge() if "go_on" in request.POST:
            return _go_on(request, access, form.cleaned_data, error)
        case UnseenMerge():
            return merged_screen(request, access, form.cleaned_data, files, error)
        case EditConflict():
            return conflict_screen(request, access, form.cleaned_data, files, error)
    form.add_error(None, str(error))
    return _edit_screen(request, access, form, files, status=422)


def _go_on(request: HttpRequest, access: Access, said: dict[str, Any], unseen: UnseenMerge) -> HttpResponse:
    """The editor again, with what others saved joined in."""
    body = unseen.body
    initial = {"title": body.title, "text": body.text, "tags": ", ".join(body.tags), "reason": said["reason"]}
    form = PageForm(initial=initial | {"base_number": unseen.newer[-1].number, "is_minor": said["is_minor"]})
    return _edit_screen(request, access, form, body.files)


def _news(saved: Saved) -> dict[str, Any]:
    """What the editor must know to go on after a save; `text` is given when it is not what was sent."""
    page, revision = saved.page, saved.revision
    told = {"number": page.latest.number, "text": page.text if saved.merged_with else None}
    if revision is None:
        return told | {"words": _("Nothing had changed; no revision was made."), "url": "", "link": ""}
    url = page.url(f"compare/{revision.number - 1}..{revision.number}/")
    words = _("Saved as revision %(number)d.") % {"number": revision.number}
    return told | {"words": words, "url": url, "link": _("See what changed")}


def _saved(request: HttpRequest, page: Page, said: dict[str, Any], files: dict[str, str]) -> Saved:
    return save_page(
        by=request.user,
        page=page,
        base_number=said["base_number"] or page.latest.number,
        title=said["title"],
        text=said["text"],
        tags=said["tags"],
        files=_with_uploads(page, said["uploads"], files),
        reason=said["reason"],
        is_minor=said["is_minor"],
        seen=0 if "go_on" in request.POST else said["seen"] or 0,
    )


def _tell(request: HttpRequest, page: Page, revision: Any, *, merged: bool) -> None:
    if revision is None:
        tell(request, _("Nothing had changed in {page}; no revision was made."), page=page_link(page))
    elif merged:
        sentence = _("{page} is saved as revision {number}, together with what others saved while you were writing.")
        tell(request, sentence, page=page_link(page), number=revision.number)
    else:
        waits = _("{page} is saved as revision {number}, which waits for approval.")
        sentence = waits if page.holds_back else _("{page} is saved as revision {number}.")
        tell(request, sentence, page=page_link(page), number=revision.number)


def _form_for(page: Page) -> PageForm:
    initial = {"title": page.title, "text": page.text, "tags": ", ".join(page.tags), "base_number": page.latest.number}
    return PageForm(initial=initial)


def _files(request: HttpRequest, holder: Page) -> dict[str, str]:
    """The attachments that the form keeps, as far as they were really attached to `holder`."""
    return kept_files(holder, request.POST.getlist("keep"))


def _with_uploads(holder: Page, uploads: list[Any], files: dict[str, str]) -> dict[str, str]:
    for upload in uploads:
        name, sha256 = attach(holder, upload, files)
        files[name] = sha256
    return files


def _edit_screen(
    request: HttpRequest, access: Access, form: PageForm, files: dict[str, str], *, draft: Any = None, status: int = 200
) -> HttpResponse:
    page = access.page
    context = {
        "access": access,
        "page": page,
        "latest": page.latest,
        "page_url": page.url(),
        "cancel_url": page.url(),
        "draft_url": page.url("draft/"),
        "presence_url": page.url("presence/"),
        **draft_context(request, files, page=page, opened=draft),
        "reason_suggestions": recent_reasons(request.user, page),
        "save_on": True,
        "fields": dumps([field.name for field in fields_of(page.front_matter)]),
        **_editor(page, form, files),
    }
    return render(request, "pages/edit.html", context, status=status)


def _editor(holder: Page, form: PageForm, files: dict[str, str]) -> dict[str, Any]:
    """What the editor needs of the page that it works on: the page itself, or the parent of a new one."""
    return {
        "form": form,
        "space": holder.space,
        "attachments": attached(holder, files),
        "attachment_limit": settings.ATTACHMENT_LIMIT,
        "refused_types": " ".join(sorted(REFUSED)),
        "preview_url": holder.url("preview/"),
        "image_url": holder.url("image/"),
        "upload_url": holder.url("upload/"),
    }


def new(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The editor of a page that does not exist yet, below the page at `path`."""
    parent = page_for(request.user, space, path, Level.EDITOR).page
    if request.method != "POST" and (key := key_from(request.GET.get("template", ""))):
        return redirect(parent.url(f"new/from/{key}/"))
    draft = opened_draft(request, parent=parent) if request.method != "POST" else None
    initial = _from_draft(draft) if draft else {"title": request.GET.get("title", "")[:250]}
    form = PageForm(request.POST or None, request.FILES or None, initial=initial)
    files = draft.files if draft else _files(request, parent)
    if request.method == "POST" and form.is_valid():
        try:
            page = _create(request, parent, form.cleaned_data, files)
        except PageError as error:
            form.add_error(None, str(error))
        else:
            end_unsaved(request, parent=parent)
            tell(request, _("{page} is there now."), page=page_link(page))
            return redirect(page.url())
    if request.method == "POST":
        keep_unsaved(request, files, parent=parent)
    return new_screen(request, parent, form, files, draft=draft)


def _create(request: HttpRequest, parent: Page, said: dict[str, Any], files: dict[str, str]) -> Page:
    return create_page(
        by=request.user,
        parent=parent,
        title=said["title"],
        text=normalise_newlines(said["text"], ""),
        tags=said["tags"],
        files=_with_uploads(parent, said["uploads"], files),
        reason=said["reason"],
    )


def new_screen(
    request: HttpRequest,
    parent: Page,
    form: PageForm,
    files: dict[str, str],
    *,
    draft: Draft | None = None,
    template: Page | None = None,
) -> HttpResponse:
    """The editor of a new page, begun from a draft or a template or from nothing."""
    is_blank = not (draft or template or form.is_bound)
    context = {
        "page": None,
        "parent": parent,
        "page_url": parent.url(),
        "cancel_url": parent.url(),
        "draft_url": parent.url("draft/") + "?new=1",
        **draft_context(request, files, parent=parent, opened=draft),
        "templates": template_cards(request.user, parent.space) if is_blank else [],
        "template": template,
        **_editor(parent, form, files),
    }
    return render(request, "pages/new.html", context, status=422 if form.is_bound else 200)
