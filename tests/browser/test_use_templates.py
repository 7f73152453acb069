"""Templates that are filled in, a text that many pages show, and many pages changed at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.desk import markdown, paper, put_cursor_after, write_source
from tests.conftest import ROOT


@pytest.fixture(scope="session", autouse=True)
def _workshop(seeded: Path) -> None:
    """The space that these stories play in."""
    environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(seeded)}
    subprocess.run([sys.executable, "-m", "tests.browser.workshop_seed"], cwd=ROOT, env=environ, check=True)


def save(page, reason):
    """Saves, and waits for the page as readers meet it."""
    desk.save(page, reason)
    expect(
        page.locator(".message-success").filter(has_text="revision").or_(page.get_by_text("is there now."))
    ).to_be_visible()


def choose_in_menu(page, name):
    page.locator("main summary", has_text="More about this page").click()
    page.get_by_role("link", name=name).click()


def test_a_good_page_becomes_a_template_and_a_new_page_begins_from_it(editor):
    page = editor.open("/workshop/oiling-the-lathe/")
    choose_in_menu(page, "Make a template from this page")
    page.get_by_label("Title of the template").fill("Oiling a machine")
    page.get_by_role("button", name="Make the template").click()
    machine, day = page.get_by_role("group", name="Field 1"), page.get_by_role("group", name="Field 2")
    machine.get_by_label("Name").fill("Machine")
    machine.get_by_label("Kind").select_option("A choice")
    machine.get_by_label("Choices").fill("Press\nSaw")
    machine.get_by_label("Must be filled in").check()
    day.get_by_label("Name").fill("From")
    day.get_by_label("Kind").select_option("A date")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Edit", exact=True).click()
    write_source(page, "Oil  the {{field: Machine}} *every* Friday.\n")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(paper(page).locator(".template-field")).to_contain_text("Machine")
    put_cursor_after(page, "Friday.")
    page.keyboard.type(" From /field")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_role("option", name="From").click()
    expect(paper(page).locator(".template-field")).to_have_count(2)
    assert markdown(page) == "Oil  the {{field: Machine}} *every* Friday. From {{field: From}}\n"
    save(page, "A place for the machine")
    expect(page.get_by_role("main").locator(".template-field")).to_have_text(["Machine", "From"])
    page.goto(f"{editor.url}/workshop/machines/-/new/")
    page.get_by_role("link", name="Oiling a machine").last.click()
    page.get_by_label("Title of the new page").fill("Oiling the press")
    page.get_by_label("Machine").select_option("Press")
    page.get_by_label("From").fill("2026-03-01")
    page.get_by_role("button", name="Go on to the text").click()
    paper(page).wait_for()
    assert "Oil  the Press *every* Friday. From 1 March 2026" in markdown(page)
    save(page, "The press needs it too")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oiling the press")
    expect(page.get_by_role("row", name="Machine Press")).to_be_visible()
    expect(page.get_by_role("row", name="From 1 March 2026")).to_be_visible()
    editor.leave()


def test_templates_make_room_once_one_writes(editor):
    page = editor.open("/workshop/machines/lathe/-/template/")
    page.get_by_role("button", name="Offer this page as a template").click()
    page = editor.open("/workshop/machines/-/new/")
    shelf = page.get_by_role("navigation", name="Begin from a template")
    expect(shelf.get_by_role("link", name="Lathe")).to_be_visible()
    paper(page).click()
    page.keyboard.type("Use the steel.")
    expect(shelf.get_by_role("link", name="Lathe")).to_be_hidden()
    editor.leave()
    shelf.get_by_text("Begin from a template").click()
    expect(shelf.get_by_role("link", name="Lathe")).to_be_visible()


def test_fields_are_asked_for_without_javascript(wiki, person):
    somebody = person(wiki, java_script_enabled=False)
    somebody.sign_in("edith.editor@example.org")
    page = somebody.open("/workshop/old-sheets/-/template/")
    page.get_by_role("button", name="Offer this page as a template").click()
    page.get_by_role("group", name="Field 1").get_by_label("Name").fill("Number")
    page.get_by_role("group", name="Field 1").get_by_label("Must be filled in").check()
    page.get_by_role("button", name="Save", exact=True).click()
    somebody.open("/workshop/-/new/")
    page.get_by_role("link", name="Old sheets").click()
    page.get_by_label("Title of the new page").fill("Sheet 7")
    page.locator("form.form").evaluate("(form) => (form.noValidate = true)")
    page.get_by_role("button", name="Go on to the text").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    expect(page.get_by_label("Title of the new page")).to_have_value("Sheet 7")
    page.get_by_label("Number").fill("7")
    page.get_by_role("button", name="Go on to the text").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("| Field | Value |\n| --- | --- |\n| Number | 7 |\n")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("cell", name="7", exact=True)).to_be_visible()


def test_one_text_is_shown_on_another_page_and_follows_its_changes(editor):
    page = editor.open("/workshop/who-to-call/")
    choose_in_menu(page, "Use as a snippet")
    page.get_by_role("button", name="Make it a snippet").click()
    expect(page.get_by_text("{{snippet: who-to-call}}", exact=True)).to_be_visible()
    editor.open("/workshop/in-an-emergency/-/edit/")
    put_cursor_after(page, "Stop the machine.")
    page.keyboard.press("Enter")
    page.keyboard.type("/snippet")
    expect(page.get_by_role("option", name="Snippet", selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Who to call").click()
    assert markdown(page) == "Stop the machine.\n\n{{snippet: who-to-call}}\n"
    save(page, "Then call")
    expect(page.get_by_role("main").get_by_text("The shift lead: 214.")).to_be_visible()
    expect(page.get_by_role("complementary").get_by_role("link", name="Who to call")).to_be_visible()
    editor.open("/workshop/who-to-call/-/edit/")
    write_source(page, "The shift lead: 215.\n")
    save(page, "A new number")
    editor.open("/workshop/in-an-emergency/")
    expect(page.get_by_role("main").get_by_text("The shift lead: 215.")).to_be_visible()
    editor.open("/workshop/in-an-emergency/-/history/2/")
    expect(page.get_by_text("The shift lead: 214.")).to_be_visible()
    expect(page.get_by_text("Changed since:")).to_be_visible()
    editor.open("/workshop/in-an-emergency/-/edit/")
    put_cursor_after(page, "Stop the machine.")
    page.keyboard.type(" At once.")
    save(page, "Quicker")
    expect(page.get_by_role("main").get_by_text("Stop the machine. At once.")).to_be_visible()
    editor.open("/workshop/in-an-emergency/-/compare/2..3/")
    expect(page.get_by_text("Snippet changed")).to_be_visible()
    expect(page.get_by_role("link", name="revision 2 to 3")).to_be_visible()
    editor.leave()


def test_a_branch_goes_to_the_trash_and_a_trainer_brings_it_back_at_once(editor, trainer):
    page = editor.open("/workshop/-/tree/")
    page.get_by_role("link", name="Select pages").click()
    expect(page.get_by_text("No page selected")).to_be_visible()
    page.get_by_label("with all below Machines").check()
    page.get_by_label("Old sheets", exact=True).check()
    expect(page.get_by_role("status").filter(has_text="selected")).to_contain_text("pages selected")
    page.get_by_role("button", name="Trash").click()
    expect(page.get_by_text("pages below go along")).to_be_visible()
    page.get_by_label("Why?").fill("The machines were sold")
    page.get_by_role("button", name="Move to the trash").click()
    expect(page.get_by_text("Done.")).to_be_visible()
    editor.leave()
    back = trainer.open(page.url.removeprefix(editor.url))
    back.get_by_role("button", name="Recover them all").click()
    expect(back.get_by_role("heading", name="Pages recovered from the trash")).to_be_visible()
    back.goto(f"{trainer.url}/workshop/machines/press/-/history/")
    expect(back.get_by_text("The machines were sold")).to_be_visible()
    expect(back.get_by_text("as one with").first).to_be_visible()
    trainer.leave()


def test_pages_are_moved_and_tagged_together_and_moved_back(editor):
    page = editor.open("/workshop/-/selection/")
    page.get_by_label("Lathe", exact=True).click()
    page.get_by_label("Saw", exact=True).click(modifiers=["Shift"])
    expect(page.get_by_text("3 pages selected")).to_be_visible()
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_label("Below the page").select_option(label="Workshop")
    page.get_by_label("Why?").fill("All sheets in one place")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("to /workshop/lathe/")).to_be_visible()
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_text("Done.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="Pages moved back")).to_be_visible()
    editor.open("/workshop/-/selection/")
    page.get_by_role("button", name="Select all").click()
    page.get_by_role("button", name="Tags").click()
    page.get_by_label("Add these tags").fill("workshop")
    page.get_by_label("Why?").fill("To find them from everywhere")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("gets workshop").first).to_be_visible()
    editor.leave()
