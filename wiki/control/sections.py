"""The sections that a change touches, for which the approver says who has to read them again."""

from collections.abc import Mapping

from wiki.history.comparing import RevisionComparison
from wiki.history.sections import SectionShown, sections_of

NONE, READ, TRAIN = "none", "read", "train"
_ORDER = (NONE, READ, TRAIN)


def changed_sections(compared: RevisionComparison) -> list[SectionShown]:
    """The sections in which the rendered comparison marks anything, in their order."""
    return [section for section in sections_of(compared.rendered.html) if section.is_changed]


def stricter(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Both people's marks, of each section the one that asks for more."""
    return {**first, **second} | {
        anchor: max(first[anchor], second[anchor], key=_ORDER.index) for anchor in first.keys() & second.keys()
    }


def marks_from(said: Mapping[str, str]) -> dict[str, str]:
    """The marks of a form: anchor -> "none", "read" or "train"; what is no mark counts as "read"."""
    fields = {name.removeprefix("mark-"): value for name, value in said.items() if name.startswith("mark-")}
    return {anchor[:300]: value if value in _ORDER else READ for anchor, value in fields.items()}
