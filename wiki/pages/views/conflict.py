"""Two people changed the same block: all three texts, for that block only, and the choice."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wiki.pages.access import Access
from wiki.pages.attachments import attached
from wiki.pages.errors import EditConflict, PageError
from wiki.pages.merging import Clean
from wiki.pages.word_marks import marked_words

SALT = "pages.conflict"
CHOICES = ("mine", "theirs", "both", "write")


def conflict_screen(
    request: HttpRequest, access: Access, said: dict[str, Any], files: dict[str, str], conflict: EditConflict
) -> HttpResponse:
    """Shows the passages that both changed. What was typed is in the page that the person now sees."""
    page = access.page
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "message": str(conflict),
        "latest": conflict.latest,
        "said": {**said, "tags": ", ".join(said["tags"])},
        "attachments": attached(page, files),
        "parts": [_part(part, index) for index, part in enumerate(conflict.merge.parts)],
        "merge_token": signing.dumps([_packed(part) for part in conflict.merge.parts], salt=SALT, compress=True),
    }
    return render(request, "pages/conflict.html", context, status=409)


def _part(part: Any, index: int) -> dict[str, Any]:
    if isinstance(part, Clean):
        return {"kind": "clean", "text": part.text, "lines": part.text.count("\n")}
    return {
        "kind": "conflict",
        "index": index,
        "base": part.base,
        "mine": part.mine,
        "mine_html": marked_words(part.base, part.mine),
        "theirs": part.theirs,
        "theirs_html": marked_words(part.base, part.theirs),
    }


def _packed(part: Any) -> list[str]:
    return [part.text] if isinstance(part, Clean) else [part.base, part.mine, part.theirs]


def resolved_text(request: HttpRequest) -> str:
    """The text that the choices on the conflict screen make; PageError when a choice is missing or the form was
    tampered with.
    """
    try:
        parts = signing.loads(request.POST.get("merge_token", ""), salt=SALT)
    except signing.BadSignature:
        raise PageError(_("The form was changed on its way. Copy your text and open the editor again.")) from None
    return "".join(part[0] if len(part) == 1 else _chosen(request, part, index) for index, part in enumerate(parts))


def _chosen(request: HttpRequest, part: list[str], index: int) -> str:
    _base, mine, theirs = part
    choice = request.POST.get(f"choice-{index}")
    if choice == "both":
        return f"{theirs.rstrip()}\n\n{mine.lstrip()}" if theirs.strip() and mine.strip() else theirs + mine
    if choice == "write":
        return _written(request.POST.get(f"text-{index}", ""), like=mine or theirs)
    if choice in CHOICES:
        return mine if choice == "mine" else theirs
    raise PageError(_("Choose for each passage which text to keep."))


def _written(text: str, *, like: str) -> str:
    """A passage written by hand ends as the one that it replaces, so that the next block stays apart."""
    text = text.replace("\r\n", "\n")
    ending = like[len(like.rstrip("\n")) :] or "\n"
    return text.rstrip("\n") + ending if text.strip() else ""
