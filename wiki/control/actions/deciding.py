"""A word on a request: yes, no, something to say about it, or taking it back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.proofs import proof_of
from wiki.audit.recording import record as audit
from wiki.control.actions.ending import close, end
from wiki.control.actions.releasing import make_edition, take_back
from wiki.control.errors import ControlError, Overtaken, ReasonNeeded
from wiki.control.models import Decision, Remark, ReviewRequest, Signature, Step
from wiki.control.policy import policy_of
from wiki.control.routing import Route, Standing
from wiki.control.sections import stricter
from wiki.control.signing import sign
from wiki.pages.actions.locking import locked
from wiki.pages.models import Page
from wiki.spaces.models import Level


@transaction.atomic
def decide(
    *,
    by: Any,
    request: ReviewRequest,
    agrees: bool,
    seen: str,
    reason: str = "",
    marks: dict[str, str] | None = None,
    password: str = "",
    last_signed: datetime | None = None,
) -> Decision:
    """One person's yes or no to exactly what has the seal `seen`, signed where the space asks for it; with the last yes
    the revision becomes an edition. Overtaken when a newer revision was saved meanwhile."""
    page, request = _held(request, by=by)
    _require_same(page, request, seen)
    place = Route(request).place_for(by)
    if place is None:
        raise PermissionDenied(_("This request does not wait for a word of yours."))
    if not agrees and not reason.strip():
        raise ReasonNeeded(_("Say why not, so that it can be put right."))
    standing, absent = place
    signature = _signed(page, request, standing, by=by, agrees=agrees, password=password, last_signed=last_signed)
    decision = Decision.objects.create(
        step=standing.step, by=by, in_place_of=absent, agrees=agrees, reason=reason.strip(), signature=signature
    )
    marks = marks if agrees and marks and standing.takes_marks else {}
    _tell(page, request, decision, standing.step, marks)
    if not agrees:
        _reject(request, by=by)
        return decision
    _mark(request, marks)
    if Route(request).is_done:
        _approve(request, by=by)
    return decision


def _mark(request: ReviewRequest, marks: dict[str, str]) -> None:
    """Of several approvers' words on one section the strictest holds."""
    if marks:
        request.marks = stricter(request.marks, marks)
        request.save(update_fields=["marks"])


def _held(request: ReviewRequest, *, by: Any) -> tuple[Page, ReviewRequest]:
    """The page and the open request as they are now; nobody else decides on them until the transaction ends."""
    page = locked(request.page, by=by, at_least=Level.EDITOR)
    request = ReviewRequest.objects.select_related("revision", "base__revision", "edition", "closed_by").get(
        pk=request.pk
    )
    request.page = page
    if request.closed_at is not None:
        raise Overtaken(
            _("%(name)s closed this request meanwhile: it was %(outcome)s.")
            % {"name": request.closed_by or _("Somebody"), "outcome": request.get_outcome_display()}
        )
    return page, request


def _require_same(page: Page, request: ReviewRequest, seen: str) -> None:
    if request.kind == ReviewRequest.Kind.NORMAL and page.latest.pk != request.revision_id:
        raise Overtaken(
            _("%(name)s saved revision %(number)d after this was submitted. It has to be submitted anew.")
            % {"name": page.latest.author or _("Somebody"), "number": page.latest.number}
        )
    if seen != request.seal:
        raise Overtaken(_("What you saw is not what is submitted now. Look at it once more."))


def _signed(page: Page, request: ReviewRequest, standing: Standing, *, by: Any, agrees: bool, **given: Any) -> Any:
    if not policy_of(page.space).is_signed:
        return None
    meanings = Signature.Meaning
    meaning = meanings.APPROVED if standing.step.kind == Step.Kind.APPROVE else meanings.REVIEWED
    return sign(
        by=by,
        page=page,
        revision_number=request.revision.number,
        seal=request.seal,
        meaning=meaning if agrees else meanings.REJECTED,
        **given,
    )


def _tell(page: Page, request: ReviewRequest, decision: Decision, step: Step, marks: dict[str, str]) -> None:
    told = {"request": request.pk, "revision": request.revision.number, "sha256": request.seal}
    told["signed"] = decision.signature_id is not None
    told |= proof_of(decision, decision.signature)
    if marks:
        told["marks"] = marks
    if decision.in_place_of:
        told["in place of"] = str(decision.in_place_of)
    yes = "review.approved" if step.kind == Step.Kind.APPROVE else "review.reviewed"
    verb = yes if decision.agrees else "review.rejected"
    audit(verb, page, by=decision.by, space=page.space.slug, after=told, reason=decision.reason)


def _reject(request: ReviewRequest, *, by: Any) -> None:
    end(request, ReviewRequest.Outcome.REJECTED, by=by)
    if request.kind == ReviewRequest.Kind.EMERGENCY:
        take_back(request)


def _approve(request: ReviewRequest, *, by: Any) -> None:
    """With the last yes: the edition; of a change set only with the last yes to the last of its pages."""
    close(request, ReviewRequest.Outcome.APPROVED, by=by)
    if request.kind == ReviewRequest.Kind.EMERGENCY:
        return
    if request.change_set is None:
        make_edition(request)
        return
    together = ReviewRequest.objects.filter(change_set=request.change_set)
    if not together.filter(closed_at=None).exists():
        approved = together.filter(outcome=ReviewRequest.Outcome.APPROVED, edition=None)
        for one in approved.select_related("page__space", "revision", "base"):
            make_edition(one)


@transaction.atomic
def withdraw(*, by: Any, request: ReviewRequest) -> ReviewRequest:
    """Takes an open request back: who made it, and trainers."""
    page, request = _held(request, by=by)
    if request.by_id != by.pk:
        locked(page, by=by, at_least=Level.TRAINER)
    if request.kind == ReviewRequest.Kind.EMERGENCY:
        raise ControlError(_("This edition is in force already: somebody has to approve or reject it."))
    end(request, ReviewRequest.Outcome.WITHDRAWN, by=by)
    audit("review.withdrawn", page, by=by, space=page.space.slug, after={"revision": request.revision.number})
    return request


@transaction.atomic
def remark(*, by: Any, request: ReviewRequest, text: str, passage: str = "") -> Remark:
    """Something to say about what is to be approved, or about one passage of it."""
    page, request = _held(request, by=by)
    if not text.strip():
        raise ControlError(_("Write what you want to say."))
    made = Remark.objects.create(request=request, by=by, text=text.strip()[:5000], passage=passage.strip()[:500])
    audit("review.remarked", page, by=by, space=page.space.slug, after={"passage": made.passage, "text": made.text})
    return made
