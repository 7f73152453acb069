"""Everything that differs between two revisions of a page: text, title, tags and attachments."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.safestring import mark_safe

from wiki.history.comparison import RenderedComparison, SourceComparison, compare_rendered, compare_sources
from wiki.history.inclusions import InclusionChange, changes_between
from wiki.history.rendering import Shown, body_html, shown
from wiki.pages.attachments import media_type_of
from wiki.pages.linking import file_url
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body, bodies_of


@dataclass(frozen=True, slots=True)
class FileChange:
    """An attachment that is there on one side only ("" on the other), or has other content."""

    name: str
    old_url: str
    new_url: str

    @property
    def is_image(self) -> bool:
        return media_type_of(self.name).startswith("image/")


@dataclass(frozen=True)
class BodyComparison:
    """Two states of a page side by side, saved or not. The costly parts are made when a view asks for them."""

    page: Page
    old_body: Body = field(repr=False)
    new_body: Body = field(repr=False)

    @cached_property
    def sources(self) -> SourceComparison:
        """The two sources, line by line and word by word."""
        return compare_sources(self.old_body.source, self.new_body.source)

    @cached_property
    def rendered(self) -> RenderedComparison:
        """The page with what went and came marked in place."""
        compared = compare_rendered(*self._pages())
        # Made of two cleaned pages; the comparison adds only its own marks.
        return replace(compared, html=mark_safe(compared.html))

    def _pages(self) -> tuple[str, str]:
        return body_html(self.page, self.old_body), body_html(self.page, self.new_body)

    @property
    def title_change(self) -> tuple[str, str] | None:
        """Both titles, where they differ."""
        titles = (self.old_body.title, self.new_body.title)
        return titles if titles[0] != titles[1] else None

    @property
    def tags_added(self) -> list[str]:
        return [tag for tag in self.new_body.tags if tag not in self.old_body.tags]

    @property
    def tags_removed(self) -> list[str]:
        return [tag for tag in self.old_body.tags if tag not in self.new_body.tags]

    @cached_property
    def files(self) -> list[FileChange]:
        """Attachments that came, went or were replaced, by name."""
        old, new = self.old_body.files, self.new_body.files
        names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        return [FileChange(name, self._url(name, old), self._url(name, new)) for name in names]

    def _url(self, name: str, files: dict[str, str]) -> str:
        return file_url(self.page.pk, files[name], name) if name in files else ""

    @property
    def is_same(self) -> bool:
        """Whether nothing that a revision keeps differs."""
        return self.old_body == self.new_body

    @property
    def inclusions(self) -> list[InclusionChange]:
        """Texts of other pages that both show, each with another content; none where both are drawn as of now."""
        return []


@dataclass(frozen=True)
class RevisionComparison(BodyComparison):
    """Two revisions side by side, whose HTML is kept; or, `as_of_now`, what the page would be if each were its text."""

    old: Revision
    new: Revision
    as_of_now: bool = False

    @cached_property
    def _shown(self) -> tuple[Shown, Shown]:
        return shown(self.page, self.old, self.old_body), shown(self.page, self.new, self.new_body)

    def _pages(self) -> tuple[str, str]:
        if self.as_of_now:
            return super()._pages()
        old, new = self._shown
        return old.html, new.html

    @cached_property
    def inclusions(self) -> list[InclusionChange]:
        """Texts of other pages that both show and that were changed in between."""
        texts = self.old_body.text, self.new_body.text
        if self.as_of_now or not any(mark in text for text in texts for mark in ("{{snippet: ", "8<-")):
            return []
        old, new = self._shown
        return changes_between(old.inclusions, new.inclusions)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, shown texts included."""
        return super().is_same and not self.inclusions


def compare(page: Page, old: Revision, new: Revision, *, as_of_now: bool = False) -> RevisionComparison:
    """Compares two revisions of `page`; one query for both bodies."""
    old_body, new_body = bodies_of([old, new])
    return RevisionComparison(page, old_body, new_body, old, new, as_of_now)
