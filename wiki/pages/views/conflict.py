"""Two people changed the same block: all three texts, for that block only, and the choice."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from wiki.pages.access import Access
from wiki.pages.attachments import attached
from wiki.pages.errors import EditConflict, PageError
from wiki.pages.models import Revision
from wiki.pages.resolving import Part, answered, packed, parts_of
from wiki.pages.word_marks import marked_words

SALT = "pages.conflict"


def conflict_screen(
    request: HttpRequest,
    access: Access,
    said: dict[str, Any],
    files: dict[str, str],
    conflict: EditConflict,
    **words: str,
) -> HttpResponse:
    """Shows the passages that both changed. What was typed is in the page that the person now sees.

    `words`: `send_url` is where the answers go, if not to the editor; `mine_name` is whose change it is, if not the
    person's own."""
    context = _context(access, said, files, parts_of(conflict.merge), conflict.latest)
    context |= {"message": str(conflict), **_continued(request), **words}
    return render(request, "pages/conflict.html", context, status=409)


def conflict_again(
    request: HttpRequest, access: Access, said: dict[str, Any], files: dict[str, str], parts: list[Part], **words: str
) -> HttpResponse:
    """Asks about the passages whose answer is missing or in doubt; the other answers and all that was written stay."""
    page = access.page
    merged_with = page.revisions.filter(number=said["base_number"] or 0).select_related("author").first()
    context = _context(access, said, files, parts, merged_with or page.latest)
    context |= {
        "message": _("Nothing is saved yet, and nothing is lost: see the passages marked below."),
        "again": True,
        **_continued(request),
        **words,
    }
    return render(request, "pages/conflict.html", context, status=422)


def _continued(request: HttpRequest) -> dict[str, Any]:
    """The sitting whose draft ends when this is saved."""
    return {"sitting": request.POST.get("sitting", ""), "replaces": request.POST.getlist("replaces")}


def _context(
    access: Access, said: dict[str, Any], files: dict[str, str], parts: list[Part], latest: Revision
) -> dict[str, Any]:
    page = access.page
    return {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "latest": latest,
        "said": {**said, "tags": ", ".join(said["tags"])},
        "attachments": attached(page, files),
        "files": files,
        "parts": [_shown(part, index) for index, part in enumerate(parts)],
        "merge_token": signing.dumps(packed(parts), salt=SALT, compress=True),
    }


def _shown(part: Part, index: int) -> dict[str, Any]:
    if isinstance(part, str):
        return {"kind": "clean", "text": part, "lines": part.count("\n")}
    return {
        "kind": "conflict",
        "index": index,
        "passage": part,
        "mine_html": marked_words(part.base, part.mine),
        "theirs_html": marked_words(part.base, part.theirs),
    }


def answered_parts(said: QueryDict) -> list[Part]:
    """The passages with what the conflict screen's form says of them; PageError when it was tampered with."""
    try:
        parts = signing.loads(said.get("merge_token", ""), salt=SALT)
    except signing.BadSignature:
        raise PageError(_("The form was changed on its way. Copy your text and open the editor again.")) from None
    return answered(parts, said)


def written_passages(said: QueryDict) -> str:
    """All that was written on the conflict screen, for the case that nothing can be made of it."""
    return "\n\n".join(text for name, text in said.items() if name.partition("-")[0] == "text")
