"""Asking that a revision become the next edition."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.actions.documents import document_of
from wiki.control.actions.ending import end, unfinished
from wiki.control.actions.releasing import release_at_once
from wiki.control.errors import ControlError, Overtaken
from wiki.control.models import ChangeSet, ReviewRequest, Step, StepMember
from wiki.control.policy import policy_of
from wiki.control.routing import Route
from wiki.control.wishes import Asked, Wish
from wiki.pages.actions.locking import locked
from wiki.pages.editions.models import Edition
from wiki.pages.editions.newest import as_newest
from wiki.pages.editions.sealing import seal_of
from wiki.pages.models import Page
from wiki.pages.revisions import Body
from wiki.spaces.access import require_level
from wiki.spaces.models import Level, Space


@transaction.atomic
def submit(*, by: Any, page: Page, seen: int, summary: str, wish: Wish | None = None) -> ReviewRequest:
    """Asks for approval of the page's newest revision, which `by` saw under the number `seen`. An open request for an
    older revision ends with that, and its approvals with it. Editors; an emergency release needs a trainer."""
    wish = wish or Wish()
    emergency = wish.kind == ReviewRequest.Kind.EMERGENCY
    page = locked(page, by=by, at_least=Level.TRAINER if emergency else Level.EDITOR)
    base = Edition.objects.filter(page=page).in_force().select_related("revision").first()
    _require_possible(page, base, seen, summary, wish)
    document_of(page)
    _overtake(page, by=by)
    request = ReviewRequest.objects.create(
        page=page,
        revision=page.latest,
        base=base,
        seal=seal_of(Body.of(page)),
        by=by,
        summary=summary.strip(),
        approve_by=_approve_by(page, wish),
        **{name: getattr(wish, name) for name in _WISHED},
    )
    _ask(request, wish.asked)
    told = {"request": request.pk, "revision": page.latest.number, "sha256": request.seal, "kind": wish.kind}
    audit("review.requested", page, by=by, space=page.space.slug, after=told, reason=request.summary)
    if emergency:
        release_at_once(request, by=by)
    return request


@transaction.atomic
def submit_together(*, by: Any, space: Space, title: str, pages: Iterable[Page], summary: str, wish: Wish) -> ChangeSet:
    """Asks for approval of the newest revisions of these pages, which become effective as one. Editors."""
    require_level(by, space, Level.EDITOR)
    made = ChangeSet.objects.create(space=space, title=title, by=by)
    for page in pages:
        newest = as_newest(page).latest.number
        submit(by=by, page=page, seen=newest, summary=summary, wish=replace(wish, change_set=made))
    audit("changeset.submitted", made, by=by, space=space.slug, reason=summary)
    return made


_WISHED = ("kind", "is_minor", "effective_at", "effective_percent", "falls_back_at", "is_ordered", "change_set")


def _approve_by(page: Page, wish: Wish) -> datetime | None:
    if wish.kind != ReviewRequest.Kind.EMERGENCY:
        return None
    return timezone.now() + timedelta(days=policy_of(page.space).emergency_days)


def _require_possible(page: Page, base: Edition | None, seen: int, summary: str, wish: Wish) -> None:
    if not page.is_controlled:
        raise ControlError(
            _("“%(title)s” is an open page: what is saved there is read at once.") % {"title": page.title}
        )
    if page.latest.number != seen:
        raise Overtaken(
            _("“%(title)s” was changed a moment ago (revision %(number)d). Look at that first.")
            % {"title": page.title, "number": page.latest.number}
        )
    if base and base.revision_id == page.latest_id:
        raise ControlError(_("There is no change to approve: the newest revision is in force."))
    if Edition.objects.planned().filter(revision=page.latest_id).exists():
        raise ControlError(_("There is no change to approve: the newest revision is approved and will take effect."))
    if not summary.strip():
        raise ControlError(_("Say in a sentence what changed and why: approvers and readers are shown it."))
    if wish.falls_back_at and (base is None or wish.falls_back_at <= (wish.effective_at or timezone.now())):
        raise ControlError(_("A temporary edition needs an edition to fall back to, and a moment after it begins."))


def _overtake(page: Page, *, by: Any) -> None:
    """Ends the request for an older revision."""
    older = unfinished(page).first()
    if older is None:
        return
    if older.kind == ReviewRequest.Kind.EMERGENCY:
        raise ControlError(_("The emergency release before this has to be approved or rejected first."))
    if older.revision_id == page.latest_id and older.closed_at:
        raise ControlError(
            _("This revision is approved already, and takes effect together with the other pages of “%(title)s”.")
            % {"title": older.change_set.title}
        )
    if older.revision_id == page.latest_id:
        raise ControlError(_("This revision was submitted already. Withdraw that first."))
    end(older, ReviewRequest.Outcome.OVERTAKEN, by=by)
    given = sum(len(standing.agreed) for standing in Route(older).steps)
    before = {"revision": older.revision.number, "approvals": given}
    audit("review.overtaken", page, by=by, space=page.space.slug, before=before)


def _ask(request: ReviewRequest, asked: Sequence[Asked]) -> None:
    if not any(one.kind == Step.Kind.APPROVE for one in asked):
        raise ControlError(_("Somebody has to approve: name a person or a team, or leave it to the trainers."))
    for position, one in enumerate(asked):
        step = Step.objects.create(request=request, position=position, kind=one.kind, needed=one.needed)
        people = [StepMember(step=step, person_id=key) for key in one.people]
        StepMember.objects.bulk_create(people + [StepMember(step=step, team_id=key) for key in one.teams])
    for standing in Route(request).steps:
        if len(standing.asked) < standing.needed:
            raise ControlError(
                _("Nobody is left to say yes: who wrote the change does not count, and people need to be editors here.")
            )
