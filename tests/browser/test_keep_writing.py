"""Nothing typed is ever lost: without a network, signed out, in two windows, beside a colleague."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import markdown, page_of_ones_own, paper, put_cursor_after, save, try_to_save, write_source
from tests.conftest import PASSWORD

ON_SERVER = re.compile(r"^Saved \d")


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


def test_signed_out_writer_signs_in_on_the_same_screen_and_the_save_goes_on(editor, address):
    page = editor.open(address)
    put_cursor_after(page, "Unplug it.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(" Wait.")
    expect(status(page)).to_contain_text("You are signed out.")
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
    expect(field).to_have_value(re.compile("/p/drafts/"))
    link = field.input_value().removeprefix(editor.url)
    shown = trainer.open(link)
    expect(shown.get_by_text("Draft by Edith Editor")).to_be_visible()
    expect(shown.locator("ins", has_text="Wait.")).to_be_visible()
    trainer.leave()
    editor.leave()
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_role("dialog", name="Share this draft")).to_be_hidden()
    assert trainer.page.goto(trainer.url + link).status == 404
