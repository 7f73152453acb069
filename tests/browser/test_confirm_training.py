"""Somebody is asked to know a page, answers its question and confirms it."""

from playwright.sync_api import expect

from tests.browser.accessibility import findings

HANDS = "/handbook/kitchen/washing-hands/"


def test_reader_answers_the_question_of_a_page_and_confirms_it(wiki, person):
    trainer, reader = (person(wiki) for _one in range(2))
    trainer.sign_in("tom.trainer@example.org")
    reader.sign_in("rosa.reader@example.org")

    page = trainer.open(HANDS)
    page.locator("summary", has_text="More about this page").click()
    page.get_by_role("link", name="Training").click()
    expect(page.get_by_text("Nobody is asked to know this page yet")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("link", name="Assign").click()
    page.get_by_label("For whom").select_option(label="One person")
    page.get_by_label("Which person").fill("Rosa Reader")
    assert findings(page) == []
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("Washing hands is assigned.")).to_be_visible()

    page = reader.open("/")
    expect(page.get_by_role("heading", name="For you to read")).to_be_visible()
    assert findings(page) == []
    page = reader.open(HANDS)
    expect(page.get_by_text("Please read this and confirm it at the end")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("link", name="Answer and confirm").click()
    page.get_by_label("5 seconds").check()
    page.get_by_role("button", name="Answer and confirm").click()
    expect(page.get_by_text("0 of 1 are right.")).to_be_visible()
    expect(page.get_by_text("Read again: Steps")).to_be_visible()
    reader.complaints.clear()  # the browser tells of the answer's status
    assert findings(page) == []
    page.get_by_label("30 seconds").check()
    page.get_by_role("button", name="Answer and confirm").click()
    expect(page.get_by_text("You confirmed Washing hands.")).to_be_visible()
    expect(page.get_by_text("Please read this")).to_have_count(0)

    page = reader.open("/training/")
    expect(page.get_by_role("heading", name="Up to date")).to_be_visible()
    assert findings(page) == []
    page = trainer.open("/training/matrix/?q=Rosa")
    expect(page.get_by_role("row", name="Rosa Reader")).to_contain_text("Current")
    assert findings(page) == []


def test_confirming_works_without_javascript(wiki, person):
    trainer = person(wiki, java_script_enabled=False)
    trainer.sign_in("tom.trainer@example.org")
    page = trainer.open("/handbook/kitchen/cleaning-the-oven/-/acknowledgement/")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("You confirmed Cleaning the oven.")).to_be_visible()
