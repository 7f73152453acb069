"""The outcome of a merge."""

from collections.abc import Sequence
from dataclasses import dataclass


class UnresolvedConflictError(ValueError):
    """The text of a merge was asked for while a conflict has no resolution."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A stretch that only one side changed, or both alike, or nobody."""

    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch of whole blocks that both sides changed differently; each text may be empty (deleted)."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Its parts in order. Joined, the clean parts and one choice for each conflict are the merged text."""

    parts: tuple[Clean | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The parts that a person must decide."""
        return tuple(part for part in self.parts if isinstance(part, Conflict))

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.conflicts

    @property
    def text(self) -> str:
        """The merged text; UnresolvedConflictError when there are conflicts."""
        return self.resolve([])

    def resolve(self, choices: Sequence[str]) -> str:
        """The merged text with each conflict, in order, replaced by the text chosen for it.

        A choice is one of the conflict's texts or newly written; a newline is added where what follows
        would be glued to it. UnresolvedConflictError unless there is exactly one choice for each conflict.
        """
        if len(choices) != len(self.conflicts):
            raise UnresolvedConflictError(f"{len(self.conflicts)} conflicts but {len(choices)} choices")
        chosen = iter(choices)
        merged = ""
        for part in self.parts:
            text = part.text if isinstance(part, Clean) else next(chosen)
            if merged and text and not merged.endswith("\n"):
                merged += "\r\n" if "\r\n" in merged else "\n"
            merged += text
        return merged
