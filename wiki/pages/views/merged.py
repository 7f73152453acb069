"""Others saved other passages meanwhile: the joined page, shown before it is saved."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.pages.access import Access
from wiki.pages.attachments import attached
from wiki.pages.errors import UnseenMerge
from wiki.pages.merging import Origin, Stretch, stretches

# Each stretch is drawn by itself; of a text with more changes than these the source is shown.
MOST_DRAWN = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of the joined page on the screen."""

    stretch: Stretch
    is_drawn: bool

    @property
    def lines(self) -> int:
        """Lines of its source."""
        return len(self.stretch.after.splitlines())


def merged_screen(
    request: HttpRequest, access: Access, said: dict[str, Any], files: dict[str, str], unseen: UnseenMerge
) -> HttpResponse:
    """What the page becomes, with what came from whom; to be saved with one more click, or gone on with."""
    page = access.page
    parts = stretches(unseen.sides, unseen.body.text)
    changed = sum(part.origin is not Origin.NOBODY for part in parts)
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "said": {**said, "tags": ", ".join(said["tags"])},
        "attachments": attached(page, files),
        "files": unseen.body.files,
        "result": unseen.body,
        "newer": unseen.newer,
        "others": list(dict.fromkeys(str(one.author or "?") for one in unseen.newer)),
        "seen": unseen.newer[-1].number,
        "compare_url": page.url(f"compare/{said['base_number']}..{unseen.newer[-1].number}/"),
        "parts": [Shown(part, changed <= MOST_DRAWN) for part in parts],
        "sitting": request.POST.get("sitting", ""),
        "replaces": request.POST.getlist("replaces"),
    }
    # The editor's script takes it for what it is not: saved.
    is_script = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "pages/merged.html", context, status=409 if is_script else 200)
