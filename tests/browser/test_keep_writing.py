"""Nothing typed is ever lost: without a network, signed out, in two windows, beside a colleague."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import (
    bottom,
    markdown,
    page_of_ones_own,
    paper,
    put_cursor_after,
    save,
    try_to_save,
    write_source,
)
from tests.conftest import PASSWORD

# How far what the save bar says reaches beyond it, in pixels.
TOO_WIDE = """() => {
    const head = document.querySelector('.savebar-head');
    return head.scrollWidth - head.clientWidth;
}"""
DRAWN_BY = "(button) => getComputedStyle(button).borderTopStyle === 'outset' ? 'the browser' : 'our style'"
# How many lines its words take.
LINES = """(status) => {
    const words = document.createRange();
    words.selectNodeContents(status.firstChild);
    return new Set([...words.getClientRects()].map(({ top }) => top)).size;
}"""
ON_SERVER = re.compile(r"^Saved [012]\d:\d\d$")


def status(page: Page):
    return page.locator("[data-status]")


@pytest.fixture
def address(editor) -> str:
    """The editor of a page of one's own."""
    return page_of_ones_own(editor, "Mixer", "Unplug it.\n\nWipe it.\n\nSign the log.\n") + "-/edit/"


def test_text_is_kept_on_the_device_until_the_wiki_is_back(editor, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.context.set_offline(True)
    page.keyboard.type(" Wait.")
    expect(status(page)).to_have_text("Not connected: kept on this device")
    try_to_save(page, "Patience")
    expect(status(page)).to_have_text("Not connected: kept on this device")
    assert "Unplug it. Wait." in markdown(page)
    editor.complaints.clear()  # the browser tells of requests that failed
    page.context.set_offline(False)
    expect(status(page)).to_have_text(ON_SERVER)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))") == []
    editor.leave()


