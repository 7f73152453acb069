"""Submitting, approving and rejecting."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Team, User
from accounts.roles import Role
from tests.conftest import client_of, make_revision, make_user
from tests.control.desk import NEW, OLD, ask, fresh
from wiki.audit.models import AuditEvent
from wiki.control.access import asked_now
from wiki.control.actions import change_policy, decide, remark, submit, withdraw
from wiki.control.errors import ControlError, Overtaken
from wiki.control.models import ChangeSet, Delegation, ReviewRequest, Step
from wiki.control.routing import Route
from wiki.control.wishes import Asked, Wish
from wiki.pages.actions import create_page
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.models import Space


def changed(page: Page, by: User) -> None:
    make_revision(page, NEW, by=by, reason="accident")


def test_the_last_yes_makes_the_revision_what_readers_meet(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    request = ask(page, editor)
    assert fresh(page).text == OLD
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == NEW
    edition = Edition.objects.in_force().get(page=page)
    assert (edition.number, edition.summary) == ("2.0", "Goggles, after the accident")
    actions = AuditEvent.objects.filter(subject_id=page.pk).values_list("action", flat=True)
    assert {"review.requested", "review.approved", "edition.effective"} <= set(actions)


def test_a_minor_change_counts_behind_the_point(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    request = ask(page, editor, wish=Wish(is_minor=True))
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert Edition.objects.in_force().get(page=page).number == "1.1"


def test_an_author_does_not_approve_alone(page: Page, trainer: User, admin: User) -> None:
    changed(page, trainer)
    request = ask(page, trainer)
    with pytest.raises(PermissionDenied):
        decide(by=trainer, request=request, agrees=True, seen=request.seal)
    change_policy(by=admin, space=page.space, allows_own_approval=True)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == NEW


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_who_is_not_asked_may_not_decide(page: Page, editor: User, role: str) -> None:
    changed(page, editor)
    request = ask(page, editor)
    with pytest.raises(PermissionDenied):
        decide(by=make_user("Nobody Asked", role), request=request, agrees=True, seen=request.seal)
    assert not request.steps.get().decisions.exists()


def test_readers_do_not_submit(page: Page, editor: User, reader: User) -> None:
    changed(page, editor)
    with pytest.raises(PermissionDenied):
        ask(page, reader)


def test_a_save_after_the_submission_voids_what_was_given(page: Page, editor: User, trainer: User) -> None:
    other = make_user("Tina Trainer", Role.TRAINER)
    changed(page, editor)
    both = Wish(asked=[Asked(people=[trainer.pk, other.pk], needed=0)])
    request = ask(page, editor, wish=both)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    make_revision(page, NEW + "\nAnd boots.\n", by=editor)
    with pytest.raises(Overtaken, match="submitted anew"):
        decide(by=other, request=request, agrees=True, seen=request.seal)
    again = ask(page, editor, wish=both)
    request.refresh_from_db()
    assert request.outcome == ReviewRequest.Outcome.OVERTAKEN
    assert not Route(again).steps[0].agreed
    event = AuditEvent.objects.get(action="review.overtaken")
    assert event.before == {"revision": 2, "approvals": 1}


def test_only_what_was_seen_is_approved(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    request = ask(page, editor)
    with pytest.raises(Overtaken, match="once more"):
        decide(by=trainer, request=request, agrees=True, seen="0" * 64)
    with pytest.raises(Overtaken, match="revision 2"):
        submit(by=editor, page=page, seen=1, summary="x")


def test_a_no_needs_a_reason_and_ends_the_request(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    request = ask(page, editor)
    with pytest.raises(ControlError, match="Say why"):
        decide(by=trainer, request=request, agrees=False, seen=request.seal)
    decide(by=trainer, request=request, agrees=False, seen=request.seal, reason="Which goggles?")
    request.refresh_from_db()
    assert request.outcome == ReviewRequest.Outcome.REJECTED
    assert fresh(page).text == OLD
    with pytest.raises(Overtaken, match="Tom Trainer closed"):
        decide(by=trainer, request=request, agrees=True, seen=request.seal)


def test_deciding_twice_counts_once(page: Page, editor: User, trainer: User) -> None:
    make_user("Tina Trainer", Role.TRAINER)
    changed(page, editor)
    request = ask(page, editor, wish=Wish(asked=[Asked(needed=2)]))
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    with pytest.raises(PermissionDenied):
        decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == OLD


def test_steps_wait_for_one_another_where_they_are_in_order(page: Page, editor: User, trainer: User) -> None:
    reviewer = make_user("Rita Reviewer", Role.EDITOR)
    changed(page, editor)
    asked = [Asked(Step.Kind.REVIEW, people=[reviewer.pk]), Asked(Step.Kind.APPROVE, people=[trainer.pk])]
    request = ask(page, editor, wish=Wish(asked=asked))
    with pytest.raises(PermissionDenied):
        decide(by=trainer, request=request, agrees=True, seen=request.seal)
    decide(by=reviewer, request=request, agrees=True, seen=request.seal)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == NEW


def test_a_reviewer_is_asked_for_a_review_and_an_approver_for_an_approval(
    page: Page, editor: User, trainer: User
) -> None:
    reviewer = make_user("Rita Reviewer", Role.EDITOR)
    changed(page, editor)
    asked = [Asked(Step.Kind.REVIEW, people=[reviewer.pk]), Asked(Step.Kind.APPROVE, people=[trainer.pk])]
    request = ask(page, editor, wish=Wish(asked=asked, is_ordered=False))
    address = page.url(f"requests/{request.pk}/")
    buttons = ("Reviewed, I agree", "</svg>Approve</button>")
    for person, shown in ((reviewer, buttons[0]), (trainer, buttons[1])):
        screen = client_of(person).get(address).content.decode()
        assert [button for button in buttons if button in screen] == [shown]


@pytest.mark.parametrize("together", [False, True])
def test_approvers_wait_for_reviewers_unless_all_are_asked_at_once(
    page: Page, editor: User, trainer: User, together: bool
) -> None:
    reviewer = make_user("Rita Reviewer", Role.EDITOR)
    make_revision(page, NEW, by=editor)
    form = {
        "summary": "Goggles",
        "size": "major",
        "needed": "1",
        "reviews": "0",
        "begins": "now",
        "kind": "normal",
        "seen": 2,
    }
    form |= {"reviewers": [reviewer.pk], "approvers": [trainer.pk]}
    client_of(editor).post(page.url("submission/"), form | ({"together": "on"} if together else {}))
    assert (trainer.pk in asked_now(ReviewRequest.objects.get())) is together


def test_a_team_is_asked_as_its_members(page: Page, editor: User) -> None:
    team = Team.objects.create(name="Quality")
    quality = [make_user(f"Quinn {number}", Role.EDITOR) for number in range(3)]
    team.members.set(quality)
    changed(page, editor)
    request = ask(page, editor, wish=Wish(asked=[Asked(teams=[team.pk], needed=2)]))
    decide(by=quality[0], request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == OLD
    decide(by=quality[2], request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == NEW


def test_somebody_decides_in_the_place_of_who_is_away(page: Page, editor: User, trainer: User) -> None:
    deputy = make_user("Dora Deputy", Role.EDITOR)
    changed(page, editor)
    request = ask(page, editor, wish=Wish(asked=[Asked(people=[trainer.pk])]))
    with pytest.raises(PermissionDenied):
        decide(by=deputy, request=request, agrees=True, seen=request.seal)
    today = timezone.localdate()
    Delegation.objects.create(person=trainer, to=deputy, since=today, until=today)
    decision = decide(by=deputy, request=request, agrees=True, seen=request.seal)
    assert decision.in_place_of == trainer
    assert fresh(page).text == NEW


def test_nobody_is_asked_who_could_not_say_yes(page: Page, editor: User, reader: User) -> None:
    changed(page, editor)
    for who in (editor, reader):
        with pytest.raises(ControlError, match="Nobody is left"):
            ask(page, editor, wish=Wish(asked=[Asked(people=[who.pk])]))
    assert not ReviewRequest.objects.exists()


def test_an_edition_for_later_waits_for_its_moment(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    moment = timezone.now() + timedelta(days=9)
    request = ask(page, editor, wish=Wish(effective_at=moment))
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == OLD
    assert Edition.objects.planned().get(page=page).effective_at == moment


def test_a_request_is_withdrawn_by_who_made_it(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    request = ask(page, editor)
    with pytest.raises(PermissionDenied):
        withdraw(by=make_user("Else Editor", Role.EDITOR), request=request)
    withdraw(by=editor, request=request)
    with pytest.raises(Overtaken):
        decide(by=trainer, request=request, agrees=True, seen=request.seal)


def test_an_emergency_edition_is_approved_afterwards(page: Page, editor: User, trainer: User, admin: User) -> None:
    changed(page, editor)
    emergency = Wish(kind=ReviewRequest.Kind.EMERGENCY)
    with pytest.raises(PermissionDenied):
        ask(page, editor, wish=emergency)
    request = ask(page, trainer, wish=emergency)
    assert fresh(page).text == NEW
    assert request.approve_by > timezone.now() + timedelta(days=13)
    decide(by=admin, request=request, agrees=True, seen=request.seal)
    assert Edition.objects.filter(page=page).count() == 2


def test_an_emergency_edition_that_is_rejected_is_taken_back(
    page: Page, editor: User, trainer: User, admin: User
) -> None:
    changed(page, editor)
    request = ask(page, trainer, wish=Wish(kind=ReviewRequest.Kind.EMERGENCY))
    decide(by=admin, request=request, agrees=False, seen=request.seal, reason="Too hasty")
    assert fresh(page).text == OLD
    assert Edition.objects.in_force().get(page=page).number == "1.0"


def test_a_change_set_becomes_effective_as_one(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    front = Page.objects.get(space=page.space, parent=None)
    other = create_page(by=editor, parent=front, title="Goggles", text=NEW)
    both = ChangeSet.objects.create(space=page.space, title="Goggles everywhere", by=editor)
    first, second = (ask(one, editor, wish=Wish(change_set=both)) for one in (page, other))
    decide(by=trainer, request=first, agrees=True, seen=first.seal)
    assert fresh(page).text == OLD
    decide(by=trainer, request=second, agrees=True, seen=second.seal)
    assert fresh(page).text == NEW
    assert fresh(other).withheld_at is None


def test_what_is_said_about_a_passage_stays_with_the_request(page: Page, editor: User, trainer: User) -> None:
    changed(page, editor)
    request = ask(page, editor)
    made = remark(by=trainer, request=request, text="Which model?", passage="zebrafish goggles")
    assert (made.passage, made.by) == ("zebrafish goggles", trainer)


def test_an_open_page_has_nothing_to_approve(space: Space, editor: User) -> None:
    front = Page.objects.select_related("space", "latest").get(space=space, parent=None)
    with pytest.raises(ControlError, match="open page"):
        submit(by=editor, page=front, seen=1, summary="x")
