"""Who edits a page now: said to those who read or edit it, and to nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import client_of, make_page, make_revision, make_user
from wiki.pages.presence.beats import GONE_AFTER
from wiki.pages.presence.models import Presence


@pytest.fixture
def address(page):
    return page.url("presence/")


def beat(client, address, sitting="a", **said):
    return client.post(address, {"sitting": sitting, **said}, headers={"X-Requested-With": "fetch"})


def editing(client, address):
    return [one["name"] for one in client.get(address).json()["editing"]]


def test_two_people_learn_of_one_another(address, editor_client, trainer_client):
    assert beat(editor_client, address).json()["editing"] == []
    assert [one["name"] for one in beat(trainer_client, address).json()["editing"]] == ["Edith Editor"]
    assert [one["name"] for one in beat(editor_client, address).json()["editing"]] == ["Tom Trainer"]


def test_readers_are_told_and_are_not_named_themselves(address, editor_client, reader_client):
    beat(editor_client, address)
    assert editing(reader_client, address) == ["Edith Editor"]
    assert editing(editor_client, address) == []
    assert beat(reader_client, address).status_code == 403


def test_one_person_in_two_windows_is_named_once_and_told_of_the_other(address, editor_client, reader_client):
    beat(editor_client, address, "a")
    assert beat(editor_client, address, "b").json()["own"]
    assert editing(reader_client, address) == ["Edith Editor"]


def test_since_stays_and_who_falls_silent_has_gone(address, editor_client, reader_client):
    beat(editor_client, address)
    since = reader_client.get(address).json()["editing"][0]["since"]
    beat(editor_client, address)
    assert reader_client.get(address).json()["editing"][0]["since"] == since
    Presence.objects.update(seen_at=timezone.now() - GONE_AFTER - timedelta(seconds=1))
    assert editing(reader_client, address) == []
    beat(editor_client, address, "b")
    assert Presence.objects.count() == 1


def test_closed_window_has_gone_at_once(address, editor_client, reader_client):
    beat(editor_client, address)
    beat(editor_client, address, gone="1")
    assert editing(reader_client, address) == []


def test_strangers_learn_nothing_not_even_of_public_pages(address, space, editor_client, anonymous_client):
    space.visibility = space.Visibility.PUBLIC
    space.save()
    beat(editor_client, address)
    script = {"X-Requested-With": "fetch"}
    for answer in (anonymous_client.get(address, headers=script), beat(anonymous_client, address)):
        assert answer.status_code == 401
        assert "Edith" not in answer.text
    assert anonymous_client.get(address).status_code == 302


def test_outsiders_find_nothing(address, outsider_client):
    assert outsider_client.get(address).status_code == 404
    assert beat(outsider_client, address).status_code == 404


def test_editor_learns_of_a_newer_revision(page, address, trainer, editor_client):
    assert beat(editor_client, address, base_number=1).json()["newer"] is None
    make_revision(page, "Wear two gloves.\n", by=trainer)
    newer = beat(editor_client, address, base_number=1).json()["newer"]
    assert (newer["number"], newer["name"]) == (2, "Tom Trainer")
    assert editor_client.get(newer["url"]).status_code == 200


def test_queries_do_not_grow_with_people(page, address, editor_client, reader_client):
    beat(editor_client, address)
    few = [len(queries(lambda: reader_client.get(address))), len(queries(lambda: beat(editor_client, address)))]
    for number in range(8):
        beat(client_of(make_user(f"Editor {number}", "Editor")), address)
    many = [len(queries(lambda: reader_client.get(address))), len(queries(lambda: beat(editor_client, address)))]
    assert many == few
    assert len(editing(reader_client, address)) == 9


def queries(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return captured


def test_page_costs_nothing_more_while_somebody_edits_it(page, address, editor_client, reader_client):
    reader_client.get(page.url())
    quiet = len(queries(lambda: reader_client.get(page.url())))
    beat(editor_client, address)
    assert len(queries(lambda: reader_client.get(page.url()))) == quiet


def test_other_page_is_not_meant(space, address, editor_client, reader_client):
    beat(editor_client, make_page(space, "Other").url("presence/"))
    assert editing(reader_client, address) == []
