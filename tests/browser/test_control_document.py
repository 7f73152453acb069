"""A plant writes a procedure, approves it with a signature, and changes it."""

from playwright.sync_api import expect

from tests.browser.desk import put_cursor_after, save, write_source
from tests.conftest import PASSWORD

MILL = "/plant/starting-the-mill/"


def test_procedure_is_written_approved_with_a_signature_and_revised(wiki, person):
    editor, trainer, reader = (person(wiki) for _one in range(3))
    editor.sign_in("edith.editor@example.org")
    trainer.sign_in("tom.trainer@example.org")
    reader.sign_in("rosa.reader@example.org")

    page = editor.open("/plant/-/new/")
    page.get_by_label("Title").fill("Starting the mill")
    write_source(page, "## Steps\n\n1. Close the guard.\n2. Press start.\n")
    save(page, "The first mill")
    expect(page.get_by_text("Readers don’t meet this page yet.")).to_be_visible()
    expect(reader.open(MILL).get_by_text("Close the guard")).to_have_count(0)
    reader.complaints.clear()  # the browser tells that there is no such page yet

    page.get_by_role("link", name="Submit for approval").first.click()
    page.get_by_label("What changed and why?").fill("The first procedure for the mill")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("is submitted for approval")).to_be_visible()

    sign(trainer, "The first procedure for the mill")
    page = reader.open(MILL)
    expect(page.get_by_text("Close the guard")).to_be_visible()
    expect(page.get_by_role("link", name="edition 1.0")).to_be_visible()

    page = editor.open(MILL + "-/edit/")
    put_cursor_after(page, "Close the guard")
    page.keyboard.type(" and the gate")
    save(page, "There is a gate now")
    expect(page.get_by_text("1 change waits for approval.")).to_be_visible()
    expect(reader.open(MILL).get_by_text("and the gate")).to_have_count(0)

    page.get_by_role("link", name="Submit for approval").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("ins").get_by_text("and the gate")).to_be_visible()
    editor.leave()
    sign(trainer, "There is a gate now", asks_again=False)
    trainer.leave()
    page = reader.open(MILL)
    expect(page.get_by_text("and the gate")).to_be_visible()
    expect(page.get_by_role("link", name="edition 2.0")).to_be_visible()
    page.get_by_role("link", name="edition 2.0").click()
    page.get_by_role("link", name="Changes").first.click()
    expect(page.locator("ins").get_by_text("and the gate")).to_be_visible()
    reader.leave()


def sign(trainer, summary, *, asks_again=True):
    """Finds the request on the home page, looks at it and signs."""
    page = trainer.open("/")
    page.locator("li", has_text=summary).get_by_role("link").first.click()
    if asks_again:
        page.get_by_label("Your password").fill("wrong")
        page.get_by_role("button", name="Sign and approve").click()
        expect(page.get_by_text("That is not your password")).to_be_visible()
        trainer.complaints.clear()  # the browser tells of the answer's status
        page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign and approve").click()
    expect(page.get_by_text("Approved by Tom Trainer")).to_be_visible()
