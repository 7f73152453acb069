"""The templates that a new page can begin from."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from wiki.pages.models import Page, Rendering
from wiki.pages.shelf import SHELF, is_shelf
from wiki.pages.titles import title_key
from wiki.spaces.models import Space

FIRST_WORDS = 180  # characters


@dataclass(frozen=True, slots=True)
class Card:
    """A template as the chooser shows it."""

    pk: int
    title: str
    first_words: str  # or its headings, which tell more of a form than its first words
    is_own: bool  # of the space that the new page is for


def template_cards(user: Any, space: Space) -> list[Card]:
    """The templates that `user` may read: those of the space first, then those of the shelf; one query."""
    pages = _templates(space).readable_by(user).select_related("rendering").without_body().defer("rendering__html")
    cards = [_card(page, is_own=page.space_id == space.pk) for page in pages.in_order()]
    return sorted(cards, key=lambda card: not card.is_own)


def _templates(space: Space) -> QuerySet[Page]:
    """What is said to be a template here or on the shelf; and there every page at a twig's end that is no snippet, as
    that is what the shelf is for."""
    below = Page.objects.live().filter(parent=OuterRef("pk"))
    leaves = Page.objects.live().filter(~Exists(below), space__slug=SHELF, parent__isnull=False, rendering__snippet="")
    # By key, since there are few: SQLite would begin with every page of the space.
    marked = Rendering.objects.filter(is_template=True).values("page").union(leaves.values("pk"))
    return Page.objects.live().filter(Q(space=space) | Q(space__slug=SHELF), pk__in=marked)


def begin_address(page: Page) -> str:
    """Where a page is begun from this template: in its space, or, for one of the shelf, wherever the person says."""
    if is_shelf(page.space):
        return f"{reverse('pages:place')}?template={page.pk}"
    return f"{page.space.get_absolute_url()}-/new/from/{page.pk}/"


def is_offered(page: Page) -> bool:
    """Whether the live page is among the templates of its space."""
    return _templates(page.space).filter(pk=page.pk).exists()


def _card(page: Page, *, is_own: bool) -> Card:
    headings = [text for level, text, _anchor in page.rendering.headings if level == 2]
    lines = headings if len(headings) > 1 else page.rendering.plain[: FIRST_WORDS * 2].splitlines()
    text = " · ".join(line for line in lines if title_key(line) != page.title_key)
    words = text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"
    return Card(page.pk, page.title, words, is_own)
