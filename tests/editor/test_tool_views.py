"""What stands in the text to be pressed or filled in: boxes, kinds, languages, source."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_ticking_a_task(tools, tool_page):
    tools("open", "- [ ] gloves\n- [x] goggles\n")
    tool_page.get_by_role("checkbox", name="To do").check()
    assert tools("source") == "- [x] gloves\n- [x] goggles\n"
    tool_page.get_by_role("checkbox", name="Done").last.uncheck()
    assert tools("source") == "- [x] gloves\n- [ ] goggles\n"


def test_callout_gets_a_title(tools, tool_page):
    tools("open", "> [!WARNING]\n> Hot.\n")
    tool_page.get_by_role("textbox", name="Title of the box").fill("Mind the oil")
    assert tools("source") == "> [!WARNING] Mind the oil\n> Hot.\n"
    tool_page.get_by_role("textbox", name="Title of the box").fill("")
    assert tools("source") == "> [!WARNING]\n> Hot.\n"


def test_callout_gets_another_kind_by_its_icon(tools, tool_page):
    tools("open", 'a\n\n!!! warning "Mind"\n    Hot.\n')
    tool_page.get_by_role("button", name="Kind of box: Warning").click()
    tool_page.get_by_role("button", name="Danger", exact=True).click()
    assert tools("source") == 'a\n\n!!! danger "Mind"\n    Hot.\n'


def test_callout_loses_its_box(tools, tool_page):
    tools("open", "> [!TIP]\n> Hot.\n>\n> Very.\n")
    tool_page.get_by_role("button", name="Kind of box: Tip").click()
    tool_page.get_by_role("button", name="Without a box").click()
    assert tools("source") == "Hot.\n\nVery.\n"


def test_code_gets_a_language(tools, tool_page):
    tools("open", "```\nprint(1)\n```\n")
    tool_page.get_by_role("combobox", name="Language of the code").fill("python")
    tool_page.keyboard.press("Enter")
    tool_page.keyboard.type("x")
    assert tools("source") == "```python\nxprint(1)\n```\n"


def test_source_that_became_readable_is_no_source_any_more(tools, tool_page):
    tools("open", "<div>\nraw\n</div>\n\nb\n")
    expect(tool_page.get_by_text("HTML", exact=True)).to_be_visible()
    tools("select", "<div>")
    tool_page.keyboard.type("plain")
    assert tools("source") == "plain\nraw\n</div>\n\nb\n"
    tools("select", "b")
    expect(tool_page.locator(".ProseMirror > p").first).to_contain_text("plain")
    assert tools("source") == "plain\nraw\n</div>\n\nb\n"


def test_toolbar_is_one_stop_with_arrow_keys(tools, tool_page):
    tools("open", "a **b** c\n")
    tools("select", "b")
    expect(tool_page.get_by_role("button", name="Bold", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(tool_page.get_by_role("button", name="Sub-step")).to_have_attribute("aria-disabled", "true")
    tool_page.keyboard.press("Alt+F10")
    expect(tool_page.get_by_role("button", name="Undo")).to_be_focused()
    for _step in range(3):
        tool_page.keyboard.press("ArrowRight")
    expect(tool_page.get_by_role("button", name="Bold", exact=True)).to_be_focused()
    assert tool_page.locator("[data-toolbar] button[tabindex='0']").count() == 1
    tool_page.keyboard.press("Enter")
    assert tools("source") == "a b c\n"


def test_kind_of_block_is_said_and_chosen(tools, tool_page):
    tools("open", "a\n\n## b\n")
    tools("select", "b", {"cursor": True})
    kind = tool_page.get_by_role("button", name="Kind of block:")
    expect(kind).to_contain_text("Heading")
    kind.click()
    tool_page.get_by_role("button", name="Smaller heading").click()
    assert tools("source") == "a\n\n### b\n"
    expect(kind).to_contain_text("Smaller heading")


def test_what_does_not_fit_waits_behind_more(tools, tool_page):
    tools("open", "a\n")
    tool_page.evaluate("root.style.width = '390px'")
    tools("select", "a")
    more = tool_page.get_by_role("button", name="More", exact=True)
    expect(tool_page.get_by_role("button", name="Numbered steps")).to_be_hidden()
    more.click()
    tool_page.get_by_role("button", name="Numbered steps").click()
    tool_page.evaluate("root.style.width = ''")
    expect(tool_page.locator("[data-toolbar]").get_by_role("button", name="Numbered steps")).to_be_visible()
    assert tools("source") == "1. a\n"
