"""What may go wrong with pages, in words for the person who sees it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wiki.pages.merging import Merge
    from wiki.pages.models import Revision


class PageError(Exception):
    """The action was not done; `str()` says why and what to do, and nothing was changed."""


class EditConflict(PageError):
    """Others changed the same blocks since the edit began. `merge` has all three texts; `latest` is the newer
    revision.
    """

    def __init__(self, message: str, merge: "Merge", latest: "Revision") -> None:
        super().__init__(message)
        self.merge = merge
        self.latest = latest


class AddressTaken(PageError):
    """Another page has this address."""


class StorageFull(PageError):
    """There is no room to keep a file."""
