"""What was looked for and not found: noted for admins, and asked for by people."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.conftest import make_page, make_space
from wiki.audit.models import AuditEvent
from wiki.search import actions
from wiki.search.models import MissedSearch, PageRequest
from wiki.spaces.models import Space


def missed():
    return dict(MissedSearch.objects.values_list("key", "count"))


def test_search_without_result_is_noted_once_and_counted(page, reader_client, editor_client):
    for client, typed in ((reader_client, "Fork lift!"), (reader_client, "fork  lift"), (editor_client, "FORK LIFT")):
        client.get("/search/", {"q": typed})
    assert missed() == {"fork lift": 3}
    assert MissedSearch.objects.get().typed == "FORK LIFT"


@pytest.mark.parametrize(
    "asked",
    [{"q": "gloves"}, {"q": "glovse"}, {"q": ""}, {"q": "!!"}, {"q": "forklift", "tag": "x"}, {"tag": "x"}],
    ids=str,
)
def test_search_that_finds_or_is_narrowed_is_not_noted(page, reader_client, asked):
    reader_client.get("/search/", asked)
    assert missed() == {}


def test_typing_is_not_noted(page, reader_client):
    reader_client.get("/search/suggest/", {"q": "forklift"})
    assert missed() == {}


def test_searches_of_strangers_are_not_noted(admin, anonymous_client):
    make_page(make_space("Open house", by=admin, visibility=Space.Visibility.PUBLIC), "Visitors")
    assert anonymous_client.get("/search/", {"q": "forklift"}).status_code == 200
    assert missed() == {}


def test_list_has_a_limit_and_keeps_what_was_asked_for(page, reader, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 3)
    actions.ask_for_page(by=reader, typed="forklift")
    for number in range(6):
        actions.note_missed(by=reader, typed=f"thing {number}")
    assert set(missed()) == {"forklift", "thing 3", "thing 4", "thing 5"}


def test_page_is_asked_for_once_a_person(page, reader, reader_client, editor_client):
    for client in (reader_client, reader_client, editor_client):
        answer = client.post("/search/wanted/", {"q": "Forklift"}, follow=True)
        assert answer.status_code == 200
    assert PageRequest.objects.count() == 2
    assert AuditEvent.objects.filter(action="page.requested", subject_name="Forklift").count() == 2


def test_screen_says_that_the_page_is_asked_for(page, reader_client):
    assert b"Ask for this page" in reader_client.get("/search/", {"q": "forklift"}).content
    reader_client.post("/search/wanted/", {"q": "forklift"})
    answer = reader_client.get("/search/", {"q": "forklift"}).content
    assert b"Ask for this page" not in answer
    assert b"You asked for this page" in answer


def test_stranger_may_not_ask(page, anonymous_client):
    answer = anonymous_client.post("/search/wanted/", {"q": "forklift"})
    assert answer.url.startswith("/accounts/login/")
    assert missed() == {}
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(PermissionDenied):
        actions.ask_for_page(by=AnonymousUser(), typed="forklift")


def test_asking_needs_a_token(page, reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.post("/search/wanted/", {"q": "forklift"}).status_code == 403


def test_asking_for_nothing_asks_for_nothing(page, reader_client):
    reader_client.post("/search/wanted/", {"q": " !? "})
    assert missed() == {}


def test_admin_sees_the_list_and_who_asked(page, reader_client, admin_client):
    reader_client.get("/search/", {"q": "forklift"})
    reader_client.post("/search/wanted/", {"q": "forklift"})
    answer = admin_client.get("/admin/wiki/missedsearch/").content.decode()
    assert "forklift" in answer
    assert "Rosa Reader" in answer


@pytest.mark.parametrize("name", ["reader_client", "editor_client", "trainer_client", "outsider_client"])
def test_nobody_else_sees_the_list(page, name, request):
    client = request.getfixturevalue(name)
    assert client.get("/admin/wiki/missedsearch/").status_code in (302, 403)


def test_admin_may_only_read_the_list(page, reader, admin_client):
    actions.note_missed(by=reader, typed="forklift")
    row = MissedSearch.objects.get()
    assert admin_client.get("/admin/wiki/missedsearch/add/").status_code == 403
    assert admin_client.post(f"/admin/wiki/missedsearch/{row.pk}/delete/").status_code == 403
