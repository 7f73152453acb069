"""Asking people to know something, and asking it no more."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.access import require_trainer, space_of
from wiki.training.errors import TrainingError
from wiki.training.models import Assignment, LearningPath
from wiki.training.terms import Audience, Terms


@transaction.atomic
def assign(
    *,
    by: Any,
    target: Page | Space | LearningPath,
    audience: Audience,
    terms: Terms,
    with_below: bool = False,
    reason: str = "",
) -> Assignment:
    """Asks everybody of the audience, whoever joins it later too, to know the target (21 CFR 211.25(a)). Trainers of
    its space only; TrainingError where exactly that is asked already."""
    fields = _fields(target, audience, with_below)
    made = Assignment(**fields, **asdict(terms), by=by, reason=reason.strip())
    require_trainer(by, space_of(made))
    if terms.due_on and terms.due_on < timezone.localdate():
        raise TrainingError(_("That day is over. Choose today or a later one."))
    if Assignment.objects.standing().filter(**fields).exists():
        raise TrainingError(_("That is asked of them already. End that assignment first, to ask it otherwise."))
    made.save()
    _tell(made, by=by, reason=made.reason)
    return made


def _fields(target: Page | Space | LearningPath, audience: Audience, with_below: bool) -> dict[str, Any]:
    page = target if isinstance(target, Page) else None
    return {
        "page": page,
        "space": target if isinstance(target, Space) else None,
        "path": target if isinstance(target, LearningPath) else None,
        "with_below": with_below and page is not None,
        "person": audience.person,
        "team": audience.team,
        "role": audience.role,
    }


@transaction.atomic
def end_assignment(*, by: Any, assignment: Assignment, reason: str) -> Assignment:
    """Asks it no more from now on; what was asked, and who confirmed what, stays known. Trainers only."""
    require_trainer(by, space_of(assignment))
    _require_reason(reason)
    assignment.ended_at, assignment.ended_by = timezone.now(), by
    ends = {"ended_at": assignment.ended_at, "ended_by": by}
    if not Assignment.objects.standing().filter(pk=assignment.pk).update(**ends):
        raise TrainingError(_("That assignment has ended already."))
    _tell(assignment, by=by, reason=reason.strip())
    return assignment


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise TrainingError(_("Say why."))


def _tell(assignment: Assignment, *, by: Any, reason: str) -> None:
    terms = {name: getattr(assignment, name) for name in Terms.__slots__}
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in terms.items() if value}
    told = {"assignment": assignment.pk, "for": assignment.audience, "with_below": assignment.with_below} | said
    ends = {"before": told} if assignment.ended_at else {"after": told}
    verb = "assignment.ended" if assignment.ended_at else "assignment.made"
    audit(verb, assignment.target, by=by, space=space_of(assignment).slug, reason=reason, **ends)
