"""Old revisions as HTML: rendered when first asked for, then kept in the cache under what they show."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.prepared import PreparedQuery
from wiki.display.tally import TALLIES
from wiki.history.inclusions import Inclusion
from wiki.markup import MarkupRefused
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.rendering import draw
from wiki.pages.revisions import Body, body_of

KEPT = 60 * 60 * 24  # seconds; links inside may lead to pages that have moved meanwhile, which still works
_BEFORE = PreparedQuery(
    lambda page: Rendering.objects.filter(page=page).values_list("before_html", "before_headings"), -1_000_001
)
HEADINGS = (2, 3)  # the levels that the contents list shows


@dataclass(frozen=True, slots=True)
class Shown:
    """A revision as its readers saw it."""

    html: SafeString
    headings: list[list]
    inclusions: tuple[Inclusion, ...] = ()


def shown(page: Page, revision: Revision, body: Body | None = None) -> Shown:
    """The revision's HTML: the kept renderings for the latest one and the one before, otherwise made and cached.

    Other pages' texts in it are as they stood when it was saved. The kept rendering changes with them, so it is not
    taken where there are any."""
    rendering = getattr(page, "rendering", None)  # a page that was only imported into the trash has none
    if rendering and rendering.number == page.latest.number:
        if revision.number == rendering.number and not rendering.shows:
            return Shown(mark_safe(rendering.html), rendering.headings)
        if revision.number == rendering.before_number:
            (html, headings), *_others = _BEFORE.rows(page.pk)
            return Shown(mark_safe(html), headings)
    key = f"revision-html:3:{revision.pk}:{page.space.tree_version}"
    kept = cache.get(key)
    TALLIES["revisions"].count(kept is not None)
    if kept is None:
        kept = _render(page, body or body_of(revision), at=revision.created_at)
        cache.set(key, kept, KEPT)
    html, headings, inclusions = kept
    return Shown(mark_safe(html), headings, tuple(Inclusion(*one) for one in inclusions))


def body_html(page: Page, body: Body) -> str:
    """The HTML of a body that may not be saved yet, or a warning with its source where that is refused."""
    return _render(page, body)[0]


def _render(page: Page, body: Body, at: datetime | None = None) -> tuple[str, list[list], list[tuple[int, int, str]]]:
    try:
        drawn = draw(page, body, at=at)
    except MarkupRefused as refusal:
        return format_html('<p class="callout callout-warning">{}</p><pre>{}</pre>', str(refusal), body.text), [], []
    headings = [[h.level, h.text, h.anchor] for h in drawn.rendered.headings]
    return drawn.rendered.html, headings, [(one.page.pk, one.number, one.name) for one in drawn.shown]


def contents(headings: list[list]) -> list[list]:
    """The headings that the list "On this page" shows."""
    return [heading for heading in headings if heading[0] in HEADINGS]
