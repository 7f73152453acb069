"""Bringing pictures and files into a page, and looking at them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    NEW,
    markdown,
    page_of_ones_own,
    paper,
    pictures,
    put_cursor_after,
    save,
    start,
    try_to_save,
    write_source,
)
from tests.conftest import PASSWORD, ROOT
from tests.pages.photographs import HEIC, drawn, photograph, saved

OVEN = "/handbook/kitchen/cleaning-the-oven/"

# Drops files, as { name, type, base64 }, onto the paper at a place in pixels from its corner.
DROP = """([files, x, y]) => {
  const paper = document.querySelector('[data-visual-text]');
  const box = paper.getBoundingClientRect();
  const carried = new DataTransfer();
  for (const { name, type, content } of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, { type }));
  }
  const target = document.elementFromPoint(box.x + x, box.y + y) ?? paper;
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    const where = { clientX: box.x + x, clientY: box.y + y };
    target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried, ...where }));
    if (kind === 'dragover') window.zoneWasShown = !document.querySelector('[data-drop-zone]').hidden;
  }
}"""


def as_base64(content):
    from base64 import b64encode

    return b64encode(content).decode()


def drop(page, *files, x=20, y=40):
    carried = [{"name": name, "type": kind, "content": as_base64(content)} for name, kind, content in files]
    page.evaluate(DROP, [carried, x, y])


def uploads(page):
    return page.get_by_role("region", name="Files on their way")


def test_photograph_that_is_dropped_is_shown_at_once_and_on_the_page(editor):
    page = start(editor, "Dropped")
    drop(page, ("IMG_0012.HEIC", "image/heic", HEIC.read_bytes()))
    assert page.evaluate("window.zoneWasShown")
    expect(page.locator("[data-drop-zone]")).to_be_hidden()
    shown = paper(page).locator("img[src*='IMG_0012.jpg']")
    expect(shown).to_be_visible()
    page.wait_for_function("document.querySelector('[data-visual-text] img').naturalWidth === 480")
    save(page, "First version")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dropped")
    picture = page.locator(".prose img")
    expect(picture).to_have_attribute("width", "480")
    expect(picture).to_have_attribute("height", "640")
    editor.leave()


def test_large_picture_is_as_wide_while_it_is_written_read_and_compared(editor):
    editor.page.set_viewport_size({"width": 1600, "height": 900})
    page = start(editor, "Wide")
    drop(page, ("plan.jpg", "image/jpeg", photograph(1600, 1200)))
    expect(pictures(page)).to_be_visible()
    write_source(page, "![Plan](plan.jpg)\n\nLook here.\n")
    page.get_by_role("button", name="Write", exact=True).click()
    widths, picture = [], "img[src*='plan']"

    def measure(shown):
        shown.evaluate("image => image.decode()")
        widths.append(shown.bounding_box()["width"])

    measure(paper(page).locator(picture))
    save(page, "First version")
    measure(page.locator(f".prose {picture}"))
    address = page.url
    page.goto(f"{address}-/edit/")
    put_cursor_after(page, "Look here.")
    page.keyboard.type(" Now.")
    save(page, "Again")
    expect(page.get_by_text("is saved as revision")).to_be_visible()
    page.goto(f"{address}-/compare/1..2/")
    page.locator("summary", has_text="unchanged").click()
    measure(page.locator(f".compared {picture}"))
    assert max(widths) - min(widths) <= 1, widths


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"><path d="M0 0h300v120H0z" fill="teal"/></svg>'


def test_drawing_without_a_size_is_as_wide_while_it_is_written_as_on_the_page(editor):
    page = start(editor, "Drawn")
    drop(page, ("pump.svg", "image/svg+xml", DRAWING))
    expect(pictures(page)).to_have_js_property("offsetWidth", 300)
    handle = page.get_by_role("slider", name="Width of the picture")
    handle.press("End")  # wider than it says, sharp all the same
    assert re.search(r'\{ width="\d{3}" \}', markdown(page))
    assert pictures(page).bounding_box()["width"] > 400
    page.keyboard.press("Control+z")
    expect(pictures(page)).to_have_js_property("offsetWidth", 300)
    save(page, "First version")
    expect(page.locator(".prose img")).to_have_js_property("offsetWidth", 300)
    page.goto(f"{page.url}-/edit/")
    expect(pictures(page)).to_have_js_property("offsetWidth", 300)
    expect(pictures(page)).to_have_js_property("offsetHeight", 120)
    editor.leave()


def test_many_files_dropped_together_come_in_their_order(editor):
    page = start(editor, "Many")
    files = [(f"part {number}.txt", "text/plain", f"{number}".encode()) for number in range(7)]
    sent = []

    def slowly(route):
        sent.append(route.request)
        page.wait_for_timeout(60 * (7 - len(sent)))
        route.continue_()

    page.route("**/-/upload/", slowly)
    drop(page, *files)
    expect(paper(page).locator("a")).to_have_count(7)
    assert re.findall(r"part (\d)", re.sub(r"\(.*?\)", "", markdown(page))) == list("0123456")
    page.unroute("**/-/upload/")
    expect(uploads(page)).to_be_hidden()
    editor.leave()


def test_upload_that_fails_is_tried_again_by_itself_and_by_hand(editor):
    page = start(editor, "Failing")
    tries = []

    def broken(route):
        tries.append(1)
        route.fulfill(status=503, body="Busy") if len(tries) < 3 else route.continue_()

    page.route("**/-/upload/", broken)
    drop(page, ("plan.png", "image/png", saved(drawn(640, 480), "PNG")))
    row = uploads(page).get_by_role("listitem")
    expect(row).to_contain_text(re.compile(r"\d\.\d KB"))  # as on every other screen
    expect(row).to_contain_text("No answer. Trying again in 1 s.")
    expect(paper(page).locator(".upload-place")).to_have_text("plan.png")
    expect(row).to_contain_text("Trying again in 3 s.", timeout=5_000)
    row.get_by_role("button", name="Try again").click()
    expect(paper(page).locator("img[src*='plan.png']")).to_be_visible()
    expect(paper(page).locator(".upload-place")).to_have_count(0)
    assert len(tries) == 3
    assert ["503" in complaint for complaint in editor.complaints] == [True, True]
    editor.complaints.clear()
    editor.leave()


def test_file_that_is_refused_says_why_and_the_others_go_on(editor):
    page = start(editor, "Refused")
    page.evaluate("document.querySelector('wiki-editor').uploads.limit = 1000")
    drop(
        page,
        ("tool.exe", "application/octet-stream", b"MZ"),
        ("large.bin", "application/octet-stream", b"x" * 2000),
        ("empty.txt", "text/plain", b""),
        ("good.txt", "text/plain", b"good"),
    )
    rows = uploads(page).get_by_role("listitem")
    expect(rows.filter(has_text="tool.exe")).to_contain_text("Programs can't be attached.")
    expect(rows.filter(has_text="large.bin")).to_contain_text("Too large: files may have up to 25.0")
    expect(rows.filter(has_text="empty.txt")).to_contain_text("The file is empty.")
    expect(paper(page).get_by_role("link", name="good")).to_be_visible()
    assert editor.complaints == []
    for name in ("tool.exe", "large.bin", "empty.txt"):
        rows.filter(has_text=name).get_by_role("button", name="Take away").click()
    expect(uploads(page)).to_be_hidden()
    editor.leave()


def test_signed_out_person_is_told_and_goes_on_after_signing_in(editor):
    page = start(editor, "Signed out")
    page.context.clear_cookies(name="sessionid")
    drop(page, ("plan.txt", "text/plain", b"plan"))
    row = uploads(page).get_by_role("listitem")
    expect(row).to_contain_text("You are signed out.")
    row.get_by_role("button", name="Try again").click()
    dialog = page.get_by_role("dialog", name="Sign in and go on writing")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect(paper(page).get_by_role("link", name="plan")).to_be_visible()


def test_upload_on_its_way_holds_up_the_save_and_can_be_cancelled(editor):
    page = start(editor, "Cancelled")
    held = []
    page.route("**/-/upload/", lambda route: held.append(route))
    drop(page, ("plan.txt", "text/plain", b"plan"))
    expect(paper(page).locator(".upload-place")).to_be_visible()
    try_to_save(page, "First version")
    expect(page.locator("#editor-status")).to_contain_text("Files are still on their way.")
    uploads(page).get_by_role("button", name="Take away").click()
    expect(paper(page).locator(".upload-place")).to_have_count(0)
    assert markdown(page).strip() == "Look here."
    page.unroute("**/-/upload/")
    save(page, "First version")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled")
    editor.leave()


def test_network_that_comes_back_is_used_at_once(editor):
    page = start(editor, "Offline")
    page.context.set_offline(True)
    drop(page, ("plan.txt", "text/plain", b"plan"))
    expect(uploads(page).get_by_role("listitem")).to_contain_text("Trying again in")
    page.context.set_offline(False)
    expect(paper(page).get_by_role("link", name="plan")).to_be_visible()


def test_picture_from_the_clipboard_goes_where_the_cursor_is(editor):
    page = editor.open(page_of_ones_own(editor, "Cleaning the shelf") + "-/edit/")
    put_cursor_after(page, "Let the oil cool")
    page.keyboard.press("End")
    page.evaluate(
        """(content) => {
          const carried = new DataTransfer();
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          carried.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
          const paper = document.querySelector('[data-visual-text] [contenteditable=true]');
          paper.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: carried }));
        }""",
        as_base64(saved(drawn(640, 480), "PNG")),
    )
    expect(pictures(page, "li")).to_be_visible()
    assert re.search(r"2\. Let the oil cool to 40 °C\.\n\n?   !\[image-\d{8}-\d{6}\]", markdown(page)), markdown(page)
    editor.leave()


def test_form_tells_the_limits_before_a_file_is_chosen(editor):
    page = editor.open(f"{OVEN}-/edit/")
    expect(page.get_by_text("Images and files, up to 25.0")).to_be_visible()
    expect(page.get_by_text("Photos are scaled")).to_be_visible()


def test_picture_fills_the_screen_and_the_next_is_a_key_away(editor):
    page = start(editor, "Pictures")
    drop(page, ("one.jpg", "image/jpeg", photograph(1600, 1200)), ("two.jpg", "image/jpeg", photograph(900, 1200)))
    expect(pictures(page)).to_have_count(2)
    save(page, "First version")
    page.locator("wiki-prose:defined").wait_for()
    page.locator(".prose img").first.click()
    lightbox = page.get_by_role("dialog", name="Picture")
    expect(lightbox).to_be_visible()
    expect(lightbox).to_contain_text("1 of 2")
    assert editor.complaints == []
    page.keyboard.press("ArrowRight")
    expect(lightbox).to_contain_text("2 of 2")
    expect(lightbox.get_by_role("img")).to_have_attribute("src", re.compile("two.jpg"))
    page.keyboard.press("Escape")
    expect(lightbox).to_be_hidden()
    page.locator(".prose img").first.click()
    editor.leave()


def test_without_scripts_a_picture_leads_to_itself(wiki, person):
    somebody = person(wiki, java_script_enabled=False)
    somebody.sign_in("edith.editor@example.org")
    page = somebody.open(f"{NEW}?title=Plain")
    page.locator("textarea[name=text]").fill("![Plan](plan.jpg)")
    page.locator("input[type=file]").set_input_files(
        {"name": "plan.jpg", "mimeType": "image/jpeg", "buffer": photograph(1600, 1200)}
    )
    page.get_by_role("button", name="Save").click()
    page.locator(".prose a.enlarge").click()
    expect(page).to_have_url(re.compile(r"/p/\d+/files/\w+/plan\.jpg$"))


@pytest.mark.parametrize("kind", ["image", "file"])
def test_toolbar_asks_for_a_file(editor, kind):
    page = start(editor, f"Chosen {kind}")
    with page.expect_file_chooser() as chosen:
        page.evaluate(f"void document.querySelector('wiki-editor').uploads.choose('{kind}')")
    chosen.value.set_files(ROOT / "static" / "img" / "readme" / "phone.png")
    expect(pictures(page)).to_be_visible()
