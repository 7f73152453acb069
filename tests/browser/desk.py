"""What people do at the writing desk."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page

from tests.browser.seed import STEPS

if TYPE_CHECKING:
    from tests.browser.conftest import Person

NEW = "/handbook/kitchen/-/new/"


def page_of_ones_own(somebody: "Person", title: str, text: str = STEPS) -> str:
    """The address of a new page, for a story that other stories would disturb."""
    form, ask = f"{somebody.url}{NEW}", somebody.page.context.request
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', ask.get(form).text())[1]
    said = {"csrfmiddlewaretoken": token, "title": title, "text": text}
    made = ask.post(form, form=said, headers={"Referer": form})
    assert made.ok
    assert "/-/" not in made.url
    return made.url.removeprefix(somebody.url)


def paper(page: Page) -> Locator:
    """The text, written in place, once the editor is ready."""
    page.locator("wiki-editor[data-ready]").wait_for()
    return page.locator("wiki-editor").get_by_role("textbox", name="Text", exact=True)


def pictures(page: Page, within: str = "") -> Locator:
    """The pictures of the text, without those that the engine puts there for the cursor."""
    return paper(page).locator(f"{within} img:not(.ProseMirror-separator)".strip())


def write_source(page: Page, text: str) -> None:
    """Puts Markdown in the place of all that is there."""
    page.locator("wiki-editor[data-ready]").wait_for()
    page.get_by_role("button", name="Source").click()
    page.locator("wiki-editor[data-view=source]").wait_for()
    paper(page).fill(text)


def start(somebody: "Person", title: str, text: str = "Look here.") -> Page:
    """A new page with one line of text."""
    page = somebody.open(f"{NEW}?title={title.replace(' ', '+')}")
    paper(page).click()
    page.keyboard.type(text)
    return page


def save(page: Page, reason: str) -> None:
    """Says why, and saves; the next page is there when this returns."""
    with page.expect_navigation():
        try_to_save(page, reason)


def try_to_save(page: Page, reason: str) -> None:
    """Says why, and presses the button, where something holds the save up."""
    page.get_by_label("What changed and why?").fill(reason)
    page.get_by_role("button", name="Save", exact=True).click()


def markdown(page: Page) -> str:
    """The Markdown that the form would send now."""
    return page.evaluate("document.querySelector('wiki-editor').desk.text")


def bottom(element: Locator) -> float:
    """Where it ends, in pixels from the top of the window."""
    box = element.bounding_box()
    return box["y"] + box["height"]


def put_cursor_after(page: Page, words: str) -> None:
    """Puts the cursor behind the first of these words of the Markdown."""
    page.locator("wiki-editor[data-ready]").wait_for()
    page.evaluate(
        """(words) => {
            const { desk } = document.querySelector('wiki-editor');
            const at = desk.text.indexOf(words) + words.length;
            desk.surface.select({ anchor: at, head: at });
        }""",
        words,
    )
