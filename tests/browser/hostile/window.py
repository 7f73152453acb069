"""A browser window that notes everything that no text may bring about."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page

TRIPWIRE = Path(__file__).with_name("tripwire.js")
PATIENCE = 60_000  # milliseconds
TOLD = 12  # lines of a failure's report
SHOW = """async (view) => {
    const editor = document.querySelector("wiki-editor");
    while (!editor.dataset.ready) await new Promise(requestAnimationFrame);
    await editor.views.choose(view);
    return editor.desk.text;
}"""
WRITE = "(text) => { document.querySelector('wiki-editor').desk.text = text; }"


def short_report(heading: str, found: Iterable[str]) -> None:
    """Fails if anything was found, with its first few lines: thousands of strings can go wrong at once."""
    lines = [line[:300] for line in dict.fromkeys(found)]
    if lines:
        pytest.fail("\n".join([f"{len(lines)} {heading}:", *lines[:TOLD]]), pytrace=False)


class Window:
    """One tab. `trips` holds what ran, what would run if the security policy let it, and who else was asked."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url, self.trips, self.losses = url, [], []
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.expose_binding("tripped", lambda _source, what: self.trips.append(what))
        self.page.add_init_script(path=TRIPWIRE)
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda popup: self.trips.append(f"popup {popup.url}"))
        self.page.on("download", lambda download: self.trips.append(f"download {download.url}"))
        self.page.on("request", lambda request: self._note_request(request.url))
        self.page.on("console", lambda message: self._note_console(message.text))
        self.page.on("pageerror", lambda error: self.trips.append(f"error {error}"))

    def _dismiss(self, dialog: object) -> None:
        self.trips.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _note_request(self, url: str) -> None:
        if not url.startswith(f"{self.url}/"):
            self.trips.append(f"request to {url}")

    def _note_console(self, text: str) -> None:
        if "Content Security Policy" in text or "Refused" in text:
            self.trips.append(f"console: {text[:120]}")

    def open(self, path: str) -> Page:
        """Goes to a screen and looks through it."""
        self._try(lambda: self.page.goto(self.url + path))
        self.look()
        if self.page.url != self.url + path:
            self.trips.append(f"{path} led to {self.page.url}")
        return self.page

    def look(self) -> None:
        """Notes what is wrong on the present screen."""
        self.trips += self.ask("() => wrongIn(document)")

    def show(self, paths: Iterable[str], selector: str = "h1") -> list[list[str]]:
        """Looks through many screens; what the elements that are meant say on each."""
        wrong, said = self.ask("showAll", [list(paths), selector])
        self.trips += wrong
        return said

    def ask(self, script: str, arg: object = None) -> object:
        """What the function answers on the present screen. A screen that is too broken to answer ends the story."""
        # As something to wait for, it has a time limit.
        waiting = f"async (arg) => [await ({script})(arg)]"
        return self._try(lambda: self.page.wait_for_function(waiting, arg=arg).json_value()[0])

    def wait(self, script: str, arg: object) -> None:
        """Waits until the function says yes."""
        self._try(lambda: self.page.wait_for_function(script, arg=arg))

    def _try(self, attempt: Callable[[], object]) -> object:
        try:
            return attempt()
        except Error as error:
            self.trips.append(f"{self.page.url}: {error.message}")
            return self.report()

    def save(self) -> None:
        """Saves what the editor holds, whatever it asks before."""
        for button in ("[data-save]", "form:has([data-ask]:not([hidden])) [data-save]"):
            for found in self.page.locator(button).all():
                found.click()

    def texts(self, selector: str) -> list[str]:
        """What the elements say, without the spaces around it."""
        found = self.ask("s => [...document.querySelectorAll(s)].map(e => e.textContent)", selector)
        return [text.strip() for text in found]

    def expect(self, screen: str, wanted: Iterable[str], shown: Iterable[str] | str) -> None:
        """Notes which of the strings are not among those shown, or not within the text shown."""
        among = shown if isinstance(shown, str) else set(shown)
        self.losses += [f"{screen}: {text!r}" for text in wanted if text not in among]

    def expect_value(self, name: str, wanted: str) -> None:
        """Notes if the form's field holds something else."""
        value = self.page.locator(f"[name={name}]").first.input_value()
        if value != wanted:
            at = next((at for at, (a, b) in enumerate(zip(value, wanted, strict=False)) if a != b), len(value))
            self.losses.append(
                f"{self.page.url} [{name}] at {at}: {value[at : at + 80]!r}, not {wanted[at : at + 80]!r}"
            )

    def report(self) -> None:
        """Ends a story: nothing ran, nothing was lost."""
        short_report("things that no text may bring about", self.trips)
        short_report("texts lost", self.losses)
