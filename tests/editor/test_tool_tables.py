"""Tables: made, grown, moved, aligned and pasted."""

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
    tool_page.get_by_role("button", name="2 columns, 1 rows").click()
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
    expect(tool_page.get_by_role("button", name="1 columns, 1 rows")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        tool_page.keyboard.press(key)
    tool_page.keyboard.type("x")
    tool_page.keyboard.press("Control+Enter")
    tool_page.keyboard.type("after")
    assert tools("source") == "a\n\n| x |  |\n| --- | --- |\n|  |  |\n|  |  |\n\nafter\n"


EXCEL = """<html><body><!--StartFragment--><table border=0 width=87 style='border-collapse:collapse'>
<col width=87><tr height=20 style='height:15.0pt'><td class=xl65 style='color:red'>Part</td><td>Time</td></tr>
<tr><td>Basket</td><td align=right>5</td></tr></table><!--EndFragment--></body></html>"""
WORD = """<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Step</b></p></td><td><p>Who</p></td></tr>
<tr><td colspan=2><p>Drain</p><p>the oil</p></td></tr><tr><td rowspan=2>x</td><td>y</td></tr>
<tr><td>z</td></tr></table>"""
PASTED = {
    "from Excel": ({"text/html": EXCEL}, "| Part | Time |\n| --- | --- |\n| Basket | 5 |\n"),
    "from Word, with cells over several": (
        {"text/html": WORD},
        "| **Step** | Who |\n| --- | --- |\n| Drain<br>the oil |  |\n| x | y |\n|  | z |\n",
    ),
    "as lines with tabs": (
        {"text/plain": "Part\tTime\nBasket\t5\n"},
        "| Part | Time |\n| --- | --- |\n| Basket | 5 |\n",
    ),
}
PASTE = """(given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


@pytest.mark.parametrize("case", PASTED)
def test_pasted_table(tools, tool_page, case):
    given, expected = PASTED[case]
    tools("open", "a\n")
    tools("toEnd")
    tool_page.keyboard.press("Enter")
    tool_page.evaluate(PASTE, given)
    assert tools("source") == "a\n\n" + expected
    assert tools("isFaithful")


def test_cells_pasted_into_a_table_take_their_places(tools, tool_page):
    tools("open", TABLE)
    tools("select", "d", {"cursor": True})
    tool_page.evaluate(PASTE, {"text/html": "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>"})
    assert cells(tools("source")) == cells("| a | b |\n|---|:-:|\n| c | 1 |\n| e | 2 |\n")
