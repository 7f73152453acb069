"""Pictures: described in words, sized, with captions."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PICTURE = "Look.\n\n![door](door.png)\n\nMore.\n"


@pytest.fixture
def picture(tools, tool_page):
    tools("open", PICTURE)
    tool_page.locator(".ProseMirror img[loading]").first.click()
    return tool_page


def test_picture_is_described(tools, picture):
    picture.get_by_label("What does it show?").fill("The *green* door")
    picture.keyboard.press("Enter")
    assert tools("source") == "Look.\n\n![The \\*green\\* door](door.png)\n\nMore.\n"
    assert tools("isFaithful")


def test_picture_gets_a_width_and_loses_it(tools, picture):
    picture.get_by_role("button", name="Medium").click()
    expect(picture.get_by_role("button", name="Medium", pressed=True)).to_be_visible()
    assert tools("source") == PICTURE.replace("door.png)", 'door.png){ width="420" }')
    picture.get_by_role("button", name="Full").click()
    assert tools("source") == PICTURE


def test_width_leaves_other_attributes_be(tools, tool_page):
    tools("open", '![door](door.png){ .wide width="300" align=left }\n')
    tool_page.locator(".ProseMirror img[loading]").first.click()
    tool_page.get_by_role("button", name="Small").click()
    assert tools("source") == '![door](door.png){ width="240" .wide align=left }\n'


def test_picture_gets_a_caption_and_loses_it(tools, picture):
    picture.get_by_role("button", name="Caption").click()
    picture.keyboard.type("The green one")
    figure = "<figure markdown>\n![door](door.png)\n  <figcaption>The green one</figcaption>\n</figure>"
    assert tools("source") == PICTURE.replace("![door](door.png)", figure)
    picture.keyboard.press("Enter")
    picture.keyboard.type("And ")
    picture.locator(".ProseMirror figure img").click()
    picture.get_by_role("button", name="Caption", pressed=True).click()
    assert tools("source") == PICTURE.replace("More", "And More")


def test_picture_in_a_line_can_have_no_caption(tools, tool_page):
    tools("open", "Press ![the button](button.png) twice.\n")
    tool_page.locator(".ProseMirror img[loading]").first.click()
    expect(tool_page.get_by_role("button", name="Caption")).to_be_disabled()


def test_picture_is_removed(tools, picture):
    picture.get_by_role("button", name="Remove the picture").click()
    assert tools("source") == "Look.\n\nMore.\n"


def test_new_picture_is_asked_about(tools, tool_page):
    tools("open", PICTURE)
    tools("describe", "door.png")
    expect(tool_page.get_by_label("What does it show?")).to_be_focused()
    tool_page.keyboard.type("A door")
    tool_page.keyboard.press("Enter")
    expect(tool_page.locator(".ProseMirror")).to_be_focused()
    assert tools("source") == PICTURE.replace("![door]", "![A door]")


def test_typing_on_a_selected_picture_does_not_replace_it(tools, picture):
    picture.keyboard.press("Escape")
    picture.keyboard.type("Knock.")
    assert tools("source") == PICTURE.replace("(door.png)", "(door.png)Knock.")


def test_typing_on_a_selected_figure_goes_below_it(tools, tool_page):
    figure = "<figure markdown>\n![door](door.png)\n  <figcaption>Green</figcaption>\n</figure>\n"
    tools("open", figure)
    tool_page.locator(".ProseMirror figure img").click()
    tool_page.keyboard.press("Escape")
    tool_page.keyboard.type("Knock.")
    assert tools("source") == f"{figure}\nKnock.\n"
