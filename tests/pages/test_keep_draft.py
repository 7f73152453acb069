"""Drafts: what was written on one device is there on another, with its files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import client_of, make_page, make_revision
from wiki.pages.drafts import draft_for
from wiki.pages.models import Page, PinnedFile

SAID = {"title": "Ovens", "text": "Mind the heat. ![](plan.png)\n", "tags": "", "base_number": 1}


@pytest.fixture
def ovens(space):
    return make_page(space, "Ovens", "Mind the heat.\n")


@pytest.fixture
def other_device(editor):
    return client_of(editor)


def uploaded(client, page, content=b"\x89PNG"):
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
    box = uploaded(editor_client, make_page(space, "Grill"), b"secret")
    editor_client.post(ovens.url("draft/"), SAID | {"keep": [box, "0" * 64 + "/x", "nonsense"]})
    assert draft_for(editor, page=ovens).files == {}
