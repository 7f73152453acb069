"""Read and understood."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.proofs import proof_of
from wiki.audit.recording import record as audit
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.training.access import require_reader
from wiki.training.actions.releasing import release_if_read
from wiki.training.asking import has_passed, questions_of
from wiki.training.confirming import as_seen
from wiki.training.errors import NotPassed
from wiki.training.fetching import duties_of
from wiki.training.models import Acknowledgement


@transaction.atomic
def acknowledge(*, by: Any, page: Page, revision: int, edition: int | None = None) -> Acknowledgement:
    """`by` has read and understood the page (21 CFR 211.25(a), ISO 9001:2015 7.3) in exactly the revision and edition
    that they saw; TextChanged, with nothing done, where another one is in force by now. Once more of the same is the
    same, until a repetition is due. NotPassed before its check questions are answered well enough."""
    only_writer()
    page = Page.objects.live().select_related("space", "latest").get(pk=page.pk)
    require_reader(by, page.space)
    text = as_seen(page, revision, edition)
    given = Acknowledgement.objects.filter(person=by, page=page, revision_number=revision, seal=text.seal)
    newest = given.order_by("-cycle").first()
    if newest and (text.is_planned or not _is_asked_again(by, page)):
        return newest
    if questions_of(text) and not has_passed(by, text):
        raise NotPassed(_("Answer the check questions first."))
    made = given.create(
        person=by,
        page=page,
        edition=text.edition,
        revision_number=revision,
        seal=text.seal,
        cycle=newest.cycle + 1 if newest else 0,
        name=by.get_full_name(),
        zone=timezone.get_current_timezone_name(),
    )
    audit("acknowledgement.given", page, by=by, space=page.space.slug, after=_told(made))
    if text.is_planned:
        release_if_read(text.edition)
    return made


def _told(made: Acknowledgement) -> dict[str, Any]:
    numbered = {"edition": made.edition.number} if made.edition else {}
    return numbered | {"revision": made.revision_number, "sha256": made.seal, "zone": made.zone, **proof_of(made)}


def _is_asked_again(by: Any, page: Page) -> bool:
    return any(duty.subject.pk == page.pk and duty.cell.must_read for duty in duties_of(by))
