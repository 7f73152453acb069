"""The screens of changing many pages: choosing, saying, confirming, and what became of it."""

import pytest

from tests.conftest import client_of, front_page, make_page, make_space
from wiki.pages.actions import move_pages, tag_pages, trash_pages
from wiki.pages.batches.models import Batch
from wiki.pages.models import Page
from wiki.spaces.models import Level

pytestmark = pytest.mark.django_db

ADDRESS = "/handbook/-/selection/"


@pytest.fixture
def space(admin):
    return make_space()


@pytest.fixture
def pages(space):
    cleaning = make_page(space, "Cleaning")
    return {
        "cleaning": cleaning,
        "floors": make_page(cleaning, "Floors"),
        "fire": make_page(space, "Fire & smoke"),
        "archive": make_page(space, "Archive", "See [[Floors]].\n"),
    }


def text(response):
    return response.content.decode()


def titles_live():
    return set(Page.objects.live().exclude(parent=None).values_list("title", flat=True))


def test_the_tree_has_a_box_for_each_page_and_one_for_each_branch(pages, editor_client):
    shown = text(editor_client.get(ADDRESS))
    assert shown.count('name="page"') == 4
    assert shown.count('name="branch"') == 1
    assert "Fire &amp; smoke" in shown


def test_nothing_chosen_is_told(pages, editor_client):
    response = editor_client.post(ADDRESS, {"act": "trash"})
    assert response.status_code == 422
    assert "Choose the pages first." in text(response)


def test_a_branch_is_chosen_with_all_below(pages, editor_client):
    shown = text(editor_client.post(ADDRESS, {"act": "tag", "branch": pages["cleaning"].pk}))
    assert "2 pages chosen" in shown
    assert f'value="{pages["cleaning"].pk},{pages["floors"].pk}"' in shown


def test_pages_are_trashed_only_after_they_were_shown_and_a_reason_given(pages, editor_client):
    said = {"act": "trash", "page": [pages["cleaning"].pk, pages["fire"].pk]}
    shown = text(editor_client.post(ADDRESS, said))
    assert "3 with those below" in shown
    assert "1 other page links to them" in shown
    refused = editor_client.post(ADDRESS, said | {"confirmed": "1", "reason": ""})
    assert refused.status_code == 422
    assert titles_live() == {"Cleaning", "Floors", "Fire & smoke", "Archive"}
    response = editor_client.post(ADDRESS, said | {"confirmed": "1", "reason": "Old"})
    assert titles_live() == {"Archive"}
    assert response.url == Batch.objects.get().get_absolute_url()
    assert "Done." in text(editor_client.get(response.url))


def test_pages_move_where_it_is_said_after_that_was_shown(pages, editor_client):
    said = {"act": "move", "page": f"{pages['fire'].pk},{pages['cleaning'].pk}"}
    said |= {"parent": pages["archive"].pk, "reason": "Order"}
    shown = text(editor_client.post(ADDRESS, said | {"asked": "1"}))
    for words in ("Move 2 pages?", "to /handbook/archive/cleaning/", "1 page below goes along", 'value="Order"'):
        assert words in shown
    assert "Order" in text(editor_client.post(ADDRESS, said | {"edit": "1"}))
    assert not Batch.objects.exists()
    editor_client.post(ADDRESS, said | {"confirmed": "1"})
    assert set(Page.objects.filter(parent=pages["archive"]).values_list("title", flat=True)) == {
        "Fire & smoke",
        "Cleaning",
    }


def test_no_place_is_chosen_before_somebody_does_and_none_is_told(pages, editor_client):
    said = {"act": "move", "page": pages["fire"].pk}
    offered = text(editor_client.post(ADDRESS, said)).partition("<select")[2].partition("</select>")[0]
    assert "required" in offered.partition(">")[0]
    assert offered.index('<option value="" selected>Choose a page</option>') < offered.index("<optgroup")
    for step in ("asked", "confirmed"):
        refused = editor_client.post(ADDRESS, said | {"parent": "", "reason": "Order", step: "1"})
        assert refused.status_code == 422
        assert "Choose the page below which it belongs." in text(refused)
    assert not Batch.objects.exists()


def test_chosen_pages_and_those_below_them_are_no_place_to_move_to(pages, editor_client):
    said = {"act": "move", "page": [pages["cleaning"].pk, pages["fire"].pk]}
    offered = text(editor_client.post(ADDRESS, said)).partition("<select")[2].partition("</select>")[0]
    assert "Archive" in offered
    for key in ("cleaning", "floors", "fire"):
        assert f'value="{pages[key].pk}"' not in offered
    said |= {"parent": pages["floors"].pk, "reason": "Order", "confirmed": "1"}
    assert editor_client.post(ADDRESS, said).status_code == 422
    assert not Batch.objects.exists()


@pytest.mark.parametrize("step", ["asked", "confirmed"])
def test_what_stands_against_it_is_shown_and_can_be_left_out(pages, editor_client, step):
    make_page(pages["archive"], "Floors")
    chosen = f"{pages['fire'].pk},{pages['floors'].pk}"
    said = {"act": "move", "page": chosen, step: "1", "parent": pages["archive"].pk, "reason": "Order"}
    response = editor_client.post(ADDRESS, said)
    assert response.status_code == 409
    shown = text(response)
    assert "same address there" in shown
    assert f'name="page" value="{pages["fire"].pk}"' in shown
    assert 'value="Order"' in shown
    assert shown.count('id="id_parent"') <= 1  # or the label would belong to what is sent along unseen
    assert Page.objects.get(pk=pages["fire"].pk).path == "fire-smoke"


