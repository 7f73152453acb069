"""What a save asks once before it goes on: why, and what a template left to be filled in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import NEW, markdown, page_of_ones_own, paper, put_cursor_after

ASKED = "A few words help those who read the history."


def press_save(page):
    page.get_by_role("button", name="Save", exact=True).click()


@pytest.fixture
def changed(editor, request):
    """A page of one's own in the editor, with a word typed into it."""
    address = page_of_ones_own(editor, f"Asked {request.node.name[:60]}") + "-/edit/"
    page = editor.open(address)
    put_cursor_after(page, "Sign the log.")
    page.keyboard.type(" At once.")
    return page


def test_save_without_a_reason_asks_once_and_then_passes(editor, changed):
    press_save(changed)
    expect(changed.get_by_role("alert").filter(has_text=ASKED)).to_be_visible()
    expect(changed.get_by_label("What changed and why?")).to_be_focused()
    editor.leave()
    press_save(changed)
    expect(changed.get_by_text("is saved as revision")).to_be_visible()


def test_question_goes_away_once_it_is_answered(changed):
    press_save(changed)
    changed.keyboard.type("So that nobody forgets")
    expect(changed.get_by_text(ASKED)).to_be_hidden()
    changed.keyboard.press("Enter")
    expect(changed.get_by_text("is saved as revision")).to_be_visible()


def test_minor_change_needs_no_reason(changed):
    changed.get_by_label("Minor change").check()
    press_save(changed)
    expect(changed.get_by_text("is saved as revision")).to_be_visible()


def test_each_save_that_goes_on_asks_anew(changed):
    for number in (2, 3):
        changed.keyboard.press("Control+Shift+s")
        expect(changed.get_by_text(ASKED)).to_be_visible()
        changed.keyboard.press("Control+Shift+s")
        expect(changed.get_by_text(f"Saved as revision {number}.")).to_be_visible()
        expect(changed.get_by_text(ASKED)).to_be_hidden()
        put_cursor_after(changed, "Sign the log.")
        changed.keyboard.type(" Now.")


def test_save_without_a_reason_passes_without_javascript(editor, wiki, person):
    address = page_of_ones_own(editor, "Asked nothing")
    somebody = person(wiki, java_script_enabled=False)
    somebody.sign_in("edith.editor@example.org")
    page = somebody.open(address + "-/edit/")
    page.get_by_label("Text", exact=True).fill("Wipe it.\n")
    press_save(page)
    expect(page.get_by_text("is saved as revision")).to_be_visible()


@pytest.mark.parametrize("view", ["Write", "Source"])
def test_new_page_tells_once_what_is_still_to_be_filled_in(editor, view):
    text = "- [x] see [[Kitchen]] and [this](https://example.org)\n\nCall [name]. Then `[x y]` [number].\n"
    template = re.search(r"/p/([0-9]+)/", editor.open(page_of_ones_own(editor, f"Sheet {view}", text)).content())[1]
    page = editor.open(f"{NEW}from/{template}/")
    page.locator("wiki-editor[data-ready]").wait_for()
    page.get_by_role("button", name=view, exact=True).click()
    paper(page).wait_for()
    press_save(page)
    asked = page.get_by_role("alert")
    expect(asked).to_have_text(re.compile(r"^Still to be filled in: 2 places, the first is \[name\]\. Save again"))
    page.keyboard.type("Ines")
    assert "Call Ines. Then" in markdown(page)
    editor.leave()
    press_save(page)
    expect(page.get_by_text("is there now.")).to_be_visible()
