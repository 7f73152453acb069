"""A merge with conflicts as a form asks about it, and the text that its answers make. Pure functions on text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wiki.pages.merging import Clean, Merge

CHOICES = ("mine", "theirs", "both", "write")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that both changed, with what was answered so far."""

    base: str
    mine: str
    theirs: str
    choice: str = ""
    written: str | None = None  # what stands in the box for a text of one's own, which begins as `mine`; without "\r"
    leaves_out: bool = False  # what stands there is to be left out on purpose

    @property
    def box(self) -> str:
        """What the box shows."""
        return self.mine if self.written is None else self.written

    @property
    def is_written(self) -> bool:
        """Whether somebody wrote into the box."""
        return self.written is not None and self.written != _plain(self.mine)

    @property
    def is_chosen(self) -> bool:
        """Whether a text is chosen; who only writes one has chosen it."""
        return bool(self.choice) or self.is_written

    @property
    def is_in_doubt(self) -> bool:
        """Whether another text is chosen than the one that was written."""
        return self.is_written and self.choice not in ("", "write") and not self.leaves_out

    @property
    def text(self) -> str:
        """The chosen text."""
        if self.choice == "both":
            return _joined(self.theirs, self.mine)
        if self.choice in ("", "write"):
            return _ending_like(self.box, self.mine or self.theirs)
        return self.mine if self.choice == "mine" else self.theirs


Part = str | Passage  # a text without a conflict, or a conflict


def parts_of(merge: Merge) -> list[Part]:
    """The merge's parts, nothing answered yet."""
    return [
        part.text if isinstance(part, Clean) else Passage(part.base, part.mine, part.theirs) for part in merge.parts
    ]


def packed(parts: Iterable[Part]) -> list[list[str]]:
    """The parts as a form carries them."""
    return [[part] if isinstance(part, str) else [part.base, part.mine, part.theirs] for part in parts]


def answered(packed_parts: Sequence[list[str]], said: Mapping[str, Any]) -> list[Part]:
    """The parts with the answers of a form."""
    return [part[0] if len(part) == 1 else _passage(part, said, index) for index, part in enumerate(packed_parts)]


def _passage(part: list[str], said: Mapping[str, Any], index: int) -> Passage:
    choice, written = said.get(f"choice-{index}", ""), said.get(f"text-{index}")
    return Passage(
        *part,
        choice=choice if choice in CHOICES else "",
        written=None if written is None else _plain(written),
        leaves_out=f"leave-{index}" in said,
    )


def is_settled(parts: Iterable[Part]) -> bool:
    """Whether every passage has an answer without doubt."""
    return all(isinstance(part, str) or (part.is_chosen and not part.is_in_doubt) for part in parts)


def settled_text(parts: Iterable[Part]) -> str:
    """The text that the answers make; a passage without an answer as its box has it."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def _plain(text: str) -> str:
    """Browsers submit CRLF whatever they were given."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _joined(first: str, second: str) -> str:
    """One after the other, as blocks of their own; rows of a table stay in it."""
    between = "\n" if _ends_as_row(first) and second.lstrip().startswith("|") else "\n\n"
    return f"{first.rstrip()}{between}{second.lstrip()}" if first.strip() and second.strip() else first + second


def _ends_as_row(text: str) -> bool:
    return text.rstrip().rpartition("\n")[2].lstrip().startswith("|")


def _ending_like(text: str, like: str) -> str:
    """A passage written by hand ends as the one that it replaces, so that the next block stays apart."""
    ending = like[len(like.rstrip("\n")) :] or "\n"
    return text.rstrip("\n") + ending if text.strip() else ""
