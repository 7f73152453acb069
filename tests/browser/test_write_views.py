"""One text in three views: written in place, as Markdown, and as readers will see it."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import NEW, markdown, paper, put_cursor_after, save, try_to_save, write_source

GRILL = "/handbook/kitchen/cleaning-the-grill/-/edit/"
SELECTED = """() => {
    const { desk } = document.querySelector('wiki-editor');
    const { anchor, head } = desk.surface.selection();
    return desk.text.slice(Math.min(anchor, head), Math.max(anchor, head));
}"""


def show(page, view):
    page.get_by_role("button", name={"visual": "Write", "source": "Source"}[view], exact=True).click()
    page.locator(f"wiki-editor[data-view={view}]").wait_for()


@pytest.fixture
def desk(editor):
    """The grill's page, opened for writing; nothing of it is saved."""
    page = editor.open(GRILL)
    paper(page).wait_for()
    yield page
    page.goto("about:blank")


def test_cursor_stays_where_it_is(desk):
    put_cursor_after(desk, "Drain the")
    desk.keyboard.type(" warm")
    show(desk, "source")
    desk.keyboard.type(" old")
    show(desk, "visual")
    desk.keyboard.type(" black")
    assert "Drain the warm old black oil." in markdown(desk)


def test_selected_words_stay_selected(desk):
    desk.evaluate("""() => {
        const { desk } = document.querySelector('wiki-editor');
        const anchor = desk.text.indexOf('so that nobody');
        desk.surface.select({ anchor, head: anchor + 14 });
    }""")
    for view in ("source", "visual"):
        show(desk, view)
        assert desk.evaluate(SELECTED) == "so that nobody"


def test_undo_goes_back_through_both_views(desk):
    opened = markdown(desk)
    put_cursor_after(desk, "Drain the")
    desk.keyboard.type(" warm")
    show(desk, "source")
    desk.keyboard.type(" old")
    both = markdown(desk)
    show(desk, "visual")
    desk.keyboard.type(" black")
    desk.keyboard.press("Control+z")
    assert markdown(desk) == both
    desk.keyboard.press("Control+z")
    assert markdown(desk) == both.replace(" old", "")
    desk.keyboard.press("Control+z")
    assert markdown(desk) == opened


def test_undo_in_the_source_takes_back_what_was_written_in_place(desk):
    opened = markdown(desk)
    put_cursor_after(desk, "Drain the")
    desk.keyboard.type(" warm")
    show(desk, "source")
    desk.keyboard.press("Control+z")
    assert markdown(desk) == opened
    desk.keyboard.press("Control+y")
    assert "Drain the warm oil." in markdown(desk)


def test_chosen_view_is_remembered(desk):
    show(desk, "source")
    desk.reload()
    expect(desk.locator("wiki-editor[data-ready]")).to_have_attribute("data-view", "source")
    show(desk, "visual")
    desk.reload()
    expect(desk.locator("wiki-editor[data-ready]")).to_have_attribute("data-view", "visual")


def test_preview_beside_the_text_follows_it(desk):
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.get_by_role("button", name="Preview beside the text").click()
    put_cursor_after(desk, "Drain the")
    desk.keyboard.type(" warm")
    expect(desk.locator("[data-preview]")).to_contain_text("Drain the warm oil.")
    desk.get_by_role("button", name="Preview beside the text").click()
    expect(desk.locator("[data-preview]")).to_be_hidden()


def test_words_are_found_and_replaced_in_place(desk):
    put_cursor_after(desk, "Keep the")
    desk.keyboard.press("Control+f")
    desk.keyboard.type("OIL")
    expect(desk.locator("[data-find-count]")).to_have_text("1 of 2")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-find-count]")).to_have_text("2 of 2")
    expect(desk.locator(".found")).to_have_count(2)
    desk.get_by_role("button", name="Match case").click()
    expect(desk.locator("[data-find-count]")).to_have_text("Not found")
    desk.get_by_role("button", name="Match case").click()
    desk.get_by_label("Replace with").fill("fat")
    desk.get_by_role("button", name="Replace", exact=True).click()
    desk.get_by_role("button", name="Replace all").click()
    assert "oil" not in markdown(desk)
    assert markdown(desk).count("fat") == 2
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Replace with")).to_be_hidden()
    desk.keyboard.press("Control+z")
    assert markdown(desk).count("oil") == 1


def test_words_are_found_and_replaced_in_the_source(desk):
    show(desk, "source")
    desk.keyboard.press("Control+f")
    desk.keyboard.type("oil")
    expect(desk.locator("[data-find-count]")).to_have_text("1 of 2")
    expect(desk.locator(".cm-searchMatch")).to_have_count(2)
    desk.get_by_label("Replace with").fill("fat")
    desk.get_by_role("button", name="Replace all").click()
    assert markdown(desk).count("fat") == 2


def test_words_are_counted(desk):
    expect(desk.locator("[data-count]")).to_have_text("29 words · 1 min to read")
    put_cursor_after(desk, "Drain the")
    desk.keyboard.type(" warm")
    expect(desk.locator("[data-count]")).to_have_text("30 words · 1 min to read")


def test_nothing_takes_no_time_to_read(editor):
    page = editor.open(NEW)
    paper(page).wait_for()
    expect(page.locator("[data-count]")).to_be_empty()


def test_section_is_edited_from_its_heading(editor):
    page = editor.open("/handbook/kitchen/cleaning-the-grill/")
    page.get_by_role("heading", name="Records").hover()
    page.get_by_role("link", name="Edit from here: Records").click()
    paper(page).wait_for()
    expect(paper(page)).to_be_focused()
    page.keyboard.type("All ")
    assert "\n## All Records\n" in markdown(page)
    page.goto("about:blank")


def test_text_that_would_read_differently_is_shown_as_markdown_before_it_is_saved(editor):
    page = editor.open("/handbook/-/new/")
    page.get_by_placeholder("Title").fill("Log")
    write_source(page, "Sign [the log].\n\n[the log]: /handbook/kitchen/\n")
    show(page, "visual")
    page.evaluate("""() => {
        const { editor } = document.querySelector('wiki-editor').desk.surface.visual;
        const island = editor.state.doc.lastChild;
        const end = editor.state.doc.content.size;
        editor.commands.deleteRange({ from: end - island.nodeSize, to: end });
    }""")
    try_to_save(page, "A log")
    expect(page.get_by_text("would read differently from what you saw")).to_be_visible()
    expect(page.locator("wiki-editor")).to_have_attribute("data-view", "source")
    page.goto("about:blank")


def test_textarea_remains_where_the_editor_can_not_be_fetched(editor):
    editor.page.route("**/vendor/editor/visual*.js", lambda route: route.abort())
    page = editor.open(GRILL)
    expect(page.get_by_text("could not be fetched")).to_be_visible()
    page.locator("textarea[name=text]").press_sequentially("Typed. ")
    assert markdown(page).startswith("Typed. ")
    page.unroute_all()
    page.goto("about:blank")


def test_page_is_written_without_javascript(person, wiki):
    writer = person(wiki, java_script_enabled=False)
    page = writer.sign_in("edith.editor@example.org")
    writer.open("/handbook/kitchen/-/new/")
    page.get_by_placeholder("Title").fill("Plain")
    page.get_by_label("Text", exact=True).fill("Written **plainly**.\n")
    save(page, "No scripts here")
    expect(page.get_by_role("main").get_by_text("plainly", exact=True)).to_be_visible()
