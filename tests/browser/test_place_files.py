"""Where pictures and files come to stand in a text, and what is asked of them there."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import markdown, page_of_ones_own, paper, pictures, start, write_source
from tests.pages.photographs import drawn, photograph, saved


def chosen(name, kind, content):
    return {"name": name, "mimeType": kind, "buffer": content}


PLAN = chosen("plan.png", "image/png", saved(drawn(80, 60), "PNG"))
FORM = chosen("form.pdf", "application/pdf", b"%PDF-1.4")
SIDE = chosen("side.png", "image/png", saved(drawn(60, 80), "PNG"))


def choose(page, *files):
    page.locator("input[type=file]").first.set_input_files(files)


def test_file_behind_a_picture_gets_a_line_of_its_own(editor):
    page = start(editor, "Form below")
    choose(page, PLAN)
    expect(pictures(page)).to_have_count(1)
    choose(page, FORM)
    expect(paper(page).locator("a")).to_have_count(1)
    assert "![plan](plan.png)\n\n[form](form.pdf)\n" in markdown(page)
    page.goto("about:blank")


@pytest.mark.parametrize("first_line", ["", "Look here."])
def test_files_chosen_together_do_not_share_a_line_with_a_picture_that_takes_longer(editor, first_line):
    page = start(editor, "Overtaken", first_line)
    held = []

    def hold_pictures(route):
        held.append(route) if b"PNG" in route.request.post_data_buffer else route.continue_()

    page.route("**/-/upload/", hold_pictures)
    choose(page, PLAN, FORM, SIDE)
    expect(paper(page).locator("a")).to_have_count(1)
    while len(held) < 2:
        page.wait_for_timeout(20)
    for count, route in enumerate(reversed(held), start=1):
        route.continue_()
        expect(pictures(page)).to_have_count(count)
    lines = [first_line, "![plan](plan.png)", "[form](form.pdf)", "![side](side.png)"]
    assert markdown(page).strip() == "\n\n".join(filter(None, lines))
    page.goto("about:blank")


# Whether the panel of a picture stands below the title and the toolbar, which is at the lower edge on a phone.
BELOW = """() => {
  const edge = (selector) => document.querySelector(selector).getBoundingClientRect();
  const { top, bottom } = edge('[data-panel=picture]');
  const tools = edge('.tools');
  const isClear = tools.top > innerHeight / 2 ? bottom < tools.top : top > tools.bottom;
  return isClear && top > edge('.editor-title').bottom && bottom < edge('.savebar').top;
}"""


# Whether it hides nothing of the line below the picture.
BESIDE = """() => {
  const edge = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [panel, line] = [edge('[data-panel=picture]'), edge('.ProseMirror > p:last-child')];
  return panel.height && (panel.left >= line.right || panel.top >= line.bottom || panel.bottom <= line.top);
}"""


@pytest.mark.parametrize("size", [(1440, 900), (820, 1100), (390, 844)])
@pytest.mark.parametrize("height", [1000, 300])
def test_panel_of_a_new_picture_at_the_top_hides_nothing_of_the_line_below(editor, size, height):
    editor.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = editor.open(page_of_ones_own(editor, f"First of all {size[0]} {height}", "x\n\nLook here.\n") + "-/edit/")
    paper(page).get_by_text("x", exact=True).click()
    page.keyboard.press("Backspace")
    choose(page, chosen("wide.jpg", "image/jpeg", photograph(1600, height)))
    expect(pictures(page)).to_have_js_property("complete", True)
    page.wait_for_function(BESIDE)
    page.wait_for_function(BELOW)
    paper(page).get_by_text("Look here.").click(trial=True)
    editor.leave()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_panel_of_a_picture_at_the_top_leaves_toolbar_and_title_free(editor, size):
    editor.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = editor.open(page_of_ones_own(editor, f"On top {size[0]}", "Look here.\n") + "-/edit/")
    paper(page).click()
    choose(page, chosen("wide.jpg", "image/jpeg", photograph(1600, 1000)))
    expect(pictures(page)).to_have_count(1)
    write_source(page, "![Plan](wide.jpg)\n\nLook here.\n")
    page.get_by_role("button", name="Write", exact=True).click()
    pictures(page).click()
    page.evaluate("scrollTo(0, 0)")
    expect(page.get_by_role("group", name="This picture")).to_be_visible()
    page.wait_for_function(BELOW)
    page.goto("about:blank")
