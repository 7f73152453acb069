"""Admins ask for a check of the record in the administration, and read there what it found."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.audit.chained import happened, run, settle, unprotected
from tests.integrity.tampering import verified
from wiki.audit.heads import head
from wiki.audit.models import AuditEvent
from wiki.integrity.actions import LONGEST, ask_for_check, carry_out
from wiki.integrity.advice import advice_on
from wiki.integrity.models import ChainCheck
from wiki.integrity.tasks import check_chain

LIST = "/admin/wiki/chaincheck/"


def test_button_hands_a_check_to_the_worker_and_says_who_asked(admin, admin_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(f"{LIST}new/", follow=True)
    check = ChainCheck.objects.get()
    assert check.by == admin
    assert DBTaskResult.objects.get(task_path=check_chain.module_path).args_kwargs["args"] == [check.pk]
    assert AuditEvent.objects.get(action="chain.checked").actor_id == str(admin.pk)
    assert "The check runs in the background" in answer.content.decode()


def test_who_asks_while_a_check_runs_gets_that_one(admin_client):
    for _time in range(2):
        answer = admin_client.post(f"{LIST}new/", follow=True)
    assert ChainCheck.objects.count() == 1
    assert "A check is running already." in answer.content.decode()


def test_check_that_was_lost_with_its_worker_holds_up_none(admin):
    lost, _is_new = ask_for_check(by=admin)
    ChainCheck.objects.filter(pk=lost.pk).update(asked_at=timezone.now() - LONGEST - datetime.timedelta(minutes=1))
    assert ask_for_check(by=admin)[1]


def test_sound_record_is_told_with_its_length_and_head(admin, admin_client):
    happened()
    check, _is_new = ask_for_check(by=admin)
    settle()
    check_chain.call(check.pk)
    check.refresh_from_db()
    assert (check.finding_count, check.head) == (0, head().hash)
    assert check.links == head().sequence
    assert check.rows >= 2
    page = admin_client.get(LIST).content.decode()
    assert "Nothing was changed" in page
    assert head().hash in page


def test_check_from_the_terminal_is_noted_for_the_admins(admin, admin_client):
    event = happened(subject_name="Reactor")
    settle()
    with unprotected():
        run("UPDATE wiki_auditevent SET subject_name = 'Boiler' WHERE id = %s", values=(event.pk,))
    code, said = verified()
    check = ChainCheck.objects.get()
    assert (code, check.finding_count, check.by) == (1, 1, None)
    assert check.rows > 0
    assert check.head == head().hash
    assert check.findings[0][1] in said[0]
    assert "1 finding" in admin_client.get(LIST).text


def test_check_of_a_part_is_not_noted(db):
    verified(only=["trail"])
    assert not ChainCheck.objects.exists()


def test_findings_are_listed(admin, admin_client):
    event = happened(subject_name="Reactor <R-4>")
    with unprotected():
        run("UPDATE wiki_auditevent SET reason = 'x' WHERE id = %s", values=(event.pk,))
    check = carry_out(ChainCheck.objects.create(by=admin))
    assert check.finding_count == 1
    for address in (LIST, f"{LIST}{check.pk}/change/"):
        page = admin_client.get(address).content.decode()
        assert "1 finding" in page
        assert f"Event {event.pk} (Page edited: “Reactor &lt;R-4&gt;”, Edith Editor) is not what was recorded" in page
        assert "<h3>Audit trail</h3>" in page
        assert "Keep a copy of it as it is, find out who can write to it" in page


def test_each_kind_of_finding_says_what_to_do():
    kept = [
        ["file-missing", "One", "files", ""],
        ["file-missing", "Two", "files", ""],
        ["unreadable", "Three", "files", "Stop the wiki"],
        ["not-indexed", "Four", "search", ""],
        ["changed", "Five"],
    ]
    advice = advice_on(ChainCheck(findings=kept))
    assert [len(one.findings) for one in advice] == [2, 1, 1, 1]
    steps = [str(one.step) for one in advice]
    assert "put it into the storage" in steps[0]
    assert steps[1] == "Stop the wiki"
    assert "manage.py rebuild_search" in steps[2]
    assert (str(advice[3].about), steps[3]) == ("", "")


def test_broken_chain_keeps_the_first_findings_and_counts_all(admin, admin_client):
    count = ChainCheck.KEPT + 20
    AuditEvent.objects.bulk_create(
        [AuditEvent(action="x", subject_kind="page", subject_id="1", subject_name="x") for _number in range(count)]
    )
    with unprotected():
        run("UPDATE wiki_auditevent SET reason = 'x'")
    check = carry_out(ChainCheck.objects.create(by=admin))
    assert (len(check.findings), check.finding_count) == (ChainCheck.KEPT, count)
    assert "manage.py verify" in admin_client.get(f"{LIST}{check.pk}/change/").content.decode()


def test_page_that_nobody_asked_on_says_what_a_check_is(admin_client):
    page = admin_client.get(LIST).content.decode()
    assert "Check now" in page
    assert "Every audit event holds the hash of the one before." in page


def test_asking_is_a_post(admin_client):
    assert admin_client.get(f"{LIST}new/").status_code == 405
    assert not ChainCheck.objects.exists()


def test_nobody_but_admins_may_ask(trainer, trainer_client):
    with pytest.raises(PermissionDenied):
        ask_for_check(by=trainer)
    assert trainer_client.post(f"{LIST}new/").status_code in (302, 403)
    assert not ChainCheck.objects.exists()


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/"])
def test_checks_can_not_be_entered_or_removed_by_hand(admin, admin_client, path):
    check, _is_new = ask_for_check(by=admin)
    assert admin_client.post(LIST + path.format(pk=check.pk), {"post": "yes"}).status_code == 403
    assert ChainCheck.objects.count() == 1
