"""The first person of a new wiki."""

import re

from playwright.sync_api import expect

from tests.conftest import PASSWORD
from tests.setup.serving import running


def test_first_run_makes_an_admin_and_names_the_wiki(fresh_folder, person):
    with running(fresh_folder) as wiki:
        somebody = person(wiki)
        link = re.search(r"http://\S+/setup/\S+", wiki.said)[0]
        page = somebody.page
        page.goto(link)
        page.get_by_label("Name of the wiki").fill("Bakery Manual")
        page.get_by_label("Your name").fill("Berta Baker")
        page.get_by_label(re.compile("e-mail", re.IGNORECASE)).fill("berta@example.org")
        page.locator("input[type=password]").first.fill(PASSWORD)
        page.get_by_role("button", name="Open the wiki").click()
        expect(page.get_by_role("link", name="Bakery Manual")).to_be_visible()
        expect(page.get_by_text("Using this wiki").first).to_be_visible()
        somebody.leave()
        page.goto(link)
        expect(page.locator("input[type=password]")).to_have_count(0)
