"""Saving from the editor without leaving it, and changes that their author calls minor."""

from tests.conftest import client_of, make_revision

SAID = {"title": "Ovens", "text": "Hot.\r\n\r\nClean.\r\n", "tags": "", "base_number": "1"}


def send(client, page, **said):
    headers = {"X-Requested-With": "fetch"}
    return client.post(page.url("edit/"), {**SAID, **said}, headers=headers)


def test_editor_is_told_the_new_revision_and_where_its_change_is_shown(page, editor_client):
    told = send(editor_client, page).json()
    assert (told["number"], told["text"]) == (2, None)
    assert editor_client.get(told["url"]).status_code == 200


def test_second_save_goes_on_from_the_first(page, editor_client):
    number = send(editor_client, page).json()["number"]
    told = send(editor_client, page, base_number=number, text="Hot.\n\nVery clean.\n").json()
    assert told["number"] == 3
    page.refresh_from_db()
    assert page.text == "Hot.\n\nVery clean.\n"


def test_unchanged_text_is_told_without_a_revision(page, editor_client):
    send(editor_client, page)
    told = send(editor_client, page, base_number=2).json()
    assert (told["number"], told["url"]) == (2, "")
    assert page.revisions.count() == 2


def test_text_that_was_joined_with_another_change_comes_back(page, editor_client, trainer):
    make_revision(page, "Wear gloves.\n\nAnd goggles.\n", by=trainer)
    told = send(editor_client, page, title=page.title, text="Wear gloves.\n", tags="new", seen=2).json()
    assert told["text"] == "Wear gloves.\n\nAnd goggles.\n"


def test_what_can_not_be_saved_is_answered_as_to_the_form(page, editor_client):
    assert send(editor_client, page, title="").status_code == 422


def test_reader_can_not_save(page, reader):
    assert send(client_of(reader), page).status_code == 403


def test_minor_change_is_told_in_the_timeline(page, editor_client):
    editor_client.post(page.url("edit/"), SAID | {"is_minor": "on", "reason": "Comma"})
    assert page.revisions.get(number=2).is_minor
    assert "Minor</span>" in editor_client.get(page.url("history/")).text


def test_change_is_not_minor_unless_its_author_says_so(page, editor_client):
    editor_client.post(page.url("edit/"), SAID)
    assert not page.revisions.get(number=2).is_minor
    assert "Minor</span>" not in editor_client.get(page.url("history/")).text


def test_minor_changes_can_be_hidden_from_the_list_of_changes(page, editor_client):
    editor_client.post(page.url("edit/"), SAID | {"is_minor": "on", "reason": "Only a comma"})
    assert "Only a comma" in editor_client.get("/changes/").text
    shown = editor_client.get("/changes/?minor=hidden").text
    assert "Only a comma" not in shown


def test_minor_mark_is_kept_through_a_conflict(page, editor_client, trainer):
    make_revision(page, "Wear thick gloves.\n", by=trainer)
    answer = editor_client.post(page.url("edit/"), SAID | {"text": "Wear thin gloves.\n", "is_minor": "on"})
    assert answer.status_code == 409
    assert 'name="is_minor" value="on"' in answer.text