def test_tags_are_read_as_everywhere(pages, editor_client):
    said = {"act": "tag", "page": pages["fire"].pk, "reason": "Sorted"}
    assert editor_client.post(ADDRESS, said | {"asked": "1"}).status_code == 422
    said |= {"add": "Safety, #SOP , safety"}
    assert "gets safety, sop" in text(editor_client.post(ADDRESS, said | {"asked": "1"}))
    editor_client.post(ADDRESS, said | {"confirmed": "1"})
    assert Page.objects.get(pk=pages["fire"].pk).tags == ["safety", "sop"]


def test_going_back_keeps_what_was_chosen(pages, editor_client):
    shown = text(editor_client.post(ADDRESS, {"act": "tag", "page": pages["fire"].pk, "again": "1"}))
    assert f'value="{pages["fire"].pk}" id="page-{pages["fire"].pk}" checked' in shown


@pytest.mark.parametrize("said", [{"act": "burn"}, {"page": "x,1e9,,-1"}, {"branch": "99999999999999999999"}])
def test_nonsense_changes_nothing(pages, editor_client, said):
    response = editor_client.post(ADDRESS, {"act": "trash", "confirmed": "1", "reason": "x"} | said)
    assert response.status_code in (200, 422)
    assert not Batch.objects.exists()


def test_pages_of_other_spaces_are_neither_named_nor_touched(pages, editor_client):
    secret = make_page(make_space("Secret", visibility="members"), "Secret plan")
    response = editor_client.post(ADDRESS, {"act": "trash", "page": secret.pk, "confirmed": "1", "reason": "x"})
    assert response.status_code == 409
    assert "Secret plan" not in text(response)
    assert Page.objects.get(pk=secret.pk).trashed_at is None


def test_nobody_moves_pages_to_where_they_may_not_write(pages, reader):
    own = make_space("Own", members={reader: Level.EDITOR})
    note = make_page(own, "Note")
    said = {"act": "move", "page": note.pk, "confirmed": "1", "parent": pages["archive"].pk, "reason": "x"}
    assert client_of(reader).post("/own/-/selection/", said).status_code == 422
    assert Page.objects.get(pk=note.pk).space == own


def test_trainers_recover_all_at_once(pages, space, editor, trainer_client, editor_client):
    batch = trash_pages(by=editor, space=space, pages=[pages["cleaning"].pk, pages["fire"].pk], reason="Old")
    assert "Recover them all" not in text(editor_client.get(batch.get_absolute_url()))
    shown = text(trainer_client.get(batch.get_absolute_url()))
    assert "Recover them all" in shown
    response = trainer_client.post(f"{batch.get_absolute_url()}reversal/", follow=True)
    assert "Pages recovered from the trash" in text(response)
    assert titles_live() == {"Cleaning", "Floors", "Fire & smoke", "Archive"}
    assert "Recover them all" not in text(trainer_client.get(batch.get_absolute_url()))
    again = trainer_client.post(f"{batch.get_absolute_url()}reversal/", follow=True)
    assert "None of its pages is in the trash any more." in text(again)


def test_moves_are_taken_back_by_those_who_may_move(pages, space, editor, editor_client):
    batch = move_pages(by=editor, space=space, pages=[pages["fire"].pk], parent=pages["archive"], reason="Order")
    assert "Take it back" in text(editor_client.get(batch.get_absolute_url()))
    response = editor_client.post(f"{batch.get_absolute_url()}reversal/", follow=True)
    assert "Pages moved back" in text(response)
    assert Page.objects.get(pk=pages["fire"].pk).path == "fire-smoke"
    shown = text(editor_client.get(batch.get_absolute_url()))
    assert "Take it back" not in shown
    assert "Then it was taken back." in shown
    assert Batch.objects.exclude(pk=batch.pk).get().get_absolute_url() in shown


def test_a_change_is_told_only_in_its_own_space(pages, space, editor, editor_client):
    make_space("Other")
    batch = tag_pages(by=editor, space=space, pages=[pages["fire"].pk], add=["x"], remove=[], reason="")
    assert editor_client.get(f"/other/-/batches/{batch.pk}/").status_code == 404


def test_pages_that_went_where_the_reader_may_not_read_are_not_named(pages, space, admin, editor_client):
    secret = make_space("Secret", visibility="members")
    batch = move_pages(by=admin, space=space, pages=[pages["fire"].pk], parent=front_page(secret), reason="Hide")
    assert "Fire &amp; smoke" not in text(editor_client.get(batch.get_absolute_url()))


def test_admins_find_the_events_of_a_change(pages, space, admin, admin_client):
    batch = trash_pages(by=admin, space=space, pages=[pages["fire"].pk, pages["floors"].pk], reason="Old")
    shown = text(admin_client.get(batch.get_absolute_url()))
    address = f"/admin/wiki/auditevent/?batch={batch.pk}"
    assert address in shown
    listed = text(admin_client.get(address))
    assert listed.count("Page put in the trash") >= 2
    assert "Page created" not in listed.partition("result_list")[2]


def test_a_waiting_change_says_so_and_a_refused_one_why(pages, space, editor, editor_client):
    waiting = Batch.objects.create(space=space, act="trash", by=editor, count=60, wish={"pages": []})
    assert "Waiting for its turn" in text(editor_client.get(waiting.get_absolute_url()))
    waiting.refused_at, waiting.problems = waiting.created_at, ["Fire: gone"]
    waiting.save()
    assert "Fire: gone" in text(editor_client.get(waiting.get_absolute_url()))
