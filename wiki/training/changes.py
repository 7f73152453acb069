"""What a person has to read again: everything since the text that they confirmed last, as one comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wiki.history.comparing import RevisionComparison, compare
from wiki.history.fetching import revisions_between
from wiki.history.sections import SectionShown, sections_of
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.training.confirming import Confirmable
from wiki.training.models import Acknowledgement
from wiki.training.standing.standards import NONE, READ

LISTED = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One of the editions in between, or of the revisions where nobody controls the page: what it is called, and what
    was said of it."""

    edition: str  # "" for a revision
    revision: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the comparison; open for those who have to read it."""

    section: SectionShown
    is_open: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What lies between what somebody confirmed and what they are to confirm now."""

    compared: RevisionComparison
    parts: Sequence[Part]
    steps: Sequence[Step]


def changes_since(last: Acknowledgement, text: Confirmable) -> Changes | None:
    """What changed since the person's last confirmation, all skipped editions as one; None where the two texts are the
    same revision."""
    page, new = text.page, text.revision
    if last.revision_number == new.number:
        return None
    compared = compare(page, page.revisions.select_related("author").get(number=last.revision_number), new)
    skipped = _skipped(page, last, text)
    parts = [Part(section, _concerns(section, skipped)) for section in sections_of(compared.rendered.html)]
    return Changes(compared, parts, _steps(page, skipped, last, text))


def _skipped(page: Page, last: Acknowledgement, text: Confirmable) -> list[Edition]:
    """The editions that came after the confirmed one, up to this one, the oldest first."""
    if text.edition is None:
        return []
    after = Edition.objects.filter(page=page, pk__lte=text.edition.pk, cancelled_at=None).select_related("revision")
    return list(after.filter(pk__gt=last.edition_id or 0).order_by("pk"))


def _concerns(section: SectionShown, skipped: Sequence[Edition]) -> bool:
    """Whether the section is to be read: changed, and not of those of which every approver said that they need no
    action. What nobody marked is to be read, and so are all changes of an edition without marks."""
    if not section.is_changed:
        return False
    silent = {} if all(edition.marks or edition.is_minor for edition in skipped) else {section.anchor: READ}
    said = (silent, *(edition.marks for edition in skipped))
    words = [marks[section.anchor] for marks in said if section.anchor in marks]
    return not words or any(word != NONE for word in words)


def _steps(page: Page, skipped: Sequence[Edition], last: Acknowledgement, text: Confirmable) -> list[Step]:
    if text.edition:
        return [
            Step(edition.number, edition.revision.number, edition.summary, edition.approved_at)
            for edition in reversed(skipped)
        ]
    low, high = sorted((last.revision_number, text.revision.number))
    rows = revisions_between(page, max(low + 1, high - LISTED + 1), high)
    return [Step("", revision.number, revision.reason, revision.created_at) for revision in rows]
