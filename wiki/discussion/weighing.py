"""A suggestion as its editors weigh it: what it changes, and what accepting it would do to the page now."""

from dataclasses import dataclass
from functools import cached_property

from wiki.discussion.models import Suggestion
from wiki.history.access import revision_of
from wiki.history.comparing import BodyComparison
from wiki.pages.actions.writing import joined
from wiki.pages.errors import EditConflict
from wiki.pages.merging import Conflict
from wiki.pages.models import Page
from wiki.pages.revisions import Body, body_of


@dataclass(frozen=True)
class Weighed:
    """One suggestion beside the page. The costly parts are made when they are asked for."""

    page: Page
    suggestion: Suggestion

    @cached_property
    def base(self) -> Body:
        """What its author began with."""
        return body_of(revision_of(self.page, self.suggestion.base_number))

    @property
    def suggested(self) -> Body:
        """What its author wrote."""
        made = self.suggestion
        return Body(made.title, made.text, self.base.front_matter, made.tags, self.base.files)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody saved since."""
        return self.page.latest.number != self.suggestion.base_number

    @cached_property
    def _joining(self) -> Body | EditConflict:
        made = self.suggestion
        try:
            return joined(self.page, base_number=made.base_number, title=made.title, text=made.text, tags=made.tags)[0]
        except EditConflict as conflict:
            return conflict

    @property
    def result(self) -> Body | None:
        """The page as it would be; None where both changed the same block."""
        return self._joining if isinstance(self._joining, Body) else None

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The passages that both changed."""
        return self._joining.merge.conflicts if isinstance(self._joining, EditConflict) else ()

    def compared(self, *, to_page: bool) -> BodyComparison:
        """What the suggestion changes of the text that its author began with or, with `to_page`, of the page now."""
        if to_page and self.result is not None:
            return BodyComparison(self.page, Body.of(self.page), self.result)
        return BodyComparison(self.page, self.base, self.suggested)
