"""Files that are called pictures and can't be shown."""

from playwright.sync_api import expect

from tests.browser.desk import NEW, markdown, start
from tests.browser.test_upload_files import DRAWING, drop, uploads


def test_broken_picture_is_refused_in_words_and_the_text_stays(editor):
    page = start(editor, "Broken")
    drop(page, ("pump.svg", "image/svg+xml", DRAWING[:-6]), ("plan.png", "image/png", b"no picture"))
    rows = uploads(page).get_by_role("listitem")
    expect(rows.filter(has_text="pump.svg")).to_contain_text("can't be shown: it is no valid SVG from line 1 on.")
    expect(rows.filter(has_text="plan.png")).to_contain_text("can't be read as a picture. Save it again as PNG or JPEG")
    expect(rows.get_by_role("button", name="Try again")).to_have_count(0)
    assert markdown(page).strip() == "Look here."
    assert ["400" in complaint for complaint in editor.complaints] == [True, True]
    editor.complaints.clear()
    editor.leave()


def test_broken_picture_is_refused_without_scripts_and_the_text_stays(wiki, person):
    somebody = person(wiki, java_script_enabled=False)
    somebody.sign_in("edith.editor@example.org")
    page = somebody.open(f"{NEW}?title=Broken+plainly")
    page.locator("textarea[name=text]").fill("Look here.")
    page.locator("input[type=file]").set_input_files(
        {"name": "plan.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“plan.png” can't be read as a picture.")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value("Look here.")
