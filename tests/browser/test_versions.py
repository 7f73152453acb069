"""Seeing what changed, and going back."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import findings
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


SHEET = "Wipe it.\n\n| Part | Torque |\n|---|---|\n| Nut | {} |\n\n> [!WARNING]\n> Hot {}.\n\n1. Wait {} minutes.\n"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_comparisons_and_conflicts_are_accessible(wiki, person, scheme, width):
    viewport = {"width": width, "height": 900}
    somebody = person(wiki, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    somebody.sign_in("edith.editor@example.org")
    address = page_of_ones_own(somebody, f"Accessible {scheme} {width}", SHEET.format(8, "oil", 8))
    late = somebody.page.context.new_page()
    late.goto(f"{somebody.url}{address}-/edit/")
    page = somebody.open(address + "-/edit/")
    write_source(page, SHEET.format(9, "**fat**", 9))
    save(page, "Measured")
    expect(page.get_by_text("is saved as revision")).to_be_visible()
    for view in ("rendered", "split", "inline"):
        somebody.open(f"{address}-/compare/1..2/?view={view}").locator("ins").first.wait_for()
        assert findings(page) == [], view
    write_source(late, SHEET.format(7, "water", 7))
    save(late, "Measured again")
    late.locator("wiki-conflict[data-ready]").wait_for()
    for more in late.locator("main details").all():
        more.locator("summary").click()
    assert findings(late) == []


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
