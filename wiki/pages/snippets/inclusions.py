"""The texts of other pages that a page shows inside its own, as they are now or as they stood at some moment."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from wiki.markup import SNIPPET, Snippet
from wiki.pages.editions.reading import approved_at
from wiki.pages.finding import key, keys_of
from wiki.pages.models import Link, Page, SnippetName
from wiki.pages.revisions import Body, body_of
from wiki.pages.shelf import SHELF
from wiki.pages.snippets.names import name_of
from wiki.pages.titles import title_key
from wiki.spaces.models import Space
from wiki.spaces.readers import is_open_to_readers_of

_TITLE_LINE = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*\r?(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page whose text is shown, and in which revision."""

    page: Page
    number: int
    body: Body
    name: str = ""  # as a snippet; "" for a file of an imported handbook that is included by its path


class Inclusions:
    """Finds what the text of one page includes; afterwards `shown` has that by path or name, `links` the rows to keep.

    With `at`, everything as it stood at that moment: a revision shows what its readers saw. A controlled page that
    readers meet shows them what its approvers saw: everything as it stood when its edition was written.
    """

    def __init__(self, page: Page, text: str, *, at: datetime | None = None) -> None:
        self.page = page
        self.shown: dict[str, Shown] = {}
        self.links: list[Link] = []
        self._at = at or (page.latest.created_at if page.holds_back and not page.is_ahead else None)
        self._named: dict[str, list[Page]] = {}
        self._answers: dict[str, Snippet] = {}
        self._open: dict[int, bool] = {}
        self._reading = text  # its names are looked up together

    def file(self, path: str) -> str | None:
        """The text of an imported page by its path in the handbook; None where there is none."""
        if path not in self.shown:
            pages = Page.objects.live().filter(space=self.page.space_id, source_path=path.lstrip("/"))
            found = pages.select_related("space", "latest").first() if path else None
            shown = self._as_it_was(found, "") if found else None
            if shown is None:
                return None
            self.shown[path] = shown
            self._note(found.source_path, keys_of(found)[-1], found)
        return self.shown[path].body.text

    def snippet(self, name: str) -> Snippet:
        """The text of the snippet of a name, or why it is not shown."""
        if name not in self._answers:
            if name not in self._named:
                self._look_up({name, *SNIPPET.findall(self._reading)})
            self._answers[name] = self._answer(name)
        return self._answers[name]

    def _answer(self, name: str) -> Snippet:
        found = (self._as_it_was(page, name) for page in self._named[name])
        shown = next((one for one in found if one), None)
        self._wait_for(name, shown)
        if refusal := self._refusal(name, shown):
            return Snippet(refusal=refusal)
        self.shown[name] = shown
        self._reading = shown.body.text
        return Snippet(_without_title(shown.body))

    def _refusal(self, name: str, shown: Shown | None) -> str:
        if shown is None:
            return _("There is no snippet “%(name)s” here.") % {"name": name}
        if shown.page.pk == self.page.pk:
            return _("This page is the snippet “%(name)s” itself.") % {"name": name}
        if not self._is_open(shown.page.space):
            return _(
                "The snippet “%(name)s” is not shown here: not all who read this page may read the space that it is in."
            ) % {"name": name}
        return ""

    def _is_open(self, space: Space) -> bool:
        if space.pk not in self._open:
            self._open[space.pk] = is_open_to_readers_of(space, self.page.space)
        return self._open[space.pk]

    def _look_up(self, names: set[str]) -> None:
        """Finds the pages of these names, the one to be shown first: of the page's own space, by what it is called
        now, the oldest."""
        self._named |= {name: [] for name in names}
        rows = SnippetName.objects.filter(Q(page__space=self.page.space_id) | Q(page__space__slug=SHELF))
        for row in rows.filter(name__in=names).select_related("page__space", "page__latest").order_by("page"):
            is_live = row.page.trashed_at is None and row.page.withheld_at is None
            if self._at or (is_live and name_of(row.page.front_matter)):
                self._named[row.name].append(row.page)
        for name in names:
            self._named[name].sort(key=lambda page: (self._is_elsewhere(page), name_of(page.front_matter) != name))

    def _is_elsewhere(self, page: Page) -> bool:
        return page.space_id != self.page.space_id

    def _as_it_was(self, page: Page, name: str) -> Shown | None:
        """The page with its text at the moment that is asked for; None where it was not there yet."""
        if page.is_controlled and (self._at or page.withheld_at):
            row = approved_at(page, self._at) if self._at else None
            return Shown(page, row.number, body_of(row), name) if row else None
        if self._at is None or page.latest.created_at <= self._at:
            return Shown(page, page.latest.number, Body.of(page), name)
        row = page.revisions.filter(created_at__lte=self._at).order_by("-number").first()
        return Shown(page, row.number, body_of(row), name) if row else None

    def _wait_for(self, name: str, shown: Shown | None) -> None:
        """Notes the page that is shown, and the pages that would be shown in its place if they were there."""
        own = self.page.space.slug
        if shown:
            self._note(name, key(shown.page.space.slug, "snippet", name), shown.page)
        if shown is None or self._is_elsewhere(shown.page) or name_of(shown.page.front_matter) != name:
            self._note(name, key(own, "snippet", name), None)
        if shown is None and own != SHELF:
            self._note(name, key(SHELF, "snippet", name), None)

    def _note(self, written: str, waits_under: str, target: Page | None) -> None:
        self.links.append(
            Link(source=self.page, kind="include", written=written, key=waits_under[:1100], target=target)
        )


def _without_title(body: Body) -> str:
    """The text without a first heading that only says the page's title: that is not part of what others show."""
    first = _TITLE_LINE.match(body.text)
    return body.text[first.end() :] if first and title_key(first[1]) == title_key(body.title) else body.text
