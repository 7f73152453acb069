"""The revision before the newest as HTML, made before somebody compares the two."""

from collections.abc import Iterable

from wiki.markup import MarkupRefused
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.rendering import draw, headings_of
from wiki.pages.revisions import body_of


def keep_before(keys: Iterable[int]) -> int:
    """Renders the revision before the newest of each of these pages, as `Rendering.before_html`, where that is not
    known: how many were."""
    count = 0
    for page in Page.objects.live().filter(pk__in=keys).select_related("space", "latest", "rendering"):
        before = page.revisions.filter(number=page.latest.number - 1).select_related("version").first()
        if before and page.rendering.before_number != before.number:
            count += _keep_before(page, before)
    return count


def _keep_before(page: Page, before: Revision) -> int:
    try:
        drawn = draw(page, body_of(before))
    except MarkupRefused:
        return 0
    if drawn.shown:
        return 0
    said = {"before_number": before.number, "before_html": drawn.rendered.html, "before_headings": headings_of(drawn)}
    return Rendering.objects.filter(page=page, number=before.number + 1).update(**said)