def test_copy_on_the_device_is_offered_after_the_window_was_closed_without_a_network(editor, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.context.set_offline(True)
    page.keyboard.type(" Wait.")
    expect(status(page)).to_have_text("Not connected: kept on this device")
    page.close(run_before_unload=False)
    editor.page = page.context.new_page()
    editor.page.context.set_offline(False)
    page = editor.open(address)
    page.get_by_role("button", name="Put it back").click()
    expect(paper(page)).to_contain_text("Unplug it. Wait.")
    expect(status(page)).to_have_text(ON_SERVER)


def test_typing_without_an_answer_loses_neither_text(editor, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.keyboard.type(" Older.")
    expect(status(page)).to_have_text(ON_SERVER)
    page.reload()
    expect(page.get_by_role("button", name="Put it back")).to_be_visible()
    put_cursor_after(page, "Wipe it.")
    page.keyboard.type(" Newer.")
    expect(status(page)).to_have_text(ON_SERVER)
    page.reload()
    expect(page.get_by_role("button", name="Put it back")).to_have_count(2)
    page.get_by_role("button", name="Put it back").first.click()
    expect(paper(page)).to_contain_text("Wipe it. Newer.")
    expect(paper(page)).not_to_contain_text("Older.")
    expect(page.get_by_role("button", name="Put it back")).to_have_count(1)
    editor.leave()


def test_older_of_many_texts_stay_folded(editor, address):
    form = editor.page.context.request
    page = editor.open(address)
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    for number in range(4):
        said = {"title": "Cleaning", "text": f"Text {number}.\n", "base_number": "1", "step": "1"}
        said |= {"csrfmiddlewaretoken": token, "sitting": f"window {number}"}
        assert form.post(page.url.replace("/edit/", "/draft/"), form=said, headers={"Referer": page.url}).ok
    page = editor.open(address)
    paper(page).wait_for()
    offers = page.get_by_role("button", name="Put it back")
    expect(offers).to_have_count(2)
    page.get_by_text("Older texts that were not saved").click()
    expect(offers).to_have_count(4)
    for _ in range(2):
        page.get_by_role("button", name="Discard").last.click()
    expect(page.get_by_text("Older texts that were not saved")).to_have_count(0)
    expect(offers).to_have_count(2)
    editor.leave()


def test_signed_out_writer_signs_in_on_the_same_screen_and_the_save_goes_on(editor, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(" Wait.")
    expect(status(page)).to_contain_text("You are signed out.")
    for width in (820, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(TOO_WIDE) == 0
        assert status(page).evaluate(LINES) == (1 if width == 820 else 2)
    assert status(page).get_by_role("button", name="Sign in").evaluate(DRAWN_BY) == "our style"
    page.keyboard.type(" And wait.")
    try_to_save(page, "Patience")
    dialog = page.get_by_role("dialog", name="Sign in and go on writing")
    dialog.get_by_label("Password").fill("wrong")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("wrong")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("is saved as revision")).to_be_visible()
    expect(page.get_by_text("Unplug it. Wait. And wait.")).to_be_visible()


@pytest.mark.parametrize("view", ["Write", "Source"])
def test_who_signed_in_again_writes_on_where_they_were(editor, address, view):
    page = editor.open(address)
    paper(page).wait_for()
    page.get_by_role("button", name=view, exact=True).click()
    page.locator(f"wiki-editor[data-view={'visual' if view == 'Write' else 'source'}]").wait_for()
    put_cursor_after(page, "Unplug it.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(" Wait.")
    status(page).get_by_role("button", name="Sign in").click()
    dialog = page.get_by_role("dialog", name="Sign in and go on writing")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    page.keyboard.type(" Then go on.")
    assert "Unplug it. Wait. Then go on." in markdown(page)


def test_text_is_not_given_to_somebody_else_who_signs_in(editor, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(" Mine.")
    page.get_by_role("button", name="Sign in").click()
    dialog = page.get_by_role("dialog", name="Sign in and go on writing")
    dialog.get_by_label("E-mail address").fill("tom.trainer@example.org")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("somebody else’s account")
    editor.open("/")
    expect(editor.page.get_by_text("Your unsaved drafts")).to_have_count(0)


def test_two_people_see_one_another_and_join_their_changes(editor, trainer, address):
    with editor.page.expect_response("**/-/presence/"):
        mine = editor.open(address)
    reading = trainer.open(address.removesuffix("-/edit/"))
    expect(reading.get_by_text("Edith Editor is editing this page since")).to_be_visible()
    theirs = trainer.open(address)
    expect(theirs.get_by_text("Edith Editor is editing this page since")).to_be_visible()
    put_cursor_after(theirs, "Sign the log.")
    theirs.keyboard.type(" Twice.")
    save(theirs, "Two logs")
    expect(theirs.get_by_text("is saved as revision")).to_be_visible()
    put_cursor_after(mine, "Unplug it.")
    mine.keyboard.type(" Wait.")
    mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(mine.get_by_text("Tom Trainer saved revision 2")).to_be_visible()
    save(mine, "Patience")
    expect(mine.get_by_role("heading", name="Look at the result")).to_be_visible()
    expect(mine.get_by_role("region", name="Changed by you")).to_contain_text("Wait.")
    expect(mine.get_by_role("region", name="Changed by Tom Trainer")).to_contain_text("Twice.")
    editor.leave()
    mine.get_by_role("button", name="Save it").click()
    expect(mine.get_by_text("Unplug it. Wait.")).to_be_visible()
    expect(mine.get_by_text("Sign the log. Twice.")).to_be_visible()


def test_clash_is_written_anew_as_it_will_be_read(editor, trainer, address):
    mine, theirs = editor.open(address), trainer.open(address)
    for page, words in ((theirs, "Wipe it **dry**."), (mine, "Wipe it *wet*.")):
        write_source(page, f"Unplug it.\n\n{words}\n\nSign the log.\n")
        save(page, "How")
        if page is theirs:
            expect(page.get_by_text("is saved as revision")).to_be_visible()
    mine.locator("wiki-conflict[data-ready]").wait_for()
    expect(mine.locator(".conflict-side strong", has_text="dry")).to_be_visible()
    box = mine.get_by_role("textbox", name="This passage, written anew")
    box.click()
    mine.keyboard.press("Control+End")
    mine.keyboard.type(" Then dry.")
    expect(mine.get_by_label("Write it anew:")).to_be_checked()
    editor.complaints.clear()  # the browser tells of the answer 409 in its console
    editor.leave()
    mine.get_by_role("button", name="Save the joined page").click()
    expect(mine.get_by_text("Wipe it wet. Then dry.")).to_be_visible()


BEFORE = "Unplug it.\n\n| Part | Torque |\n|---|---|\n"


def test_clash_in_a_row_of_a_table_is_written_anew_in_its_cells(editor, trainer):
    address = page_of_ones_own(editor, "Torques", f"{BEFORE}| Bolt | 12 |\n| Nut | 8 |\n| Screw | 3 |\n") + "-/edit/"
    mine, theirs = editor.open(address), trainer.open(address)
    for page, torque in ((theirs, 9), (mine, 7)):
        write_source(page, f"{BEFORE}| Bolt | 12 |\n| Nut | {torque} |\n| Screw | 3 |\n")
        save(page, "Measured")
        if page is theirs:
            expect(page.get_by_text("is saved as revision")).to_be_visible()
    mine.locator("wiki-conflict[data-ready]").wait_for()
    box = mine.get_by_role("textbox", name="This passage, written anew")
    expect(box.locator("tr").filter(visible=True)).to_have_text(["Nut7"])
    expect(mine.get_by_text("The box holds the Markdown")).to_be_hidden()
    box.get_by_text("7", exact=True).click()
    mine.keyboard.press("End")
    mine.keyboard.type(".5")
    expect(mine.get_by_label("Write it anew:")).to_be_checked()
    editor.complaints.clear()  # the browser tells of the answer 409 in its console
    editor.leave()
    mine.get_by_role("button", name="Save the joined page").click()
    expect(mine.locator(".prose td", has_text="7.5")).to_be_visible()
    expect(mine.locator(".prose tbody tr")).to_have_count(3)


def test_clash_in_a_warning_says_what_it_is_where_it_is_written_anew(editor, trainer, address):
    mine, theirs = editor.open(address), trainer.open(address)
    for page, words in ((theirs, "Hot oil burns."), (mine, "Hot fat burns.")):
        write_source(page, f"Unplug it.\n\n> [!DANGER]\n> {words}\n")
        save(page, "How")
        if page is theirs:
            expect(page.get_by_text("is saved as revision")).to_be_visible()
    mine.locator("wiki-conflict[data-ready]").wait_for()
    box = mine.get_by_role("textbox", name="This passage, written anew")
    title = box.get_by_role("textbox", name="Title of the box")
    expect(title).to_have_attribute("placeholder", "Danger")
    title.fill("Mind the fat")
    expect(box.get_by_role("button", name="Kind of box")).to_have_count(0)
    editor.complaints.clear()  # the browser tells of the answer 409 in its console
    editor.leave()
    mine.get_by_role("button", name="Save the joined page").click()
    expect(mine.locator(".callout-danger")).to_contain_text("Mind the fat")


def test_draft_is_shown_to_a_colleague_by_link(editor, trainer, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.keyboard.type(" Wait.")
    page.locator("summary", has_text="More about this draft").click()
    page.get_by_role("button", name="Share this draft").click()
    field = page.get_by_label("Address of the draft")
    copy = page.get_by_role("button", name="Copy the address")
    expect(field).to_have_value(re.compile("/p/drafts/"))
    assert copy.bounding_box()["y"] - bottom(field) >= 8
    link = field.input_value().removeprefix(editor.url)
    shown = trainer.open(link)
    expect(shown.get_by_text("Draft by Edith Editor")).to_be_visible()
    expect(shown.locator("ins", has_text="Wait.")).to_be_visible()
    trainer.leave()
    editor.leave()
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_role("dialog", name="Share this draft")).to_be_hidden()
    assert trainer.page.goto(trainer.url + link).status == 404
