"""Watching a page, and being told of its changes on the bell, as people do it."""

from playwright.sync_api import expect

from tests.browser.accessibility import findings

SLICER = "/handbook/kitchen/cleaning-the-slicer/"


def test_reader_watches_a_page_and_the_bell_tells_what_an_editor_changed(wiki, person, editor):
    reader = person(wiki)
    reader.sign_in("wanda.watcher@example.org")
    page = reader.open(SLICER)
    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page.get_by_text("You watch Cleaning the slicer")).to_be_visible()
    expect(page.get_by_role("button", name="Watching")).to_be_visible()
    reader.leave()

    change(editor)

    bell = page.get_by_role("link", name="Notifications")
    for _look in range(20):  # the worker reads the news every two seconds
        page.reload()
        if "unread" in (bell.text_content() or ""):
            break
        page.wait_for_timeout(1_000)
    bell.click()
    told = page.get_by_role("listitem").filter(has_text="Edith Editor edited")
    expect(told.locator("ins", has_text="55")).to_be_visible()
    expect(told.get_by_text("Gloves melt at 60")).to_be_visible()
    assert findings(page) == []

    told.get_by_role("link", name="Cleaning the slicer").first.click()
    expect(page.locator("ins", has_text="55").first).to_be_visible()
    expect(page.get_by_role("link", name="Notifications")).not_to_contain_text("unread")


def change(editor) -> None:
    """Saves another temperature without the visual editor: this story is not about writing."""
    page = editor.open(f"{SLICER}-/edit/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    text = "## Steps\n\n1. Switch the slicer off.\n2. Let it cool to 55 °C.\n"
    fields = {"title": "Cleaning the slicer", "text": text, "base_number": "1", "reason": "Gloves melt at 60 °C"}
    answer = page.request.post(
        f"{editor.url}{SLICER}-/edit/", form={"csrfmiddlewaretoken": token, **fields}, headers={"Referer": page.url}
    )
    assert answer.ok


def test_list_and_button_work_without_javascript(wiki, person):
    reader = person(wiki, java_script_enabled=False)
    reader.sign_in("walt.watcher@example.org")
    page = reader.open("/handbook/")
    page.get_by_role("button", name="Watch this space").click()
    expect(page.get_by_role("button", name="Watching")).to_be_visible()
    reader.open("/notifications/watches/")
    page.get_by_role("button", name="Stop watching Handbook").click()
    expect(page.get_by_text("You watch nothing")).to_be_visible()
