"""Drafts: what was written on one device is there on another, with its files."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import client_of, make_page, make_revision
from tests.pages.photographs import drawn, saved
from wiki.pages.drafts import draft_for, drafts_at
from wiki.pages.files.models import PinnedFile
from wiki.pages.models import Page

SAID = {"title": "Ovens", "text": "Mind the heat. ![](plan.png)\n", "tags": "", "base_number": 1}


@pytest.fixture
def ovens(space):
    return make_page(space, "Ovens", "Mind the heat.\n")


@pytest.fixture
def other_device(editor):
    return client_of(editor)


PLAN = saved(drawn(8, 8), "PNG")


def uploaded(client, page, content=PLAN):
    """Uploads a picture to the page; the value of its box."""
    made = client.post(page.url("upload/"), {"file": SimpleUploadedFile("plan.png", content)}).json()
    return f"{made['sha256']}/{made['name']}"


def test_uploads_of_a_draft_are_shown_and_saved_on_another_device(ovens, editor, editor_client, other_device):
    box = uploaded(editor_client, ovens)
    assert editor_client.post(ovens.url("draft/"), SAID | {"keep": box}).status_code == 200
    screen = other_device.get(ovens.url("edit/")).text
    assert "![](plan.png)" in screen
    assert f'value="{box}"' in screen
    assert other_device.post(ovens.url("edit/"), SAID | {"keep": box}).status_code == 302
    sha256, name = box.split("/")
    assert Page.objects.get(pk=ovens.pk).files == {name: sha256}
    assert draft_for(editor, page=ovens) is None


def test_draft_of_a_new_page_brings_its_uploads(ovens, editor, editor_client, other_device):
    box = uploaded(editor_client, ovens)
    said = SAID | {"title": "Grill", "keep": box, "base_number": ""}
    assert editor_client.post(ovens.url("draft/") + "?new=1", said).status_code == 200
    assert f'value="{box}"' in other_device.get(ovens.url("new/")).text
    assert other_device.post(ovens.url("new/"), said).status_code == 302
    grill = Page.objects.get(title="Grill")
    assert list(grill.files) == ["plan.png"]
    assert PinnedFile.objects.filter(page=grill, name="plan.png").exists()


def test_draft_that_only_adds_a_file_is_offered(ovens, editor_client, other_device):
    box = uploaded(editor_client, ovens)
    editor_client.post(ovens.url("draft/"), SAID | {"text": ovens.text, "keep": box})
    assert "data-kept-files" in other_device.get(ovens.url("edit/")).text


def test_files_that_the_page_has_are_not_listed_twice(ovens, editor_client, other_device):
    box = uploaded(editor_client, ovens)
    make_revision(ovens, "Mind it.\n", files=dict([box.split("/")[::-1]]))
    editor_client.post(ovens.url("draft/"), SAID | {"text": "Mind me.\n", "base_number": 2, "keep": box})
    assert other_device.get(ovens.url("edit/")).text.count(f'value="{box}"') == 1


@pytest.mark.parametrize(
    "said", [{"text": "Mind the heat.\r\n"}, {"text": "Mind the heat.\n", "tags": " "}], ids=["newlines", "tags"]
)
def test_draft_that_says_what_the_page_says_is_not_offered(ovens, editor_client, said):
    editor_client.post(ovens.url("draft/"), SAID | said)
    assert "data-taken" not in editor_client.get(ovens.url("edit/")).text


@pytest.mark.parametrize("said", [{"text": "x"}, {"title": "Stoves"}, {"tags": "kitchen"}])
def test_draft_that_says_something_else_is_offered(ovens, editor_client, said):
    editor_client.post(ovens.url("draft/"), SAID | {"text": "Mind the heat.\n"} | said)
    assert "data-taken" in editor_client.get(ovens.url("edit/")).text


def test_draft_tells_the_revision_that_it_began_with(ovens, editor_client):
    editor_client.post(ovens.url("draft/"), SAID)
    make_revision(ovens, "Mind the cold.\n")
    assert 'data-base="1"' in editor_client.get(ovens.url("edit/")).text


def test_file_of_another_page_is_not_kept_by_claiming_it(ovens, space, editor, editor_client):
    box = uploaded(editor_client, make_page(space, "Grill"), saved(drawn(9, 9), "PNG"))
    editor_client.post(ovens.url("draft/"), SAID | {"keep": [box, "0" * 64 + "/x", "nonsense"]})
    assert draft_for(editor, page=ovens).files == {}


def test_two_windows_keep_two_drafts_and_both_are_offered(ovens, editor, editor_client):
    for sitting, text in (("a", "Mind the fire.\n"), ("b", "Mind the steam.\n")):
        editor_client.post(ovens.url("draft/"), SAID | {"text": text, "sitting": sitting})
    screen = editor_client.get(ovens.url("edit/")).text
    assert "Mind the fire." in screen
    assert "Mind the steam." in screen
    assert screen.index("Mind the steam.") < screen.index("Mind the fire.")  # the newest first


def test_many_old_drafts_are_offered_folded(ovens, editor_client):
    for number in range(5):
        editor_client.post(ovens.url("draft/"), SAID | {"text": f"Draft {number}\n", "sitting": f"window {number}"})
    screen = editor_client.get(ovens.url("edit/")).text
    newest, folded = screen.split("rescue-older")
    assert "Draft 4" in newest
    assert "Draft 3" in newest
    assert "Older texts that were not saved" in folded
    assert all(f"Draft {number}" in folded for number in (0, 1, 2))


def test_saving_in_one_window_leaves_the_draft_of_the_other(ovens, editor, editor_client):
    for sitting, text in (("a", "Mind the fire.\n"), ("b", "Mind the steam.\n")):
        editor_client.post(ovens.url("draft/"), SAID | {"text": text, "sitting": sitting})
    editor_client.post(ovens.url("edit/"), SAID | {"text": "Mind the fire.\n", "sitting": "a"})
    assert [draft.sitting for draft in drafts_at(editor, page=ovens)] == ["b"]


def test_request_that_arrives_late_or_twice_changes_nothing(ovens, editor, editor_client):
    for step, text in ((1, "One"), (3, "Three"), (2, "Two"), (3, "Three")):
        editor_client.post(ovens.url("draft/"), SAID | {"text": text, "sitting": "a", "step": step})
    assert [draft.text for draft in drafts_at(editor, page=ovens)] == ["Three"]


def test_draft_that_was_taken_over_goes_unless_it_changed_since(ovens, editor, editor_client):
    old = editor_client.post(ovens.url("draft/"), SAID | {"sitting": "a"}).json()["taken"]
    editor_client.post(ovens.url("draft/"), SAID | {"sitting": "b", "replaces": old})
    assert [draft.sitting for draft in drafts_at(editor, page=ovens)] == ["b"]
    old = editor_client.post(ovens.url("draft/"), SAID | {"sitting": "c"}).json()["taken"]
    editor_client.post(ovens.url("draft/"), SAID | {"sitting": "c", "text": "More"})
    editor_client.post(ovens.url("draft/"), SAID | {"sitting": "b", "replaces": old})
    assert {draft.sitting for draft in drafts_at(editor, page=ovens)} == {"b", "c"}


@pytest.mark.parametrize(
    "replaces", ["", "x@y", "1@", "@2026-01-01", "1@2026-01-01T00:00:00", "9" * 30 + "@2026-01-01"]
)
def test_nonsense_in_what_was_taken_over_is_left_out(ovens, editor_client, replaces):
    answer = editor_client.post(ovens.url("draft/"), SAID | {"sitting": "a", "replaces": replaces})
    assert answer.status_code == 200


def test_drafts_of_others_can_not_be_taken_over(ovens, editor, editor_client, trainer_client):
    theirs = editor_client.post(ovens.url("draft/"), SAID | {"sitting": "a"}).json()["taken"]
    trainer_client.post(ovens.url("draft/"), SAID | {"sitting": "b", "replaces": theirs})
    assert draft_for(editor, page=ovens)


def test_address_opens_the_editor_with_the_draft_without_a_script(ovens, editor, editor_client, trainer_client):
    made = editor_client.post(ovens.url("draft/"), SAID | {"sitting": "a", "text": "Mind the fire.\n"}).json()
    address = f"{ovens.url('edit/')}?draft={made['pk']}"
    screen = editor_client.get(address).text
    assert "Mind the fire.\n</textarea>" in screen
    assert f'name="replaces" value="{made["taken"]}"' in unescape(screen)
    assert "Mind the fire." not in trainer_client.get(address).text


def test_text_of_another_person_in_the_same_browser_is_refused(ovens, editor, trainer, trainer_client):
    answer = trainer_client.post(ovens.url("draft/"), SAID | {"sitting": "a", "person": editor.pk})
    assert answer.status_code == 409
    assert draft_for(trainer, page=ovens) is None


def test_text_beyond_a_pages_limit_is_refused_in_words(ovens, editor, editor_client):
    answer = editor_client.post(ovens.url("draft/"), SAID | {"sitting": "a", "text": "x" * 2_000_001})
    assert answer.status_code == 413
    assert "only this device" in answer.json()["error"]


def test_script_learns_that_its_person_is_signed_out(ovens, anonymous_client):
    answer = anonymous_client.post(ovens.url("draft/"), SAID, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 401
