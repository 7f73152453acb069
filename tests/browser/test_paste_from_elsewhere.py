"""Pasting a text that was written elsewhere: what it is comes along, its pictures become files of the page."""

from playwright.sync_api import expect

from tests.browser.desk import markdown, paper, save
from tests.editor.clipboard import clipboard
from tests.pages.photographs import drawn, saved

NEW = "/handbook/kitchen/-/new/"

PASTE = """(kinds) => {
  const carried = new DataTransfer();
  for (const [kind, content] of Object.entries(kinds)) carried.setData(kind, content);
  const text = document.querySelector('[data-visual-text] [contenteditable=true]');
  text.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: carried }));
}"""


def rich_text(picture):
    """What Word puts beside the HTML, for the bytes of its picture."""
    return r"{\rtf1\ansi{\*\shppict{\pict\picscalex100\pngblip" + "\n" + picture.hex() + "}}}"


def start(somebody, title):
    page = somebody.open(f"{NEW}?title={title}")
    paper(page).click()
    return page


def test_document_of_word_becomes_a_page_with_its_pictures(editor):
    page = start(editor, "R-4")
    picture = saved(drawn(640, 480), "PNG")
    page.evaluate(PASTE, {"text/html": clipboard("word"), "text/rtf": rich_text(picture), "text/plain": "Cleaning"})
    shown = paper(page).locator("img[src*='pasted-']")
    expect(shown).to_be_visible()
    shown.click()
    page.get_by_label("What does it show?").fill("The reactor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Files on their way")).to_be_hidden()
    save(page, "Taken over from Word")
    text = page.locator(".prose")
    expect(text.get_by_role("heading", name="Purpose")).to_be_visible()
    expect(text.locator("ol > li > ol > li")).to_have_text(["Turn it to the right", "Lock it"])
    expect(text.locator("ul > li")).to_have_text(["gloves", "goggles"])
    expect(text.locator("th")).to_have_text(["Part", "Litres"])
    expect(text.get_by_role("link", name="the SOP")).to_have_attribute("href", "https://example.org/sop")
    expect(text.get_by_role("img", name="The reactor")).to_have_attribute("width", "640")
    editor.leave()


def test_picture_of_another_page_is_copied_and_one_of_another_site_is_told(editor):
    page = start(editor, "Copied")
    page.evaluate(PASTE, {"text/html": '<p>See <img src="https://example.org/plan.png" alt="the plan"> here.</p>'})
    expect(paper(page).get_by_role("link", name="the plan")).to_be_visible()
    told = page.get_by_role("region", name="Files on their way").get_by_role("listitem")
    expect(told).to_contain_text("Pictures from other sites became links")
    told.get_by_role("button", name="Take away").click()
    expect(told).to_have_count(0)
    page.evaluate(PASTE, {"text/html": '<p><img src="/p/999999/files/aa/gone.png" alt="Gone"></p>'})
    expect(told).to_contain_text("A picture did not come along")
    expect(paper(page).locator(".upload-place")).to_have_count(0)
    assert all("404" in complaint for complaint in editor.complaints)
    editor.complaints.clear()
    editor.leave()


HOSTILE = """<meta http-equiv=refresh content="0;url=/x"><base href="https://evil.example/">
<script>tripped('script')</script><style>@import "https://evil.example/x.css"</style>
<h2 onclick="tripped('click')" style="background: url(https://evil.example/x.png)">Steps</h2>
<p>Close <a href="javascript:tripped('link')">the valve</a> <img src=x onerror="tripped('picture')">
<span style="display: none">and pay here</span><svg onload="tripped('drawing')"><a href="javascript:1">x</a></svg></p>
<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+">
<iframe srcdoc="<script>top.tripped('frame')</script>"></iframe>
<math><mtext><mglyph><style><!--</style><img title="--><img src onerror=tripped('math')>"></mglyph></mtext></math>"""


def test_clipboard_that_was_made_to_harm_runs_nothing(editor):
    page = start(editor, "Hostile")
    page.evaluate("() => { window.trips = []; window.tripped = (what) => window.trips.push(what); }")
    elsewhere = []
    page.on("request", lambda request: elsewhere.append(request.url) if editor.url not in request.url else None)
    page.evaluate(PASTE, {"text/html": HOSTILE, "text/plain": "Steps"})
    expect(paper(page).get_by_role("heading", name="Steps")).to_be_visible()
    paper(page).get_by_role("heading", name="Steps").click()
    assert markdown(page) == "## Steps\n\nClose the valve\n"
    assert page.evaluate("window.trips") == []
    save(page, "Pasted")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hostile")
    expect(page.locator(".prose").get_by_role("heading", name="Steps")).to_be_visible()
    assert elsewhere == []
    editor.leave()
