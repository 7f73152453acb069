"""What the editor's screens have to do with drafts: which they offer, what they keep, and when a draft has ended."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse, QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wiki.pages.access import key_from
from wiki.pages.attachments import Attached, attached
from wiki.pages.drafts import Replaced, differs, discard_draft, drafts_at, keep_draft, own_draft
from wiki.pages.forms import DraftForm
from wiki.pages.models import Draft, Page


@dataclass(frozen=True, slots=True)
class Offered:
    """A draft as the editor offers it, with the files that only it has."""

    draft: Draft
    files: list[Attached]

    @property
    def taken(self) -> str:
        """What the editor sends once its text is taken over."""
        return taken(self.draft)


def taken(draft: Draft) -> str:
    """A draft as it is now, as a form names it; see `Replaced`."""
    return f"{draft.pk}@{draft.saved_at.isoformat()}"


def replaced_by(said: QueryDict) -> list[Replaced]:
    """The drafts that a form took over; what is none is left out."""
    found = []
    for value in said.getlist("replaces"):
        key, _at, moment = value.partition("@")
        pk, saved_at = key_from(key), parse_datetime(moment) if len(moment) < 40 else None
        if pk and saved_at and saved_at.tzinfo:
            found.append(Replaced(pk, saved_at))
    return found


def opened_draft(request: HttpRequest, *, page: Page | None = None, parent: Page | None = None) -> Draft | None:
    """The draft that the address asks for, if it is the person's own and belongs here."""
    key = key_from(request.GET.get("draft", ""))
    if key is None or not request.user.is_authenticated:
        return None
    try:
        draft = own_draft(request.user, key)
    except Http404:
        return None
    here = page or parent
    return draft if here and (draft.page_id if page else draft.parent_id) == here.pk else None


def draft_context(
    request: HttpRequest,
    files: dict[str, str],
    *,
    page: Page | None = None,
    parent: Page | None = None,
    opened: Draft | None = None,
) -> dict[str, Any]:
    """What the editor's screen needs of drafts: those it offers, and what it continues."""
    holder = page or parent
    drafts = [] if request.method == "POST" else drafts_at(request.user, page=page, parent=parent)
    offers = [draft for draft in drafts if draft != opened and (page is None or differs(draft, page))]
    return {
        "drafts": [Offered(draft, _own_files(draft, holder, files)) for draft in offers],
        "sitting": request.POST.get("sitting", "")[:40],
        "replaces": [taken(opened)] if opened else request.POST.getlist("replaces"),
    }


def _own_files(draft: Draft, holder: Page | None, besides: dict[str, str]) -> list[Attached]:
    """The files that only the draft has."""
    own = {name: sha256 for name, sha256 in draft.files.items() if besides.get(name) != sha256}
    return attached(holder, own) if own and holder else []


def keep_unsaved(
    request: HttpRequest, files: dict[str, str], *, page: Page | None = None, parent: Page | None = None
) -> None:
    """Keeps what a form brought that could not be saved as it is: closing the screen then loses nothing."""
    form = DraftForm(request.POST)
    if form.is_valid():
        keep_draft(by=request.user, page=page, parent=parent, **_said(request, form), files=files)


def end_unsaved(request: HttpRequest, *, page: Page | None = None, parent: Page | None = None) -> None:
    """Ends the draft of what was saved just now."""
    sitting = request.POST.get("sitting", "")[:40]
    discard_draft(request.user, page=page, parent=parent, sitting=sitting, replaces=replaced_by(request.POST))


def draft_answer(
    request: HttpRequest, files: dict[str, str], *, page: Page | None = None, parent: Page | None = None
) -> JsonResponse:
    """Keeps what the editor sends while somebody writes, and says when; with `discard` throws the sitting's away."""
    if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
        return JsonResponse({"error": _("Somebody else is signed in here now.")}, status=409)
    if "discard" in request.POST:
        end_unsaved(request, page=page, parent=parent)
        return JsonResponse({"saved_at": None})
    form = DraftForm(request.POST)
    if not form.is_valid():
        words = " ".join(error for errors in form.errors.values() for error in errors)
        return JsonResponse({"error": words}, status=413 if "text" in form.errors else 400)
    kept = keep_draft(by=request.user, page=page, parent=parent, **_said(request, form), files=files)
    return JsonResponse({"pk": kept.pk, "saved_at": kept.saved_at.isoformat(), "taken": taken(kept)})


def _said(request: HttpRequest, form: DraftForm) -> dict[str, Any]:
    said = form.cleaned_data
    return said | {"base_number": said["base_number"] or 0, "replaces": replaced_by(request.POST)}
