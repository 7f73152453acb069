"""A page in the trash is read, with its history, by those who may recover it; nothing on it can be changed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import make_page, make_revision
from wiki.pages.actions import recover_page, trash_page
from wiki.pages.models import Page, Rendering


@pytest.fixture
def oven(space, editor):
    """A page of two revisions in the trash."""
    page = make_page(space, "Oven", "Mind the **heat**. [[Fridge]]\n", by=editor, tags=["kitchen"])
    make_revision(page, "Mind the **fire**. [[Fridge]]\n", by=editor, reason="After the accident")
    trash_page(by=editor, page=page, reason="Sold\n\nTo the neighbours.")
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def test_trainer_reads_the_page_and_who_put_it_there_when_and_why(oven, trainer_client):
    shown = trainer_client.get(oven.url()).text
    assert "Mind the <strong>fire</strong>." in shown
    assert "put there by Edith Editor" in shown
    assert "<li>Sold</li>" in shown
    assert "kitchen" in shown
    assert "/handbook/oven/" in shown


def test_recover_button_brings_the_page_back(oven, trainer_client):
    action = f"/handbook/-/trash/{oven.pk}/recovery/"
    assert f'action="{action}"' in trainer_client.get(oven.url()).text
    assert trainer_client.post(action, follow=True).redirect_chain[-1][0] == "/handbook/oven/"
    assert trainer_client.get(f"/handbook/-/trash/{oven.pk}/").status_code == 404


def test_nothing_on_it_can_be_changed(oven, trainer_client):
    shown = trainer_client.get(oven.url()).text + trainer_client.get(oven.url("history/")).text
    for act in ("edit/", "move/", "copy/", "new/", "restore/1/", "trashing/"):
        assert f"{oven.url()}-/{act}" not in shown
        assert trainer_client.get(oven.url(act)).status_code == 404, act


@pytest.mark.parametrize("act", ["", "-/history/", "-/history/1/", "-/compare/1..2/"])
def test_every_link_between_its_screens_leads_somewhere(oven, trainer_client, act):
    shown = trainer_client.get(oven.url() + act).text
    ways = set(re.findall(r'(?:href|src)="([^"]+)"', shown))
    ways = {way for way in ways if way.startswith(oven.url())}
    assert ways
    for way in ways:
        assert trainer_client.get(way).status_code == 200, way


def test_old_revision_and_comparison_show_what_they_show_of_a_live_page(oven, trainer_client):
    assert "Mind the <strong>heat</strong>." in trainer_client.get(oven.url("history/1/")).text
    assert "fire</ins>" in trainer_client.get(oven.url("compare/1..2/")).text.replace("</strong>", "")


def test_history_tells_of_the_stay_in_the_trash(oven, trainer_client):
    shown = trainer_client.get(oven.url("history/")).text
    assert "This page is in the trash." in shown
    assert "Moved to the trash" in shown
    assert "After the accident" in shown


def test_editor_is_refused_and_reader_too(oven, editor_client, reader_client):
    for client in (editor_client, reader_client):
        for act in ("", "-/history/", "-/history/1/", "-/compare/1..2/"):
            assert client.get(oven.url() + act).status_code == 403


def test_permanent_address_leads_to_it_only_those_who_may_recover(oven, trainer_client, editor_client):
    assert trainer_client.get(f"/p/{oven.pk}/").url == f"/handbook/-/trash/{oven.pk}/"
    assert trainer_client.get(f"/p/{oven.pk}/r/1/").url == f"/handbook/-/trash/{oven.pk}/-/history/1/"
    assert editor_client.get(f"/p/{oven.pk}/").status_code == 404


def test_page_of_another_space_is_not_in_this_trash(oven, members_space, admin_client):
    assert admin_client.get(f"/secret-recipes/-/trash/{oven.pk}/").status_code == 404


def test_live_page_is_not_in_the_trash(space, trainer_client):
    page = make_page(space, "Grill")
    assert trainer_client.get(f"/handbook/-/trash/{page.pk}/").status_code == 404
    assert trainer_client.get(f"/handbook/-/trash/{page.pk}/-/history/").status_code == 404


def test_page_that_was_never_rendered_is_read_too(oven, trainer_client):
    Rendering.objects.filter(page=oven).delete()
    assert "Mind the <strong>fire</strong>." in trainer_client.get(oven.url()).text


def test_relative_links_of_an_old_revision_go_out_from_where_the_page_stood(space, editor, trainer_client):
    kitchen = make_page(space, "Kitchen")
    make_page(kitchen, "Fridge")
    oven = make_page(kitchen, "Oven", "See the [fridge](../fridge/).\n")
    make_revision(oven, "Nothing.\n")
    trash_page(by=editor, page=oven)
    oven.refresh_from_db()
    assert 'href="/handbook/kitchen/fridge/"' in trainer_client.get(oven.url("history/1/")).text


def test_recovered_page_has_its_old_addresses_again(oven, trainer, trainer_client):
    trainer_client.get(oven.url("history/"))
    recover_page(by=trainer, page=oven)
    shown = trainer_client.get("/handbook/oven/-/history/").text
    assert "/-/trash/" not in shown
    assert "/handbook/oven/-/compare/1..2/" in shown


def test_queries_do_not_grow_with_revisions(oven, space, editor, trainer_client):
    def asked(page):
        with CaptureQueriesContext(connection) as captured:
            assert trainer_client.get(page.url()).status_code == 200
        return len(captured)

    other = make_page(space, "Grill")
    for number in range(20):
        make_revision(other, f"Grill {number}.\n")
    trash_page(by=editor, page=other)
    other.refresh_from_db()
    for page in (oven, other):
        asked(page)
    assert asked(other) == asked(oven)
