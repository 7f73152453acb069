"""Tables: made, grown, moved and aligned."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TABLE = "| a | b |\n|---|:-:|\n| c | d |\n| e | f |\n"

# (text of the cell, button, source after it)
MENU = {
    "a row below": ("d", "Row below", "| a | b |\n| --- | :-: |\n| c | d |\n|  |  |\n| e | f |\n"),
    "a row above": ("d", "Row above", "| a | b |\n| --- | :-: |\n|  |  |\n| c | d |\n| e | f |\n"),
    "a row goes down": ("d", "Move row down", "| a | b |\n| --- | :-: |\n| e | f |\n| c | d |\n"),
    "a row goes up past the header": ("d", "Move row up", "| c | d |\n| --- | :-: |\n| a | b |\n| e | f |\n"),
    "a row becomes the header": (
        "f",
        "Make this row the header",
        "| e | f |\n| --- | :-: |\n| a | b |\n| c | d |\n",
    ),
    "a row goes away": ("d", "Delete row", "| a | b |\n| --- | :-: |\n| e | f |\n"),
    "the header goes away": ("b", "Delete row", "| c | d |\n| --- | :-: |\n| e | f |\n"),
    "a column to the right": (
        "c",
        "Column to the right",
        "| a |  | b |\n| --- | --- | :-: |\n| c |  | d |\n| e |  | f |\n",
    ),
    "a column to the left": (
        "c",
        "Column to the left",
        "|  | a | b |\n| --- | --- | :-: |\n|  | c | d |\n|  | e | f |\n",
    ),
    "a column goes right": ("c", "Move column right", "| b | a |\n| :-: | --- |\n| d | c |\n| f | e |\n"),
    "a column goes left": ("d", "Move column left", "| b | a |\n| :-: | --- |\n| d | c |\n| f | e |\n"),
    "a column goes away": ("d", "Delete column", "| a |\n| --- |\n| c |\n| e |\n"),
    "a column is aligned": ("c", "Right", "| a | b |\n| --: | :-: |\n| c | d |\n| e | f |\n"),
    "a column is aligned as others again": ("d", "Centre", "| a | b |\n| --- | --- |\n| c | d |\n| e | f |\n"),
    "the table goes away": ("d", "Delete table", ""),
}


def cells(source):
    """The cells of each line, whatever the space around them."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in source.splitlines()]


@pytest.mark.parametrize("case", MENU)
def test_menu_of_a_table(tools, tool_page, case):
    cell, button, expected = MENU[case]
    tools("open", TABLE)
    tools("select", cell, {"cursor": True})
    tool_page.get_by_role("button", name="Rows and columns").click()
    tool_page.get_by_role("group", name="This table").get_by_role("button", name=button, exact=True).click()
    assert cells(tools("source")) == cells(expected)


def test_header_has_no_row_above_it(tools, tool_page):
    tools("open", TABLE)
    tools("select", "b", {"cursor": True})
    tool_page.get_by_role("button", name="Rows and columns").click()
    expect(tool_page.get_by_role("button", name="Row above")).to_have_attribute("aria-disabled", "true")
    tool_page.keyboard.press("Escape")
    assert tools("source") == TABLE


def test_new_table_of_the_picked_size(tools, tool_page):
    tools("open", "a\n\nb\n")
    tools("select", "a", {"cursor": True})
    tool_page.get_by_role("button", name="Table", exact=True).click()
    tool_page.get_by_role("button", name="Columns: 2, rows: 1").click()
    tool_page.keyboard.type("x")
    tool_page.keyboard.press("Tab")
    tool_page.keyboard.type("y")
    tool_page.keyboard.press("Tab")
    tool_page.keyboard.type("z")
    assert tools("source") == "a\n\n| x | y |\n| --- | --- |\n| z |  |\n\nb\n"


def test_new_table_by_keys_alone(tools, tool_page):
    tools("open", "a\n")
    tools("toEnd")
    tool_page.keyboard.press("Enter")
    tool_page.keyboard.type("/table")
    tool_page.keyboard.press("Enter")
    expect(tool_page.get_by_role("button", name="Columns: 1, rows: 1")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        tool_page.keyboard.press(key)
    tool_page.keyboard.type("x")
    tool_page.keyboard.press("Control+Enter")
    tool_page.keyboard.type("after")
    assert tools("source") == "a\n\n| x |  |\n| --- | --- |\n|  |  |\n|  |  |\n\nafter\n"


def test_header_is_aligned_as_its_column(tools, tool_page):
    tools("open", "| Part | Litres |\n| --- | --: |\n| Tank | 40 |\n")
    sides = tool_page.locator(".ProseMirror th").evaluate_all(
        "(all) => all.map((th) => getComputedStyle(th).textAlign)"
    )
    assert [side.removeprefix("-webkit-") for side in sides] == ["start", "right"]


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_menu_of_a_table_is_there_at_a_glance_and_escape_closes_it(tools, tool_page, size):
    before = tool_page.viewport_size
    tool_page.set_viewport_size({"width": size[0], "height": size[1]})
    tools("open", TABLE)
    tools("select", "d", {"cursor": True})
    tool_page.get_by_role("button", name="Rows and columns").click()
    menu = tool_page.locator("[data-panel=table-menu]")
    expect(menu).to_be_visible()
    hidden = "(menu) => [menu.scrollHeight - menu.clientHeight, menu.scrollWidth - menu.clientWidth]"
    assert menu.evaluate(hidden) == [0, 0]
    tool_page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    tool_page.set_viewport_size(before)
