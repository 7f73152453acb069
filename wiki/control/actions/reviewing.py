"""Looking at a document again in good time."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.proofs import proof_of
from wiki.audit.recording import record as audit
from wiki.control.actions.documents import document_of
from wiki.control.answering import require_answering
from wiki.control.errors import ControlError
from wiki.control.models import Flag, PeriodicReview, Signature
from wiki.control.policy import policy_of
from wiki.control.reviews import SOON, first_review_on, longer, shorter
from wiki.control.signing import sign
from wiki.pages.actions.locking import locked
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.spaces.access import require_level
from wiki.spaces.models import Level


@transaction.atomic
def keep_unchanged(
    *, by: Any, page: Page, remark: str = "", password: str = "", last_signed: datetime | None = None
) -> PeriodicReview:
    """Records that the edition in force was reviewed and needs no change (ISO 9001:2015 7.5.3.2 c); the next review is
    further off, or sooner where a reader found something wrong meanwhile. Who owns it, trainers and admins."""
    page = locked(page, by=by, at_least=Level.EDITOR)
    document = document_of(page)
    require_answering(by, document)
    edition = Edition.objects.filter(page=page).in_force().select_related("revision").first()
    if edition is None:
        raise ControlError(_("No edition of “%(title)s” is in force.") % {"title": page.title})
    signature = _signed(page, edition, by=by, password=password, last_signed=last_signed)
    months = document.review_months or policy_of(page.space).review_months
    months = shorter(months) if _was_flagged(page) else longer(months)
    document.review_months, document.next_review_on = months, first_review_on(months)
    document.save(update_fields=["review_months", "next_review_on"])
    made = PeriodicReview.objects.create(
        page=page,
        edition=edition,
        by=by,
        remark=remark.strip(),
        next_review_on=document.next_review_on,
        signature=signature,
    )
    Flag.objects.filter(page=page, closed_at=None).update(closed_at=timezone.now(), closed_by=by)
    after = {"edition": edition.number, "next": made.next_review_on.isoformat(), **proof_of(made, signature)}
    audit("document.reviewed", page, by=by, space=page.space.slug, after=after, reason=made.remark)
    return made


def _was_flagged(page: Page) -> bool:
    """Whether a reader found something wrong since the last review."""
    last = PeriodicReview.objects.filter(page=page).order_by("-at").first()
    flags = Flag.objects.filter(page=page)
    return (flags.filter(at__gt=last.at) if last else flags).exists()


def _signed(page: Page, edition: Edition, *, by: Any, **given: Any) -> Signature | None:
    if not policy_of(page.space).is_signed:
        return None
    number, meaning = edition.revision.number, Signature.Meaning.KEPT
    return sign(by=by, page=page, revision_number=number, seal=edition.seal, meaning=meaning, **given)


@transaction.atomic
def flag(*, by: Any, page: Page, text: str) -> Flag:
    """A reader says that something here is not right: the document is looked at within a month."""
    only_writer()
    page = Page.objects.select_related("space").get(pk=page.pk)
    require_level(by, page.space, Level.READER)
    if not page.is_controlled:
        raise ControlError(_("This is an open page: comment on it, or suggest a change."))
    if not text.strip():
        raise ControlError(_("Say what is not right, in a few words."))
    made = Flag.objects.create(page=page, by=by, text=text.strip()[:2000])
    document = document_of(page)
    soon = timezone.localdate() + timedelta(days=SOON)
    document.next_review_on = min(document.next_review_on or soon, soon)
    document.save(update_fields=["next_review_on"])
    audit("document.flagged", page, by=by, space=page.space.slug, reason=made.text)
    return made


@transaction.atomic
def close_flag(*, by: Any, flag: Flag) -> Flag:
    """Says that a reader's word was looked at. Editors."""
    page = locked(flag.page, by=by, at_least=Level.EDITOR)
    Flag.objects.filter(pk=flag.pk, closed_at=None).update(closed_at=timezone.now(), closed_by=by)
    audit("document.flag_closed", page, by=by, space=page.space.slug, before={"flag": flag.text})
    return flag
