"""The bar above the text, the comparison with its button, and what the screens cost."""

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import client_of, make_page, make_revision, make_user
from tests.training.asking import ask, confirm, control, fresh, planned, release
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.changes import changes_since
from wiki.training.confirming import confirmable
from wiki.training.models import Acknowledgement, SignOff

pytestmark = pytest.mark.django_db

FIRST = "Intro.\n\n## Purpose\n\nKeep the reactor clean.\n\n## Steps\n\nWear gloves.\n\n## Records\n\nSign the sheet.\n"


@pytest.fixture
def sop(space: Space) -> Page:
    return control(make_page(space, "Sop", text=FIRST))


def test_who_has_nothing_to_read_sees_no_bar(sop: Page, reader_client: Client) -> None:
    assert b"duty-bar" not in reader_client.get(sop.url()).content


def test_nobody_pays_a_query_for_the_bar(
    sop: Page, reader: User, reader_client: Client, django_assert_num_queries
) -> None:
    reader_client.get(sop.url())
    with django_assert_num_queries(6):
        reader_client.get(sop.url())
    ask(sop, reader)
    reader_client.get(sop.url())
    with django_assert_num_queries(6):
        assert b"duty-bar" in reader_client.get(sop.url()).content


def test_first_time_readers_confirm_at_the_end_of_the_page(sop: Page, reader: User, reader_client: Client) -> None:
    ask(sop, reader)
    shown = reader_client.get(sop.url()).content.decode()
    assert "confirm it at the end" in shown
    assert shown.index("Sign the sheet") < shown.index("have read and understood edition 1.0")
    edition = sop.editions.get()
    answer = reader_client.post(sop.url("acknowledgement/"), {"revision": 1, "edition": edition.pk}, follow=True)
    assert "You confirmed" in answer.content.decode()
    given = Acknowledgement.objects.get()
    assert (given.person, given.edition, given.seal) == (reader, edition, edition.seal)
    assert b"duty-bar" not in reader_client.get(sop.url()).content


def test_who_confirmed_before_is_shown_what_changed_in_one(sop: Page, reader: User, reader_client: Client) -> None:
    ask(sop, reader)
    confirm(sop, reader)
    release(sop, FIRST.replace("Wear gloves", "Wear long gloves"), summary="Splashes", marks={"steps": "read"})
    second = FIRST.replace("Wear gloves", "Wear long gloves").replace("Sign the sheet", "Sign both sheets")
    release(sop, second, major=3, summary="Two sheets now", marks={"records": "none"})
    assert "You confirmed edition 1.0." in reader_client.get(sop.url()).content.decode()
    shown = reader_client.get(sop.url("acknowledgement/")).content.decode()
    assert "Splashes" in shown
    assert "Two sheets now" in shown
    steps, records = shown.index("long"), shown.index("both")
    assert "change-open" in shown[:steps]
    assert 'class="more change-closed"' in shown[steps:records]
    assert "changed, nothing that you must read" in shown
    assert shown.index("have read and understood edition 3.0") > records


def test_a_new_edition_meanwhile_shows_what_changed_instead(sop: Page, reader: User, reader_client: Client) -> None:
    ask(sop, reader)
    confirm(sop, reader)
    old = release(sop, FIRST.replace("gloves", "goggles"))
    release(sop, FIRST.replace("gloves", "boots"), major=3)
    answer = reader_client.post(sop.url("acknowledgement/"), {"revision": 2, "edition": old.pk})
    assert answer.status_code == 409
    assert "Nothing was confirmed" in answer.content.decode()
    assert "boots" in answer.content.decode()
    assert Acknowledgement.objects.count() == 1


@pytest.mark.parametrize("marks", [{"gloves": "none"}, {}])
def test_what_one_approver_waved_through_hides_nothing_else(sop: Page, reader: User, marks: dict[str, str]) -> None:
    ask(sop, reader)
    last = confirm(sop, reader)
    second = "## Gloves\n\nLong ones.\n\n" + FIRST
    release(sop, second, marks=marks)
    third = f"Always.\n\n{second}\n## Goggles\n\nClean ones.\n"
    release(sop, third, major=3, marks={"": "none", "goggles": "read"})
    parts = changes_since(last, confirmable(fresh(sop))).parts
    opened = [part.section.anchor for part in parts if part.is_open]
    assert opened == (["goggles"] if marks else ["", "gloves", "goggles"])


