"""Writing an SOP with the toolbar, the slash menu and links by title, by somebody who knows no Markdown."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import findings
from tests.browser.desk import page_of_ones_own, paper, put_cursor_after, save


def chosen(page, name):
    return page.get_by_role("option", name=name, selected=True)


def test_procedure_is_written_without_knowing_markdown(editor):
    page = editor.open("/handbook/kitchen/-/new/")
    page.get_by_placeholder("Title").fill("Emptying the fryer")
    paper(page).click()
    page.keyboard.type("/warn")
    expect(chosen(page, "Warning")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("Hot oil burns.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Numbered steps").click()
    page.keyboard.type("Switch it off")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("at the wall, as in [[Cleaning the ov")
    expect(chosen(page, "Cleaning the oven")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Drain it")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="Columns: 2, rows: 1").click()
    for word in ("Part", "Tool", "Basket", "Brush"):
        page.keyboard.type(word)
        if word != "Brush":
            page.keyboard.press("Tab")
    save(page, "Asked for by the kitchen")
    main = page.get_by_role("main")
    expect(main.locator(".callout-warning")).to_contain_text("Hot oil burns.")
    expect(main.locator(".prose > ol > li")).to_have_count(2)
    expect(main.locator("ol ol > li")).to_have_text("at the wall, as in Cleaning the oven")
    expect(main.locator("ol ol a")).to_have_attribute("href", "/handbook/kitchen/cleaning-the-oven/")
    expect(main.get_by_role("cell", name="Brush")).to_be_visible()
    editor.leave()


def test_menus_and_panels_are_accessible(editor):
    page = editor.open("/handbook/kitchen/cleaning-the-fryer/-/edit/")
    paper(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    expect(chosen(page, "Heading")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.get_by_label("Page or address")).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+F10")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Footnote")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Diagram", exact=True).click()
    expect(page.get_by_role("group", name="Begin the diagram with")).to_be_visible()
    assert findings(page) == []


def test_diagram_is_drawn_on_the_page(editor):
    page = editor.open("/handbook/kitchen/-/new/")
    page.get_by_placeholder("Title").fill("Who decides")
    paper(page).click()
    page.keyboard.type("/diagram")
    expect(chosen(page, "Diagram")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Steps What follows what")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".code-diagram svg")).to_be_visible()
    save(page, "Drawn")
    expect(page.get_by_role("main").locator(".diagram svg")).to_be_visible()
    editor.leave()


def test_wrong_diagram_tells_its_line_on_the_page(editor):
    text = "```mermaid\nflowchart TD\n  A --> B\n  B -> C\n```\n"
    page = editor.open(page_of_ones_own(editor, "Who decides not", text))
    told = "This diagram can't be drawn yet. Line 3 is not understood: B -> C Between two boxes stands an arrow."
    expect(page.get_by_role("main").locator(".diagram-wrong")).to_contain_text(told)
    editor.leave()


# Whether the middle of the first such thing is what one would press there.
CLEAR = """(name) => {
    const found = document.querySelector(name);
    const { left, top, width, height } = found.getBoundingClientRect();
    return found.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_covers_what_one_looks_for_nor_the_box_to_look(editor, width):
    page = editor.page
    page.set_viewport_size({"width": width, "height": 844})
    editor.open(page_of_ones_own(editor, f"Looking for it {width}", "Sign the log.\n\n" * 60) + "-/edit/")
    put_cursor_after(page, "Sign")
    page.keyboard.press("Control+f")
    assert page.evaluate(CLEAR, "[data-find-words]")
    page.keyboard.type("log")
    expect(page.get_by_text("1 of 60")).to_be_visible()
    for key in ["Enter"] * 40 + ["Shift+Enter"] * 30:
        page.keyboard.press(key)
    expect(page.get_by_text("11 of 60")).to_be_visible()
    assert page.evaluate(CLEAR, ".found-current")
    assert page.evaluate(CLEAR, "[data-find-words]")
    editor.leave()
