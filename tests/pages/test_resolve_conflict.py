"""The conflict screen: every answer does what it says, and nothing that was typed is lost."""

import re
from html import unescape

import pytest

from tests.conftest import make_page, make_revision
from wiki.pages.models import Page

BASE = "Lock the door.\n\nPut out the lights.\n"
MINE = "Lock the front door.\n\nPut out the lights.\n"
THEIRS = "Lock both doors.\n\nPut out the lights.\n"


class Screen:
    """The conflict screen as a browser without a script fills it in."""

    def __init__(self, client, page, answer):
        self.client, self.page, self.answer = client, page, answer

    @property
    def text(self):
        return unescape(self.answer.text)

    def send(self, **answers):
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.answer.text))
        boxes = re.findall(r'name="(text-\d+)"[^>]*>\n(.*?)</textarea>', self.answer.text, re.DOTALL)
        fields = {name: unescape(value) for name, value in [*hidden.items(), *boxes]}
        fields = {name: value.replace("\n", "\r\n") for name, value in fields.items()}
        answers = {re.sub(r"_(\d)", r"-\1", name): value for name, value in answers.items()}
        return Screen(self.client, self.page, self.client.post(self.page.url("edit/"), fields | answers))

    @property
    def saved(self):
        return Page.objects.get(pk=self.page.pk).text


@pytest.fixture
def screen(space, editor_client):
    page = make_page(space, "Night", BASE)
    make_revision(page, THEIRS)
    fields = {"title": "Night", "text": MINE, "base_number": 1, "reason": "Which door"}
    answer = editor_client.post(page.url("edit/"), fields)
    assert answer.status_code == 409
    return Screen(editor_client, page, answer)


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        ("mine", "Lock the front door.\n"),
        ("theirs", "Lock both doors.\n"),
        ("both", "Lock both doors.\n\nLock the front door.\n"),
    ],
)
def test_chosen_text_is_saved(screen, choice, first):
    assert screen.send(choice_0=choice).answer.status_code == 302
    assert screen.saved == f"{first}\nPut out the lights.\n"


def test_text_that_was_written_anew_is_saved(screen):
    assert screen.send(choice_0="write", text_0="Lock both front doors.").answer.status_code == 302
    assert screen.saved == "Lock both front doors.\n\nPut out the lights.\n"


def test_text_that_was_written_without_another_choice_is_chosen(screen):
    assert screen.send(text_0="Lock both front doors.").answer.status_code == 302
    assert screen.saved == "Lock both front doors.\n\nPut out the lights.\n"


HEAD = "| Part | Torque |\n|---|---|\n| Bolt | 12 |\n"


@pytest.fixture
def rows(space, editor_client):
    page = make_page(space, "Torques", f"{HEAD}| Nut | 8 |\n| Screw | 3 |\n")
    make_revision(page, f"{HEAD}| Nut | 9 |\n| Screw | 3 |\n")
    fields = {"title": "Torques", "text": f"{HEAD}| Nut | 7 |\n| Screw | 3 |\n", "base_number": 1, "reason": "Measured"}
    return Screen(editor_client, page, editor_client.post(page.url("edit/"), fields))


def test_rows_that_are_both_kept_stay_in_their_table(rows):
    assert rows.send(choice_1="both").answer.status_code == 302
    assert rows.saved == f"{HEAD}| Nut | 9 |\n| Nut | 7 |\n| Screw | 3 |\n"


def test_rows_without_a_clash_are_drawn_as_rows(rows):
    assert "<td>Screw</td>" in rows.text
    assert "| Screw |" not in rows.text


@pytest.mark.parametrize(("choice", "told"), [("mine", "“Yours”"), ("theirs", "’s”"), ("both", "keep both")])
def test_written_text_beside_another_choice_is_asked_about_and_stays(screen, choice, told):
    again = screen.send(choice_0=choice, text_0="Lock both front doors.", reason="Doors")
    assert again.answer.status_code == 422
    assert told in again.text
    assert "\nLock both front doors.</textarea>" in again.text
    assert re.search(rf'value="{choice}"[^>]* checked', again.answer.text)
    assert 'value="Doors"' in again.text
    assert screen.saved == THEIRS


def test_written_text_is_left_out_when_that_is_said(screen):
    again = screen.send(choice_0="theirs", text_0="Lock both front doors.")
    assert again.send(choice_0="theirs", leave_0="on").answer.status_code == 302
    assert screen.saved == THEIRS


def test_written_text_is_kept_when_that_is_chosen_after_all(screen):
    again = screen.send(choice_0="theirs", text_0="Lock both front doors.")
    assert again.send(choice_0="write").answer.status_code == 302
    assert screen.saved == "Lock both front doors.\n\nPut out the lights.\n"


def test_missing_choice_is_asked_for_on_the_same_screen(screen):
    again = screen.send()
    assert again.answer.status_code == 422
    assert "Choose which text to keep here." in again.text
    assert again.send(choice_0="mine").answer.status_code == 302
    assert screen.saved == MINE


def test_form_that_was_changed_on_its_way_loses_nothing_that_was_written(screen):
    again = screen.send(choice_0="write", text_0="Lock both front doors.", merge_token="forged")
    assert again.answer.status_code == 422
    assert "Lock both front doors." in again.text


def test_refused_text_is_shown_whole_in_the_editor(screen):
    again = screen.send(choice_0="write", text_0="Lock\x00it.", tags="a" * 61)
    assert again.answer.status_code == 422
    assert "Put out the lights." in again.text


def test_newer_change_of_the_same_passage_is_a_new_conflict(screen):
    make_revision(screen.page, "Lock every door.\n\nPut out the lights.\n")
    again = screen.send(choice_0="write", text_0="Lock both front doors.")
    assert again.answer.status_code == 409
    assert "<ins>every door</ins>" in again.text
    assert again.send(choice_0="mine").answer.status_code == 302
    assert screen.saved == "Lock both front doors.\n\nPut out the lights.\n"
