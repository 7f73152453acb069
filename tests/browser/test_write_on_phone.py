"""Writing with a thumb: a narrow screen, no mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import findings
from tests.browser.desk import bottom, markdown, page_of_ones_own, paper, put_cursor_after
from tests.browser.test_discuss_page import SELECT

# Whether the first comment ends above the bar for the thumb.
CLEAR = """() => {
    const box = (name) => document.querySelector(name).getBoundingClientRect();
    return box(".comment").bottom <= box(".thumb").top;
}"""


@pytest.fixture
def phone(wiki, person):
    somebody = person(wiki, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    somebody.sign_in("edith.editor@example.org")
    return somebody


def test_tools_are_one_line_that_is_slid_with_steps_first(phone):
    page = phone.open(page_of_ones_own(phone, "Steps by thumb") + "-/edit/")
    paper(page).tap()
    bar = page.get_by_role("toolbar", name="Formatting").filter(visible=True)
    left = {
        name: bar.get_by_role("button", name=name, exact=True).bounding_box()["x"]
        for name in ("Numbered steps", "List", "Checklist", "Bold", "Struck out", "Picture")
    }
    assert max(left["Numbered steps"], left["List"], left["Checklist"]) < left["Bold"] < left["Struck out"]
    assert left["Picture"] > 390
    expect(bar.get_by_role("button", name="Numbered steps")).to_be_in_viewport(ratio=1)
    expect(bar.get_by_role("button", name="More")).to_be_in_viewport(ratio=1)
    bar.get_by_role("button", name="Picture").scroll_into_view_if_needed()
    expect(bar.get_by_role("button", name="Picture")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.leave()


def test_menus_stay_clear_of_the_save_bar(phone):
    page = phone.open(page_of_ones_own(phone, "Menus by thumb", "Wipe.\n\n" * 6 + "End.\n") + "-/edit/")
    put_cursor_after(page, "End.")
    bar = page.get_by_role("toolbar", name="Formatting").filter(visible=True)
    bar.get_by_role("button", name="Table").tap()
    sizes = page.get_by_role("group", name="Size of the table")
    expect(sizes).to_be_visible()
    assert bottom(sizes) <= bar.bounding_box()["y"]
    page.keyboard.press("Escape")
    put_cursor_after(page, "End.")
    page.keyboard.type(" [[Clean")
    pages = page.get_by_role("listbox")
    expect(pages.get_by_role("option").first).to_contain_text("Clean")
    fresh = pages.get_by_role("option", name="Clean Not there yet")
    expect(fresh).to_be_in_viewport(ratio=1)
    assert bottom(pages) <= bar.bounding_box()["y"]
    assert findings(page) == []


def test_comment_on_a_passage_is_written_and_read_on_its_page(phone):
    address = page_of_ones_own(phone, "Words by thumb", "Drain the oil.\n\n" + "Wait.\n\n" * 30)
    page = phone.open(address)
    expect(page.locator("wiki-discussion:defined")).to_be_attached()
    page.evaluate(SELECT, "Drain the oil.")
    page.locator("[data-compose-selection]").tap()
    card = page.get_by_role("dialog", name="New comment")
    expect(card).to_contain_text("Drain the oil.")
    page.keyboard.type("Where to, @edi")
    person = page.get_by_role("option", name="Edith Editor")
    expect(person).to_be_in_viewport(ratio=1)
    card.get_by_role("button", name="Send").tap(trial=True)  # the names do not cover it
    person.tap()
    page.keyboard.type("? Where to?")
    card.get_by_role("button", name="Send").tap()
    comment = page.locator(".comment").filter(has_text="Where to?")
    expect(comment).to_be_in_viewport()
    assert page.url.startswith(f"{phone.url}{address}#comment-")
    page.wait_for_function(CLEAR)  # it glides there
    phone.leave()


TABLE = "| Part | Torque |\n|---|---|\n| Bolt | 12 |\n| Nut | 8 |\n"
# How much of the words of a table its handle hides, in square pixels.
HIDDEN = """() => {
    const handle = document.querySelector(".table-handle").getBoundingClientRect();
    const along = (one, from, to) => Math.max(0, Math.min(one[to], handle[to]) - Math.max(one[from], handle[from]));
    const words = [...document.querySelectorAll(".ProseMirror td p")].map((paragraph) => {
        const range = new Range();
        range.selectNodeContents(paragraph);
        return range.getBoundingClientRect();
    });
    return words.reduce((sum, one) => sum + along(one, "left", "right") * along(one, "top", "bottom"), 0);
}"""


def by_handle(page, cell, act):
    """Taps a cell, its handle, and what is to be done with its row or column."""
    paper(page).get_by_text(cell, exact=True).tap()
    handle = paper(page).get_by_role("button", name="Rows and columns")
    expect(handle).to_be_in_viewport(ratio=1)
    box = handle.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    assert page.evaluate(HIDDEN) == 0
    handle.tap()
    page.get_by_role("group", name="This table").get_by_role("button", name=act, exact=True).tap()


def test_rows_and_columns_of_a_table_are_made_moved_and_deleted(phone):
    page = phone.open(page_of_ones_own(phone, "Tables by thumb", TABLE) + "-/edit/")
    by_handle(page, "Bolt", "Row below")
    page.keyboard.type("Screw")
    by_handle(page, "Nut", "Move row up")
    by_handle(page, "Nut", "Move row up")
    assert markdown(page) == "| Part | Torque |\n|---|---|\n| Nut | 8 |\n| Bolt | 12 |\n| Screw |  |\n"
    by_handle(page, "Nut", "Move row down")
    by_handle(page, "Nut", "Delete row")
    by_handle(page, "Screw", "Column to the right")
    page.keyboard.type("blue")
    by_handle(page, "blue", "Move column left")
    by_handle(page, "12", "Delete column")
    paper(page).get_by_role("columnheader").first.tap()
    page.keyboard.type("Colour")
    expect(paper(page).get_by_role("row")).to_have_text(["ColourPart", "Bolt", "blueScrew"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.leave()


@pytest.mark.parametrize("row", [1, 7, 14])
def test_menu_of_a_table_leaves_the_cell_in_sight(phone, row):
    rows = "".join(f"| Bolt {number} | 12 |\n" for number in range(1, 15))
    page = phone.open(
        page_of_ones_own(phone, f"Long table {row}", "| Part | Torque |\n|---|---|\n" + rows + "\nEnd.\n" * 9)
        + "-/edit/"
    )
    cell = paper(page).get_by_text(f"Bolt {row}", exact=True)
    menu = page.get_by_role("group", name="This table")
    bar = page.get_by_role("toolbar", name="Formatting").filter(visible=True)
    for opener in (bar.get_by_role("button", name="Table"), paper(page).get_by_role("button", name="Rows and columns")):
        cell.tap()
        opener.tap()
        expect(menu).to_be_in_viewport(ratio=1)
        assert bottom(menu) <= bar.bounding_box()["y"]
        assert bottom(cell) <= menu.bounding_box()["y"] or bottom(menu) <= cell.bounding_box()["y"]
        page.keyboard.press("Escape")
    phone.leave()


def test_bar_has_the_table_first_while_one_writes_in_it(phone):
    page = phone.open(page_of_ones_own(phone, "Table tool by thumb", TABLE + "\nEnd.\n") + "-/edit/")
    table = page.get_by_role("toolbar", name="Formatting").get_by_role("button", name="Table")
    paper(page).get_by_text("End.").tap()
    expect(table).not_to_be_in_viewport()
    paper(page).get_by_text("Nut").tap()
    expect(table).to_be_in_viewport(ratio=1)
    table.tap()
    page.get_by_role("button", name="Delete row").tap()
    assert markdown(page) == TABLE.replace("| Nut | 8 |\n", "") + "\nEnd.\n"
    phone.leave()
