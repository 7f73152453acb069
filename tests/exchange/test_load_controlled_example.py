"""The controlled example of the starter content: approving, confirming and the register can be tried at once."""

import pytest
from django.test import Client

from accounts.models import User
from tests.audit.chained import settle
from tests.training.asking import cell_on, confirm
from wiki.control.access import open_requests
from wiki.control.actions import decide
from wiki.control.models import Document
from wiki.exchange.starter import load_starter
from wiki.integrity.checks import CHECKS
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    load_starter()


def page_at(path: str) -> Page:
    return Page.objects.select_related("space", "latest").get(space__slug="controlled-example", path=path)


def test_documents_have_numbers_that_leave_the_companys_own_free() -> None:
    numbers = Document.objects.exclude(number=None).values_list("number", flat=True)
    assert sorted(numbers) == ["EX-001", "EX-002", "EX-003", "EX-004"]


def test_one_document_has_two_editions_of_which_the_newer_is_in_force() -> None:
    page = page_at("cleaning-the-slicer")
    first, second = Edition.objects.filter(page=page).order_by("pk")
    assert first.in_force_until == second.in_force_from
    assert second.in_force_until is None
    assert "cut-resistant" in page.text


def test_change_that_waits_is_approved_by_a_trainer(trainer: User, reader_client: Client) -> None:
    page = page_at("receiving-deliveries")
    assert "fish" not in reader_client.get(page.url()).content.decode()
    (request,) = open_requests(trainer)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert "fish" in reader_client.get(page.url()).content.decode()
    assert Edition.objects.in_force().get(page=page).number == "2.0"


def test_page_in_preparation_is_for_editors(reader_client: Client, editor_client: Client) -> None:
    address = page_at("spilled-cleaner").url()
    assert (reader_client.get(address).status_code, editor_client.get(address).status_code) == (404, 200)


def test_admins_are_asked_to_know_a_page_and_confirm_it(reader: User, admin: User) -> None:
    page = page_at("cleaning-the-slicer")
    assert cell_on(page, admin).must_read
    assert cell_on(page, reader) is None
    confirm(page, admin)
    assert not cell_on(page, admin).must_read


def test_register_and_document_screens_open(trainer_client: Client) -> None:
    assert "EX-004" in trainer_client.get("/controlled-example/-/register/").content.decode()
    for page in Page.objects.filter(space__slug="controlled-example"):
        assert trainer_client.get(page.url("document/")).status_code == 200


def test_record_is_sound() -> None:
    settle()
    assert [finding for check in CHECKS for finding in check.findings(lambda _rows: None)] == []
