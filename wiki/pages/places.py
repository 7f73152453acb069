"""Choosing a page as the parent of another: from the whole tree, or in a large wiki from what is near or was found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, Q, QuerySet, When
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wiki.pages.access import key_from
from wiki.pages.models import Page
from wiki.pages.titles import title_key
from wiki.pages.tree import Node, Outline, outline, outlines
from wiki.spaces.models import Space

WHOLE = 1_000  # pages that are offered as one list
FOUND = 50  # pages that are offered of those with the words in their title
WORDS, FIND = "place_words", "place_find"  # what is typed, and the button beside it
_INDENT = "\u2003"  # an em space: ordinary ones are folded in a list of options

Choices = list[tuple[int, str]]


def looks_for_place(said: Mapping[str, str]) -> bool:
    """Whether only a place is looked for, and nothing is to be done yet. Enter in another field presses the first
    button of a form, which the empty one is."""
    return FIND in said and bool(said.get(WORDS, "").strip())


def form_for_place(form: type[forms.Form], said: Mapping[str, str], initial: Mapping[str, Any]) -> forms.Form:
    """The form with what was said; not to be judged yet, though kept, where only a place is looked for."""
    if looks_for_place(said):
        return form(initial={**initial, **{name: said[name] for name in said}})
    return form(said or None, initial=initial)


def offer_places(form: forms.Form, places: "Places", said: Mapping[str, str]) -> None:
    """Lets the form's parent be one of these pages; what was looked for comes first and is chosen."""
    words = said.get(WORDS, "").replace("\0", "").strip() if looks_for_place(said) else ""
    chosen = key_from(str((form.data if form.is_bound else form.initial).get("parent") or ""))
    form.initial["parent"] = form.fields["parent"].offer(places, chosen=chosen, words=words)


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of these spaces, those of `first` before the others, save those `without` and all below them."""

    spaces: list[Space]
    first: Space
    without: Collection[int] = ()

    @property
    def is_large(self) -> bool:
        """Whether there are too many for one list."""
        return self._pages().count() > WHOLE

    def whole(self) -> list[tuple[str, Choices]]:
        """All of them, by space, indented as the tree is."""
        return [(name, _indented(tree, self.without)) for name, tree in outlines(self.spaces, self.first)]

    def few(self, chosen: int | None, words: str) -> list[tuple[str, Choices]]:
        """Those with the words in their title, those near the chosen one, and the front pages of the spaces."""
        near = self._allowed().filter(pk=chosen or 0).first()
        groups = [
            (_("Found for “%(words)s”") % {"words": words}, self.found(words) if words else []),
            (_("Near"), self._near(near) if near else []),
            (_("Spaces"), [(page.pk, page.space.name) for page in self._allowed().filter(path="")]),
        ]
        return [(name, choices) for name, choices in groups if choices]

    def has(self, key: int) -> bool:
        """Whether this page may be chosen."""
        return self._allowed().filter(pk=key).exists()

    def _pages(self) -> QuerySet[Page]:
        return Page.objects.live().filter(space__in=[space.pk for space in self.spaces])

    def _allowed(self) -> QuerySet[Page]:
        pages = self._pages().select_related("space").without_body()
        for page in Page.objects.filter(pk__in=self.without):
            below = Q(path__startswith=f"{page.path}/") if page.path else Q()
            pages = pages.exclude(Q(pk=page.pk) | Q(space=page.space_id) & below)
        return pages

    def found(self, words: str) -> Choices:
        """Those with all the words in their title; first the title that is just that, then those that begin so."""
        key = title_key(words)
        rank = Case(When(title_key=key, then=0), When(title_key__startswith=key, then=1), default=2)
        pages = self._allowed().order_by(rank, "title_key", "pk")
        for word in key.split():
            pages = pages.filter(title_key__contains=word)
        return [(page.pk, _described(page, page.space)) for page in pages[:FOUND]]

    def _near(self, page: Page) -> Choices:
        """The pages above it, and those right below it and beside it: the prepared outline has them at once, where the
        database would walk the whole space."""
        node = outline(page.space).nodes[page.pk]
        others = [*node.children, *(node.parent.children if node.parent else ())]
        beside = [each for each in others if each is not node and each.pk not in self.without][: 2 * FOUND]
        return [(each.pk, _described(each, page.space)) for each in (*node.ancestors[1:], node, *beside)]


def _described(page: Page | Node, space: Space) -> str:
    """Where the page is, in words that fit a list of options."""
    return f"{page.title} ({space.name} / {page.path})" if page.path else space.name


def _indented(tree: Outline, without: Collection[int]) -> Choices:
    depth: dict[int | None, int] = {None: -1}
    rows = []
    for node in tree.order:
        parent = node.parent.pk if node.parent else None
        if node.pk in without or (parent is not None and parent not in depth):
            continue
        depth[node.pk] = depth[parent] + 1
        rows.append((node.pk, _INDENT * depth[node.pk] + node.title))
    return rows


def _is_among(chosen: int | None, groups: list[tuple[str, Choices]]) -> bool:
    return any(key == chosen for _name, choices in groups for key, _words in choices)


class PlaceInput(forms.Select):
    """A list of pages; where it is not whole, with a field that finds others."""

    finds = False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list as HTML."""
        choices = super().render(name, value, attrs, renderer)
        return format_html("{}{}", _finder(), choices) if self.finds else choices


def _finder() -> SafeString:
    return format_html(
        '<span class="place-finder"><input class="input" name="{}" aria-label="{}" placeholder="{}" autocomplete="off">'
        '<button class="button" name="{}" value="1" formnovalidate>{}</button></span>',
        WORDS,
        _("Words of the title of the page above"),
        _("Find a page by its title"),
        FIND,
        _("Find"),
    )


class PlaceField(forms.ChoiceField):
    """A choice of a page as the parent; gives the page's key."""

    widget = PlaceInput

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": gettext_lazy("Choose the page below which it belongs.")}
        super().__init__(label=gettext_lazy("Below the page"), error_messages=errors, **kwargs)
        self.places: Places | None = None

    def offer(self, places: Places, *, chosen: int | None, words: str) -> int | None:
        """Offers these pages: all of them, or what is near the `chosen` one or has the words in its title. Gives the
        page to choose now: the first of those found, if any."""
        if places.is_large:
            self.places, self.widget.finds = places, True
            found = words and places.found(words)
            if words and not found:
                self.help_text = _("No page has “%(words)s” in its title.") % {"words": words}
            chosen = found[0][0] if found else chosen
            groups = places.few(chosen, words)
        else:
            groups = places.whole()
        self.choices = groups if _is_among(chosen, groups) else [("", _("Choose a page")), *groups]
        return chosen

    def valid_value(self, value: Any) -> bool:
        """Also of a page that a shorter list does not show."""
        key = key_from(str(value))
        return super().valid_value(value) or bool(self.places and key and self.places.has(key))

    def clean(self, value: Any) -> int:
        """The chosen key."""
        return int(super().clean(value))
