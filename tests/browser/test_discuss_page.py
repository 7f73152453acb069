"""Commenting on a passage, answering, and suggesting a change."""

import re

import pytest
from playwright.sync_api import expect

OVEN = "/handbook/kitchen/cleaning-the-oven/"

# Selects the words where they stand first in the text, as a reader does with the mouse or Shift and the arrow keys.
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector("wiki-prose"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at >= 0) return getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
  }
}"""


@pytest.fixture
def reader(wiki, person):
    somebody = person(wiki, viewport={"width": 1440, "height": 900})
    somebody.sign_in("rosa.reader@example.org")
    return somebody


def test_reader_comments_on_a_passage_and_an_editor_settles_it(reader, editor):
    page = reader.open(OVEN)
    expect(page.locator("wiki-discussion:defined")).to_be_attached()
    page.evaluate(SELECT, "Drain the oil.")
    page.locator("[data-compose-selection]").click()
    card = page.get_by_role("dialog", name="New comment")
    expect(card).to_contain_text("Drain the oil.")
    page.keyboard.type("Where to, @edi")
    page.get_by_role("option", name="Edith Editor").click()
    page.keyboard.type("please?")
    card.get_by_role("button", name="Send").click()
    thread = page.locator(".thread").filter(has_text="please?")
    expect(thread).to_be_visible()
    expect(page.locator("mark.passage")).to_have_text("Drain the oil.")
    page.get_by_role("button", name="Contents").click()
    expect(thread).to_be_hidden()
    page.locator("mark.passage").click()
    expect(thread).to_be_focused()
    reader.leave()

    page = editor.open(OVEN)
    expect(page.locator(".thread")).to_contain_text("@Edith Editor")
    expect(page.locator("wiki-discussion:defined")).to_be_attached()
    page.get_by_role("button", name="Comments").click()
    page.get_by_role("link", name="Reply").click()
    page.keyboard.type("Into the blue can.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment").last).to_contain_text("Into the blue can.")
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_role("link", name="1 resolved thread")).to_be_visible()
    expect(page.locator("mark.passage")).to_have_count(0)
    editor.leave()


def test_comment_on_the_page_by_keyboard_on_a_phone_is_below_the_text(wiki, person):
    nora = person(wiki, viewport={"width": 390, "height": 844})
    nora.sign_in("nora.newcomer@example.org")
    page = nora.open("/handbook/night-shift/")
    expect(page.get_by_role("heading", name="Comments")).to_be_visible()
    expect(page.locator("wiki-discussion:defined")).to_be_attached()
    page.keyboard.press("c")
    expect(page.get_by_role("dialog", name="New comment")).to_be_visible()
    page.keyboard.type("Which door?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text("Which door?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    nora.leave()


def test_reader_suggests_a_change_and_an_editor_accepts_it(reader, editor):
    page = reader.open("/handbook/kitchen/")
    page.get_by_role("link", name="Suggest a change").click()
    page.get_by_label("What should change, and why?").fill("We have a second one")
    page.get_by_role("textbox", name="Title").fill("Kitchens")
    page.get_by_role("button", name="Send suggestion").click()
    expect(page.get_by_text("The page’s editors have not decided yet.")).to_be_visible()
    reader.leave()

    page = editor.open("/handbook/kitchen/")
    page.get_by_role("link", name=re.compile("^Look at (it|them)$")).click()  # other stories may have left one
    page.get_by_role("link", name="We have a second one").first.click()
    expect(page.locator("ins").first).to_have_text("Kitchens")
    editor.leave()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Kitchens", exact=True)).to_be_visible()
    page.goto(editor.url + "/handbook/kitchen/-/history/")
    expect(page.get_by_text("suggested by Rosa Reader, accepted by Edith Editor")).to_be_visible()
