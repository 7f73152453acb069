"""Copying a page to where the person may write."""

import pytest

from tests.conftest import front_page, make_page, make_space
from wiki.pages.models import Page
from wiki.spaces.models import Level


@pytest.fixture
def ovens(space):
    return make_page(space, "Ovens", "Mind the heat.\n", tags=["kitchen"])


def test_copy_begins_its_own_history_and_says_where_it_came_from(ovens, space, editor_client):
    fields = {"title": "Fridges", "parent": front_page(space).pk}
    assert editor_client.post(ovens.url("copy/"), fields).status_code == 302
    copy = Page.objects.get(title="Fridges")
    assert (copy.text, copy.tags, copy.latest.kind) == ("Mind the heat.\n", ["kitchen"], "copied")
    assert "Ovens" in copy.latest.reason


def test_reader_without_a_space_to_write_to_is_told_so(ovens, reader_client):
    for answer in (reader_client.get(ovens.url("copy/")), reader_client.post(ovens.url("copy/"), {"title": "Mine"})):
        assert answer.status_code == 403
        assert "nowhere to copy to" in answer.text
    assert not Page.objects.filter(title="Mine").exists()


def test_reader_is_not_offered_to_copy(ovens, reader_client, editor_client):
    assert ovens.url("copy/") in editor_client.get(ovens.url()).text
    assert ovens.url("copy/") not in reader_client.get(ovens.url()).text


def test_reader_copies_into_the_space_where_they_may_write(ovens, reader, reader_client):
    own = front_page(make_space("Drafts", members={reader: Level.EDITOR}))
    assert "Drafts" in reader_client.get(ovens.url("copy/")).text
    assert reader_client.post(ovens.url("copy/"), {"title": "Mine", "parent": own.pk}).status_code == 302
    assert Page.objects.get(title="Mine").space == own.space
