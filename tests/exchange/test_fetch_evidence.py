"""Who gets evidence, where it waits, and how long."""

import hashlib
import os
import time
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.zones import site_today
from tests.conftest import client_of, make_user
from tests.exchange.proving import opened, taken
from wiki.audit.models import AuditEvent
from wiki.exchange.evidence.actions import KEPT, ask_for_evidence, clear_old
from wiki.exchange.evidence.jobs import make_evidence, start
from wiki.exchange.evidence.making import carry_out
from wiki.exchange.evidence.models import FOLDER, Evidence
from wiki.exchange.shared import names_in, shared
from wiki.pages.models import Page
from wiki.spaces.models import Membership


@pytest.mark.parametrize("who", ["outsider", "reader", "editor"])
def test_evidence_of_documents_is_not_for_everyone(document: Page, who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    for subject in ({"page": document}, {"space": document.space}):
        with pytest.raises((PermissionDenied, Http404)):
            ask_for_evidence(by=person, **subject)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "reader", "editor"])
def test_nobody_takes_evidence_of_another_person(document: Page, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Http404):
        ask_for_evidence(by=request.getfixturevalue(who), person=make_user("Somebody Else"))


def test_page_shows_the_finished_file_and_hands_it_out(document: Page, trainer_client: Client) -> None:
    address = document.url("evidence/")
    assert "Make the ZIP" in trainer_client.get(address).content.decode()
    assert trainer_client.post(address).url == address
    made = Evidence.objects.get()
    assert made.url in trainer_client.get(address).content.decode()
    response = trainer_client.get(made.url)
    content = b"".join(response.streaming_content)
    response.close()
    assert hashlib.sha256(content).hexdigest() == made.sha256
    assert "index.html" in opened(content)


def test_own_file_is_fetched_from_ones_own_record(document: Page, reader_client: Client) -> None:
    assert reader_client.post("/training/evidence/").status_code == 302
    response = reader_client.get(Evidence.objects.get().url)
    assert "SHA256SUMS" in opened(b"".join(response.streaming_content))
    response.close()


def test_nobody_else_fetches_the_file(document: Page, trainer: User, admin_client: Client) -> None:
    evidence, _is_new = ask_for_evidence(by=trainer, page=document)
    carry_out(evidence)
    assert admin_client.get(evidence.url).status_code == 404


def test_file_is_not_handed_out_once_the_right_has_ended(document: Page, auditor: User) -> None:
    evidence, _is_new = ask_for_evidence(by=auditor, page=document)
    carry_out(evidence)
    Membership.objects.update(until=site_today() - timedelta(days=1))
    assert client_of(auditor).get(evidence.url).status_code == 404


def test_right_that_ended_while_it_waited_stops_it(document: Page, auditor: User) -> None:
    ask_for_evidence(by=auditor, page=document)
    Membership.objects.update(until=site_today() - timedelta(days=1))
    with pytest.raises(Http404):
        carry_out(Evidence.objects.get())
    assert Evidence.objects.get().failure


def test_that_it_was_made_is_an_event_with_its_hash(document: Page, trainer: User) -> None:
    taken(trainer, page=document)
    assert AuditEvent.objects.filter(action="evidence.asked").count() == 1
    made = AuditEvent.objects.get(action="evidence.made")
    assert (made.actor_id, made.space) == (str(trainer.pk), "plant")
    assert made.after["sha256"] == Evidence.objects.get().sha256


def test_large_one_is_left_to_the_worker(document: Page, admin: User, django_capture_on_commit_callbacks) -> None:
    evidence, _is_new = ask_for_evidence(by=admin, space=document.space)
    with patch("wiki.exchange.evidence.making.AT_ONCE", 2), django_capture_on_commit_callbacks(execute=True):
        start(evidence)
    assert Evidence.objects.get().finished_at is None
    page = client_of(admin).get("/plant/-/evidence/").content.decode()
    assert "It is being made." in page
    assert "data-done" not in page
    make_evidence.call(evidence.pk)
    assert Evidence.objects.get().finished_at


def test_who_asks_again_while_it_is_made_gets_the_same(document: Page, admin: User) -> None:
    first, _is_new = ask_for_evidence(by=admin, page=document)
    again, is_new = ask_for_evidence(by=admin, page=document)
    assert (again.pk, is_new) == (first.pk, False)


def test_full_disk_is_told(document: Page, admin_client: Client) -> None:
    with patch("wiki.exchange.evidence.making._fill", side_effect=OSError(28, "full")):
        admin_client.post(document.url("evidence/"))
    assert "not enough room" in admin_client.get(document.url("evidence/")).content.decode()
    assert names_in(FOLDER) == []


def test_newer_one_replaces_the_older(document: Page, admin: User, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        taken(admin, page=document)
        taken(admin, page=document)
    assert names_in(FOLDER) == [Evidence.objects.get().file]


def test_it_is_thrown_away_after_a_week(document: Page, admin: User, django_capture_on_commit_callbacks) -> None:
    taken(admin, page=document)
    lost = Path(shared().path(shared().save(f"{FOLDER}/lost.zip", ContentFile(b"nobody's"))))
    assert clear_old() == 0
    long_ago = time.time() - KEPT.total_seconds() - 60
    os.utime(lost, (long_ago, long_ago))
    Evidence.objects.update(at=timezone.now() - KEPT - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old() == 1
    assert names_in(FOLDER) == []
    assert AuditEvent.objects.filter(action="evidence.made").exists()


def test_each_screen_leads_back_by_its_trail(document: Page, reader: User, trainer_client: Client) -> None:
    trails = {
        document.url("evidence/"): document.url("document/"),
        f"{document.space.get_absolute_url()}-/evidence/": document.space.get_absolute_url(),
        "/training/evidence/": "/training/",
    }
    for address, back in trails.items():
        trail = trainer_client.get(address).content.decode().split('<ol class="trail">')[1].split("</ol>")[0]
        assert f'href="{back}"' in trail
