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
    # Elsewhere than before: at the same place, so soon, it would be a double click.
    picture.locator(".ProseMirror figure img").click(position={"x": 40, "y": 40})
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


def handle_of(page):
    return page.get_by_role("slider", name="Width of the picture")


def drag(page, by, *, then="up"):
    """Drags the handle by so many pixels."""
    handle_of(page).scroll_into_view_if_needed()
    box = handle_of(page).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y + 5)
    page.mouse.move(x + by, y + 9)
    if then == "up":
        page.mouse.up()


SIZED = PICTURE.replace("door.png)", 'door.png){ width="200" }')


def test_width_is_dragged_at_the_corner(tools, tool_page):
    tools("open", SIZED)
    expect(handle_of(tool_page)).to_have_count(0)
    image = tool_page.locator(".ProseMirror img[loading]")
    image.click()
    corner, handle = image.bounding_box(), handle_of(tool_page).bounding_box()
    assert abs(handle["x"] + handle["width"] / 2 - corner["x"] - corner["width"]) < 2
    assert abs(handle["y"] + handle["height"] / 2 - corner["y"] - corner["height"]) < 2
    drag(tool_page, 100, then="hold")
    room = tool_page.locator(".ProseMirror p:has(img)").evaluate("(block) => block.clientWidth")
    expect(tool_page.get_by_text(f"{int(30_000 / room + 0.5)}%", exact=True)).to_be_visible()
    assert image.bounding_box()["width"] == 300
    assert tools("source") == SIZED
    tool_page.mouse.up()
    assert tools("source") == SIZED.replace("200", "300")
    expect(tool_page.get_by_text(f"{int(30_000 / room + 0.5)}%", exact=True)).to_be_hidden()
    drag(tool_page, -60)
    assert tools("source") == SIZED.replace("200", "240")
    image.click()
    expect(tool_page.get_by_role("button", name="Small", pressed=True)).to_be_visible()


def test_dragging_is_one_step_to_undo_and_escape_takes_it_back(tools, tool_page):
    tools("open", SIZED)
    image = tool_page.locator(".ProseMirror img[loading]")
    image.click()
    drag(tool_page, 100, then="hold")
    tool_page.keyboard.press("Escape")
    assert image.bounding_box()["width"] == 200
    tool_page.mouse.up()
    assert tools("source") == SIZED
    drag(tool_page, 100)
    tool_page.keyboard.press("Escape")
    expect(tool_page.locator(".ProseMirror")).to_be_focused()
    tool_page.keyboard.press("Control+z")
    assert tools("source") == SIZED


def test_width_dragged_to_the_edge_is_the_full_one(tools, tool_page):
    tools("open", SIZED)
    tool_page.locator(".ProseMirror img[loading]").click()
    drag(tool_page, 3000)
    assert tools("source") == PICTURE
    drag(tool_page, -3000)
    assert tools("source") == SIZED.replace("200", "48")


def test_width_is_changed_by_keys(tools, tool_page):
    tools("open", SIZED)
    tool_page.locator(".ProseMirror img[loading]").click()
    tool_page.keyboard.press("Escape")
    handle = handle_of(tool_page)
    room = tool_page.locator(".ProseMirror p:has(img)").evaluate("(block) => block.clientWidth")
    handle.focus()
    tool_page.keyboard.press("ArrowRight")
    expect(handle).to_be_focused()
    assert tools("source") == SIZED.replace("200", str(round(200 + 0.02 * room)))
    expect(handle).to_have_attribute("aria-valuetext", f"{round(20_000 / room + 2)}%")
    tool_page.keyboard.press("PageDown")
    tool_page.keyboard.press("ArrowLeft")
    assert tools("source") == SIZED.replace("200", str(round(200 - 0.1 * room)))
    tool_page.keyboard.press("End")
    assert tools("source") == PICTURE


def test_picture_with_a_caption_has_the_handle_too(tools, tool_page):
    figure = '<figure markdown>\n![door](door.png){ width="200" }\n  <figcaption>The door</figcaption>\n</figure>\n'
    tools("open", figure)
    tool_page.locator(".ProseMirror figure img").click()
    drag(tool_page, 50)
    assert tools("source") == figure.replace("200", "250")


def test_handle_goes_with_the_selection(tools, picture):
    expect(handle_of(picture)).to_be_visible()
    picture.locator(".ProseMirror").get_by_text("Look.").click()
    expect(handle_of(picture)).to_have_count(0)
