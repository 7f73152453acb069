"""The sections that a change touches, for which the approver says who has to read them again."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wiki.history.comparing import RevisionComparison
from wiki.history.sections import sections_of

NONE, READ, TRAIN = "none", "read", "train"
_ORDER = (NONE, READ, TRAIN)
CHOICES = ((READ, _("Read again")), (NONE, _("No action")), (TRAIN, _("Train again")))


@dataclass(frozen=True, slots=True)
class MarkedSection:
    """A changed section, by its anchor, and what people have to do about it."""

    anchor: str
    title: str
    mark: str

    @property
    def label(self) -> Promise:
        return dict(CHOICES)[self.mark]


def changed_sections(compared: RevisionComparison, *marks: Mapping[str, str]) -> list[MarkedSection]:
    """The sections in which the rendered comparison marks anything, in their order, each with the first of these marks
    that it has. One that moved is there twice in the comparison and once here."""
    titles: dict[str, str] = {}
    for section in sections_of(compared.rendered.html):
        if section.is_changed:
            titles.setdefault(section.anchor, section.title)
    return [
        MarkedSection(anchor, title, next((said[anchor] for said in marks if anchor in said), READ))
        for anchor, title in titles.items()
    ]


def stricter(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Both people's marks, of each section the one that asks for more."""
    return {**first, **second} | {
        anchor: max(first[anchor], second[anchor], key=_ORDER.index) for anchor in first.keys() & second.keys()
    }


def marks_from(said: Mapping[str, str]) -> dict[str, str]:
    """The marks of a form: anchor -> "none", "read" or "train"; what is no mark counts as "read"."""
    fields = {name.removeprefix("mark-"): value for name, value in said.items() if name.startswith("mark-")}
    return {anchor[:300]: value if value in _ORDER else READ for anchor, value in fields.items()}
