"""A draft shown to colleagues who may read the page: by an address that can be taken back."""

import pytest

from tests.conftest import client_of, make_page, make_user
from wiki.audit.models import AuditEvent
from wiki.pages.drafts import draft_for, keep_draft
from wiki.pages.sharing.models import DraftLink


@pytest.fixture
def ovens(space):
    return make_page(space, "Ovens", "Mind the heat.\n")


@pytest.fixture
def draft(ovens, editor):
    text = "Mind the **great** heat.\n"
    return keep_draft(by=editor, page=ovens, parent=None, sitting="a", title="Ovens", text=text, base_number=1)


def shared(client, draft):
    return client.post(f"/p/drafts/{draft.pk}/link/").json()["url"].removeprefix("http://testserver")


def test_colleague_reads_the_draft_and_what_it_would_change(draft, editor_client, reader_client):
    address = shared(editor_client, draft)
    assert len(address) > len("/p/drafts//") + 40
    assert "<strong>great</strong>" in reader_client.get(address + "?view=draft").text
    changes = reader_client.get(address).text
    assert "Draft by Edith Editor" in changes
    assert "<ins>" in changes


def test_draft_of_a_page_to_be_is_shown(ovens, editor, editor_client, reader_client):
    made = keep_draft(by=editor, page=None, parent=ovens, sitting="a", title="Grill", text="Mind the *fire*.\n")
    assert "<em>fire</em>" in reader_client.get(shared(editor_client, made)).text


def test_same_address_is_given_twice(draft, editor_client):
    assert shared(editor_client, draft) == shared(editor_client, draft)


def test_strangers_are_led_to_sign_in_and_outsiders_find_nothing(
    draft, editor_client, anonymous_client, outsider_client
):
    address = shared(editor_client, draft)
    assert anonymous_client.get(address).status_code == 302
    assert outsider_client.get(address).status_code == 404


def test_strangers_do_not_see_drafts_even_of_public_pages(draft, space, editor_client, anonymous_client):
    space.visibility = space.Visibility.PUBLIC
    space.save()
    assert anonymous_client.get(shared(editor_client, draft)).status_code == 302


def test_address_leads_nowhere_once_it_is_taken_back(draft, editor_client, reader_client):
    address = shared(editor_client, draft)
    editor_client.post(f"/p/drafts/{draft.pk}/link/removal/")
    assert reader_client.get(address).status_code == 404
    assert shared(editor_client, draft) != address


def test_address_ends_with_the_draft(draft, ovens, editor, editor_client, reader_client):
    address = shared(editor_client, draft)
    said = {"title": "Ovens", "text": draft.text, "base_number": 1, "sitting": "a"}
    editor_client.post(ovens.url("edit/"), said)
    assert draft_for(editor, page=ovens) is None
    assert reader_client.get(address).status_code == 404


@pytest.mark.parametrize("act", ["link/", "link/removal/", "removal/"])
def test_drafts_of_others_can_be_neither_shared_nor_thrown_away(draft, editor_client, trainer_client, act):
    address = shared(editor_client, draft)
    assert trainer_client.post(f"/p/drafts/{draft.pk}/{act}").status_code == 404
    assert DraftLink.objects.filter(draft=draft).exists()
    assert trainer_client.get(address).status_code == 200


def test_sharing_is_in_the_audit_trail(draft, editor_client):
    shared(editor_client, draft)
    editor_client.post(f"/p/drafts/{draft.pk}/link/removal/")
    told = AuditEvent.objects.filter(action__startswith="draft.").order_by("pk")
    assert list(told.values_list("action", "actor_name")) == [
        ("draft.shared", "Edith Editor"),
        ("draft.unshared", "Edith Editor"),
    ]


def test_author_who_may_not_read_the_page_any_more_shares_nothing(members_space, editor):
    page = make_page(members_space, "Sauce")
    made = keep_draft(by=editor, page=page, parent=None, sitting="a", title="Sauce", text="x")
    members_space.memberships.filter(user=editor).delete()
    assert client_of(editor).post(f"/p/drafts/{made.pk}/link/").status_code == 404


def test_draft_is_thrown_away_from_home(draft, ovens, editor, editor_client):
    home = editor_client.get("/").text
    assert f'href="{ovens.url("edit/")}?draft={draft.pk}"' in home
    assert editor_client.post(f"/p/drafts/{draft.pk}/removal/").url == "/"
    assert draft_for(editor, page=ovens) is None


def test_reader_of_another_space_finds_nothing(members_space, trainer, trainer_client):
    made = keep_draft(by=trainer, page=make_page(members_space, "Sauce"), parent=None, sitting="a", title="S", text="x")
    address = shared(trainer_client, made)
    assert client_of(make_user("Rita Reader")).get(address).status_code == 404
