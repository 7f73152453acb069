"""What is approved and not in force yet waits for nobody, and a retired document says what is valid instead."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.conftest import an_admin, client_of, make_page, make_revision
from tests.control.desk import NEW, ask, fresh
from wiki.control.actions import control_space, decide, retire
from wiki.control.errors import ControlError
from wiki.control.register import Wanted, documents, narrowed, pages_with_changes
from wiki.control.wishes import Wish
from wiki.pages.models import Page
from wiki.spaces.models import Space

SUBMIT = "-/submission/"


def plan(page: Page, editor: User, trainer: User) -> None:
    """Has the newest revision approved, to take effect in a week."""
    request = ask(page, editor, wish=Wish(effective_at=timezone.now() + timedelta(days=7)))
    decide(by=trainer, request=request, agrees=True, seen=request.seal)


@pytest.fixture
def client(editor: User) -> Client:
    return client_of(editor)


def test_what_is_approved_for_later_is_not_asked_for_again(
    page: Page, editor: User, trainer: User, client: Client
) -> None:
    make_revision(page, NEW, by=editor)
    assert SUBMIT in client.get(page.url("document/")).content.decode()
    plan(page, editor, trainer)
    for address in (page.url(), page.url("document/")):
        assert SUBMIT not in client.get(address).content.decode()
    with pytest.raises(ControlError, match="approved and will take effect"):
        ask(page, editor)


def test_what_is_approved_for_later_is_no_open_change(page: Page, editor: User, trainer: User) -> None:
    def waiting() -> tuple[list[Page], list[Page]]:
        register = documents(page.space, sees_unapproved=True)
        return list(narrowed(register, Wanted(which="waiting"))), list(pages_with_changes(page.space))

    make_revision(page, NEW, by=editor)
    assert waiting() == ([page], [page])
    plan(page, editor, trainer)
    assert waiting() == ([], [])
    row = documents(page.space, sees_unapproved=True).get(pk=page.pk)
    assert row.newest == row.approved
    make_revision(fresh(page), NEW + "\nTwice.\n", by=editor)
    assert waiting() == ([page], [page])


def test_a_first_edition_for_later_says_when_it_comes(page: Page, editor: User, trainer: User, client: Client) -> None:
    made = make_page(page.space, "Second", by=editor)
    assert SUBMIT in client.get(made.url()).content.decode()
    plan(made, editor, trainer)
    shown = client.get(made.url()).content.decode()
    assert "Edition 1.0 is approved and takes effect on" in shown
    assert "SOP-002" in shown
    assert SUBMIT not in shown


def test_a_retired_document_tells_editors_too_what_is_valid_instead(
    page: Page, editor: User, trainer: User, client: Client
) -> None:
    other = make_page(page.space, "Receiving goods", by=editor)
    request = ask(other, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    retire(by=trainer, page=page, reason="Nobody does that any more", replacement=fresh(other))
    shown = client.get(page.url()).content.decode()
    assert "Valid instead:" in shown
    assert f'<a href="{other.url()}">Receiving goods</a>' in shown
    assert "SOP-001" in shown


def test_documents_without_a_number_come_last_in_the_register(page: Page, editor: User) -> None:
    make_page(page.space, "A first draft", by=editor)
    rows = narrowed(documents(page.space, sees_unapproved=True), Wanted())
    assert [row.title for row in rows] == [page.title, "A first draft"]


def test_a_page_in_preparation_knows_its_space_and_what_lies_above(space: Space, editor: User, client: Client) -> None:
    above = make_page(space, "Kitchen", by=editor)
    control_space(by=an_admin(), space=space)
    made = make_page(above, "Ovens", by=editor)
    below = make_page(made, "Fan ovens", by=editor)
    for page, steps in ((made, ["Plant", "Kitchen", "Ovens"]), (below, ["Plant", "Fan ovens"])):
        shown = client.get(page.url("document/")).content.decode()
        trail = shown.split('<ol class="trail">')[1].split("</ol>")[0]
        assert re.findall(r">([^<>]+)</a>", trail) == steps


def test_a_first_edition_that_was_written_on_is_submitted_again(page: Page, editor: User, client: Client) -> None:
    made = make_page(page.space, "Second", by=editor)
    asked = ask(made, editor)
    assert SUBMIT not in client.get(made.url()).content.decode()
    make_revision(fresh(made), "Wear boots.\n", by=editor)
    shown = client.get(made.url()).content.decode()
    assert "The request is for an older revision" in shown
    assert f"-/requests/{asked.pk}/" in shown
    assert SUBMIT in shown


def test_a_first_edition_is_not_read_again(page: Page, editor: User, trainer: User) -> None:
    again = "to be read again"
    first = ask(make_page(page.space, "Second", by=editor), editor)
    make_revision(page, NEW, by=editor)
    second = ask(page, editor)
    client = client_of(trainer)
    assert again not in client.get(first.page.url(f"requests/{first.pk}/")).content.decode()
    assert again in client.get(page.url(f"requests/{second.pk}/")).content.decode()
