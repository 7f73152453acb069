"""The text that a person confirms: what is in force, or an edition that will be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wiki.pages.editions.models import Edition
from wiki.pages.editions.sealing import seal_of
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body, body_of
from wiki.training.errors import TextChanged, TrainingError


@dataclass(frozen=True, slots=True)
class Confirmable:
    """A text that somebody may confirm, as its form names it: by revision and edition, which never change."""

    page: Page
    revision: Revision
    edition: Edition | None
    body: Body
    seal: str

    @property
    def label(self) -> str:
        """What it is called: its edition, or its revision where nobody controls the page."""
        if self.edition:
            return _("edition %(number)s") % {"number": self.edition.number}
        return _("revision %(number)d") % {"number": self.revision.number}

    @property
    def is_planned(self) -> bool:
        """Whether it is not yet in force."""
        return self.edition is not None and self.edition.in_force_from is None


def confirmable(page: Page, edition: int | None = None) -> Confirmable:
    """What of a page as its readers meet it can be confirmed: the text in force, or the planned edition with this key.
    TrainingError where there is none."""
    if not page.is_controlled:
        revision = page.latest
        body = body_of(revision)
        return Confirmable(page, revision, None, body, seal_of(body))
    editions = Edition.objects.filter(page=page).select_related("revision__author")
    planned = editions.planned().filter(pk=edition).first() if edition else None
    found = planned or editions.in_force().first()
    if found is None:
        raise TrainingError(
            _("No edition of “%(title)s” is in force, so there is nothing to confirm.") % {"title": page}
        )
    return Confirmable(page, found.revision, found, body_of(found.revision), found.seal)


def next_edition(page: Page) -> int | None:
    """The key of the edition that is approved and comes into force next, if there is one."""
    return Edition.objects.filter(page=page, follows=None).planned().order_by("pk").values_list("pk", flat=True).first()


def as_seen(page: Page, revision: int, edition: int | None) -> Confirmable:
    """The text that the person saw, by revision and edition; TextChanged where another one is in force by now."""
    text = confirmable(page, edition)
    seen = (revision, edition) == (text.revision.number, text.edition and text.edition.pk)
    if not seen:
        raise TextChanged(
            _(
                "While you were reading, %(label)s of “%(title)s” came into force. Nothing was confirmed: read what "
                "changed, then confirm that."
            )
            % {"label": text.label, "title": page.title}
        )
    return text
