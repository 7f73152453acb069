"""Finding and reading, as people do it."""

import re

from playwright.sync_api import expect


def test_signed_out_person_signs_in_and_comes_back_to_the_page(wiki, person):
    somebody = person(wiki)
    page = somebody.open("/handbook/kitchen/cleaning-the-fryer/")
    expect(page).to_have_url(f"{wiki.url}/accounts/login/?next=/handbook/kitchen/cleaning-the-fryer/")
    page.locator("input[name=login]").fill("rosa.reader@example.org")
    page.locator("input[type=password]").fill("seven green apples")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cleaning the fryer")
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
    somebody.leave()


def test_search_by_keyboard_finds_the_page(editor):
    page = editor.open("/")
    page.keyboard.press("/")
    page.keyboard.type("fryer", delay=20)
    expect(page.get_by_role("option", name="Cleaning the fryer").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cleaning the fryer")
    editor.leave()


def test_results_page_marks_the_words(editor):
    page = editor.open("/search/?q=oil+drain")
    expect(page.get_by_role("link", name="Cleaning the fryer").first).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    editor.leave()


def test_page_is_whole_on_a_phone(wiki, person):
    somebody = person(wiki, viewport={"width": 390, "height": 844})
    somebody.sign_in("rosa.reader@example.org")
    page = somebody.open("/handbook/kitchen/cleaning-the-fryer/")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    somebody.leave()


def test_reading_works_without_javascript(wiki, person):
    somebody = person(wiki, java_script_enabled=False)
    somebody.sign_in("rosa.reader@example.org")
    page = somebody.open("/handbook/kitchen/cleaning-the-fryer/")
    page.get_by_role("link", name="History").first.click()
    page.get_by_role("link", name="Changes").first.click()
    expect(page.locator("ins").first).to_have_text("50")


def test_exact_times_are_those_of_the_server_with_and_without_scripts(wiki, person):
    for scripts in (True, False):
        somebody = person(wiki, java_script_enabled=scripts)
        somebody.sign_in("rosa.reader@example.org")
        page = somebody.open("/handbook/kitchen/cleaning-the-fryer/")
        if scripts:
            page.locator("relative-time:defined").first.wait_for()
        expect(page.locator("relative-time time").first).to_have_attribute(
            "title", re.compile(r"^\d{1,2} [A-Z][a-z]+ 20\d\d, [012]\d:\d\d$")
        )
