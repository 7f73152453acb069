"""Editing, alone and with somebody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import markdown, page_of_ones_own, paper, put_cursor_after, save, write_source
from tests.pages.photographs import drawn, saved

NIGHT = "/handbook/night-shift/"


def test_editor_changes_a_page_and_says_why(editor):
    page = editor.open("/handbook/kitchen/")
    page.keyboard.press("e")
    put_cursor_after(page, "All about the kitchen")
    page.keyboard.type(" and the ")
    page.keyboard.press("Control+b")
    page.keyboard.type("cold room")
    assert markdown(page) == "All about the kitchen and the **cold room**.\n"
    save(page, "The cold room is ours now")
    expect(page.get_by_text("is saved as revision")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("cold room", exact=True)).to_be_visible()
    page.get_by_role("link", name="History").first.click()
    expect(page.get_by_text("The cold room is ours now")).to_be_visible()
    editor.leave()


def test_desk_is_accessible(editor):
    page = editor.open("/handbook/kitchen/cleaning-the-grill/-/edit/")
    paper(page).wait_for()
    editor.leave()


def test_preview_is_the_page(editor):
    page = editor.open("/handbook/kitchen/-/edit/")
    write_source(page, "> [!WARNING]\n> Hot oil.\n")
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator("[data-preview] .callout-warning")).to_be_visible()
    editor.leave()


def test_control_s_asks_for_the_reason_and_then_saves(editor):
    page = editor.open(page_of_ones_own(editor, "Cleaning the hob") + "-/edit/")
    paper(page).press_sequentially("Careful. ")
    page.keyboard.press("Control+s")
    expect(page.get_by_label("What changed and why?")).to_be_focused()
    page.keyboard.type("Somebody got burnt")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("is saved as revision")).to_be_visible()


def test_writer_saves_and_goes_on(editor):
    page = editor.open(page_of_ones_own(editor, "Cleaning the hood") + "-/edit/")
    put_cursor_after(page, "Sign the log")
    page.keyboard.type(" at once")
    page.get_by_label("What changed and why?").fill("In time")
    page.get_by_label("Minor change").check()
    page.keyboard.press("Control+Shift+s")
    expect(page.get_by_text("Saved as revision")).to_be_visible()
    expect(page.get_by_label("Minor change")).not_to_be_checked()
    put_cursor_after(page, "at once")
    page.keyboard.type(" and in ink")
    save(page, "Ink lasts")
    expect(page.get_by_text("Sign the log at once and in ink.")).to_be_visible()
    page.get_by_role("link", name="History").first.click()
    expect(page.locator(".moment", has_text="In time").get_by_text("Minor")).to_be_visible()
    expect(page.locator(".moment", has_text="Ink lasts").get_by_text("Minor")).to_have_count(0)


def test_new_page_is_made_below_another(editor):
    page = editor.open("/handbook/kitchen/-/new/")
    page.get_by_placeholder("Title").fill("Sharpening knives")
    paper(page).click()
    page.keyboard.type("Use the steel.")
    save(page, "Asked for by the night shift")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sharpening knives")
    expect(page.get_by_role("navigation").get_by_role("link", name="Sharpening knives").first).to_be_visible()
    editor.leave()


def test_conflicting_edits_show_all_texts_and_lose_nothing(editor, trainer):
    mine, theirs = editor.open(NIGHT + "-/edit/"), trainer.open(NIGHT + "-/edit/")
    write_source(theirs, "Lock both doors.\n\nPut out the lights.\n")
    save(theirs, "There are two doors")
    expect(theirs.get_by_text("is saved as revision")).to_be_visible()
    write_source(mine, "Lock the front door.\n\nPut out the lights.\n")
    save(mine, "Which door")
    sides = mine.locator(".conflict-side")
    expect(sides.filter(has_text="Yours").locator("ins:visible")).to_have_text("front")
    expect(sides.filter(has_text="Tom’s").locator("ins:visible")).to_have_text("both doors")
    editor.complaints.clear()  # the browser tells of the answer 409 in its console
    assert not editor.complaints
    mine.get_by_label("Write it anew:").check()
    mine.get_by_role("textbox", name="This passage, written anew").fill("Lock both front doors.")
    mine.get_by_role("button", name="Save the joined page").click()
    expect(mine.get_by_text("Lock both front doors.")).to_be_visible()
    expect(mine.get_by_text("Put out the lights.")).to_be_visible()
    editor.leave()


def test_unsaved_text_waits_after_the_tab_is_closed(editor):
    address = page_of_ones_own(editor, "Cleaning the sink") + "-/edit/"
    page = editor.open(address)
    paper(page).press_sequentially("Unsaved words. ")
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    page.close(run_before_unload=False)
    editor.page = page.context.new_page()
    page = editor.open(address)
    page.get_by_role("button", name="Put it back").click()
    expect(paper(page)).to_contain_text("Unsaved words.")


def test_draft_goes_on_on_another_device_with_its_picture(editor, wiki, person):
    address = page_of_ones_own(editor, "Cleaning the door") + "-/edit/"
    page = editor.open(address)
    text = paper(page)
    text.press_sequentially("Begun at the desk. ")
    page.locator("input[name=uploads]").set_input_files(
        {"name": "door.png", "mimeType": "image/png", "buffer": saved(drawn(80, 60), "PNG")}
    )
    expect(page.locator("[data-attachments] a", has_text="door.png")).to_be_visible()
    with page.expect_response(lambda answer: "/-/draft/" in answer.url):
        text.press_sequentially("x")
    phone = person(wiki)
    phone.sign_in("edith.editor@example.org")
    other = phone.open(address)
    other.get_by_role("button", name="Put it back").click()
    expect(paper(other)).to_contain_text("Begun at the desk.")
    expect(other.locator("[data-attachments] a", has_text="door.png")).to_be_visible()
    phone.leave()
    save(other, "A picture of the door")
    expect(other.get_by_role("main").locator("img[src*='door.png']")).to_be_attached()


def test_long_title_is_seen_whole_and_enter_leads_to_the_text(editor):
    page = editor.open("/handbook/kitchen/-/new/")
    title = page.get_by_placeholder("Title")
    page.locator("wiki-editor[data-ready]").wait_for()
    title.fill("What to do\nwhen the freezer alarm of the second cold room sounds while nobody who knows it is there")
    assert title.evaluate("field => field.scrollHeight <= field.clientHeight && field.clientHeight > 60")
    title.press("Enter")
    page.keyboard.type("Stay calm.")
    assert markdown(page).strip() == "Stay calm."
    save(page, "First version")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^What to do when the freezer alarm"))


@pytest.mark.parametrize(("button", "view"), [("Write", "visual"), ("Source", "source")])
def test_line_with_the_cursor_stays_clear_of_the_bars(editor, button, view):
    page = editor.open(page_of_ones_own(editor, f"Cleaning the long bench ({view})", "Wipe.\n\n" * 80) + "-/edit/")
    put_cursor_after(page, "Wipe.")
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(f"wiki-editor[data-view={view}]").wait_for()
    paper(page).click(position={"x": 40, "y": 30})
    for _line in range(24):
        page.keyboard.press("Enter")
    page.keyboard.type("Here.")
    line = paper(page).locator("p, .cm-line", has_text="Here.").bounding_box()
    assert line["y"] + line["height"] < page.locator(".savebar").bounding_box()["y"]