def test_an_edition_is_confirmed_before_it_takes_effect(sop: Page, reader: User, reader_client: Client) -> None:
    ask(sop, reader)
    confirm(sop, reader)
    edition = planned(sop, FIRST.replace("gloves", "goggles"))
    address = sop.url("acknowledgement/")
    shown = reader_client.get(sop.url()).content.decode()
    assert f"{address}?edition=next" in shown
    for named in (edition.pk, "next"):
        assert "takes effect" in reader_client.get(f"{address}?edition={named}").content.decode()
    reader_client.post(address, {"revision": 2, "edition": edition.pk})
    assert Acknowledgement.objects.filter(edition=edition).exists()


def test_an_edition_of_another_page_is_not_confirmed(sop: Page, space: Space, reader_client: Client) -> None:
    other = planned(control(make_page(space, "Other")), "New.\n")
    answer = reader_client.post(sop.url("acknowledgement/"), {"revision": 2, "edition": other.pk})
    assert answer.status_code == 409
    assert not Acknowledgement.objects.exists()


def test_strangers_and_outsiders_confirm_nothing(sop: Page, anonymous_client: Client, outsider_client: Client) -> None:
    for client, status in ((anonymous_client, 302), (outsider_client, 404)):
        assert client.post(sop.url("acknowledgement/"), {"revision": 1}).status_code == status
    assert not Acknowledgement.objects.exists()


def test_an_open_page_is_confirmed_by_revision(page: Page, reader: User, reader_client: Client) -> None:
    ask(page, reader)
    assert "understood revision 1" in reader_client.get(page.url()).content.decode()
    reader_client.post(page.url("acknowledgement/"), {"revision": 1})
    make_revision(page, "Wear boots.\n", reason="Wet floor")
    assert "Wet floor" in reader_client.get(page.url("acknowledgement/")).content.decode()


def test_a_withheld_page_asks_nothing(sop: Page, reader: User, editor: User) -> None:
    ask(sop, editor)
    sop.editions.update(in_force_until=sop.editions.get().in_force_from)
    Page.objects.filter(pk=sop.pk).update(withheld_at=sop.created_at)
    client = client_of(editor)
    assert b"duty-bar" not in client.get(sop.url()).content
    assert client.get(sop.url("acknowledgement/")).status_code == 409


def test_practice_is_told_of_after_reading(sop: Page, reader: User, reader_client: Client) -> None:
    ask(sop, reader, is_practical=True)
    confirm(sop, reader)
    assert "A trainer still signs" in reader_client.get(sop.url()).content.decode()
    assert not SignOff.objects.exists()


def test_home_lists_what_is_due_first(space: Space, reader: User, reader_client: Client) -> None:
    later, sooner = make_page(space, "Ovens"), make_page(space, "Knives")
    ask(later, reader, due_days=20)
    ask(sooner, reader, due_days=2)
    shown = reader_client.get("/").content.decode()
    listed = shown[shown.index("For you to read") :]
    assert listed.index("Knives") < listed.index("Ovens")


def test_own_record_as_of_a_day(sop: Page, reader: User, reader_client: Client) -> None:
    ask(sop, reader)
    confirm(sop, reader)
    assert "Everything confirmed" in reader_client.get("/training/").content.decode()
    past = reader_client.get("/training/?as_of=2020-01-01").content.decode()
    assert "Everything confirmed" not in past
    assert "As it stood at the end of" in past
    assert reader_client.get("/training/?as_of=nonsense").status_code == 200


def test_a_name_with_markup_is_text(sop: Page) -> None:
    person = make_user("<b>Bo</b>")
    ask(sop, person)
    assert "&lt;b&gt;Bo&lt;/b&gt;" in client_of(person).get(sop.url()).content.decode()
