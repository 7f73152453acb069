"""A pattern that looks at a text once, however many matches it has in it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from markdown.inlinepatterns import InlineProcessor

Found = TypeVar("Found")


class ScanningPattern(InlineProcessor, Generic[Found]):
    """Keeps what a scan found by distance from the end of the text.

    The package replaces matches from left to right, each by a placeholder of another length; what is
    still to be read stays as it was, and so do distances from the end.
    """

    _scanned = ""
    _found: dict[int, Found]

    def forget(self) -> None:
        """Makes ready for another page, where the same text may mean something else."""
        self._scanned = ""

    @abstractmethod
    def scan(self, data: str) -> dict[int, Found]:
        """Everything the pattern can match, by the distance of its start from the end of the text."""

    def found_at(self, data: str, start: int) -> Found | None:
        """The match that starts there, if any."""
        rest = data[start:]
        if not self._scanned or not self._scanned.endswith(rest):
            self._found = self.scan(data)
            self._scanned = data
        return self._found.get(len(rest))
