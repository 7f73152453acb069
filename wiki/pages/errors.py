"""What may go wrong with pages, in words for the person who sees it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wiki.pages.batches.planning import Problem
    from wiki.pages.merging import Merge, Sides
    from wiki.pages.models import Revision
    from wiki.pages.revisions import Body


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


class UnseenMerge(PageError):
    """Others saved changes of other blocks since the edit began: joined they are `body`, which nobody has looked at.
    `newer` are their revisions, oldest first.
    """

    def __init__(self, sides: "Sides", body: "Body", newer: "tuple[Revision, ...]") -> None:
        super().__init__()
        self.sides = sides
        self.body = body
        self.newer = newer


class BatchRefused(PageError):
    """Something stands against a change of many pages. `problems` says what, page by page."""

    def __init__(self, problems: "Sequence[Problem]") -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class AddressTaken(PageError):
    """Another page has this address."""


class StorageFull(PageError):
    """There is no room to keep a file."""


class StorageSilent(PageError):
    """What keeps the files takes none now."""


class UnreadableBody(PageError):
    """What a revision kept was taken away or spoiled in the database itself."""
