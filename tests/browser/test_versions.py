"""Seeing what changed, and going back."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import page_of_ones_own, save, write_source

FRYER = "/handbook/kitchen/cleaning-the-fryer/"


def test_two_revisions_are_compared_in_three_views(editor):
    page = editor.open(FRYER + "-/compare/1..2/")
    expect(page.locator("del").first).to_have_text("40")
    expect(page.locator("ins").first).to_have_text("50")
    page.keyboard.press("n")
    expect(page.locator("#change-1")).to_be_in_viewport()
    for view in ("Side by side", "Inline"):
        page.get_by_role("link", name=view).click()
        expect(page.locator("ins").first).to_have_text("50")
    editor.leave()


LONG = "```\n" + "Wait.\n" * 90 + "```\n\n"


@pytest.mark.parametrize(
    ("motion", "anchor", "at_change"),
    [("no-preference", "", True), ("reduce", "", False), ("no-preference", "#main", False)],
)
def test_comparison_opens_at_the_first_change(wiki, person, motion, anchor, at_change):
    somebody = person(wiki, reduced_motion=motion)
    somebody.sign_in("edith.editor@example.org")
    address = page_of_ones_own(somebody, f"Long list {motion} {anchor}", LONG + "Wipe it.\n")
    page = somebody.open(address + "-/edit/")
    write_source(page, LONG + "Dry it.\n")
    save(page, "The last of them")
    expect(page.get_by_text("is saved as revision")).to_be_visible()
    page = somebody.open(f"{address}-/compare/1..2/{anchor}")
    page.locator("wiki-compare").wait_for()
    page.evaluate("document.fonts.ready")
    seen = expect(page.locator("#change-1"))
    seen.to_be_in_viewport() if at_change else seen.not_to_be_in_viewport()
    page.keyboard.press("n")
    expect(page.locator("#change-1")).to_be_in_viewport()


def test_trainer_restores_and_sees_first_what_is_lost(trainer):
    page = trainer.open("/handbook/kitchen/cleaning-the-grill/-/history/1/")
    page.get_by_role("link", name="Restore").first.click()
    expect(page.get_by_text("Faster").first).to_be_visible()
    trainer.leave()
    page.get_by_label("Why do you restore it?").fill("40 °C is the rule")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("is the text again")).to_be_visible()
    expect(page.get_by_text("Let the oil cool to 40 °C.")).to_be_visible()


def test_editor_is_told_whom_to_ask(editor):
    page = editor.open(FRYER + "-/history/")
    expect(page.get_by_text("Tom Trainer").first).to_be_visible()
    expect(page.get_by_role("link", name="Restore")).to_have_count(0)
    editor.leave()
