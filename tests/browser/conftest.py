"""A running wiki with a small handbook, and people with browsers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessibility import findings
from tests.conftest import PASSWORD, ROOT
from tests.setup.keeping import DATABASE, put_migrated
from tests.setup.serving import Wiki, running

HARMLESS = ("favicon",)
PATIENCE = 20_000  # milliseconds: other tests share the processors
expect.set_options(timeout=PATIENCE)


@dataclass
class Person:
    """Somebody at a browser. Everything that the console complains of ends up in `complaints`."""

    page: Page
    url: str
    complaints: list[str]
    passes: dict[tuple[str, str], list] = field(default_factory=dict)  # cookies of those who signed in before

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, email: str) -> Page:
        """Signs in; a second story of the same person goes on in the session of the first, which takes no time."""
        if kept := self.passes.get((self.url, email)):
            self.page.context.add_cookies(kept)
            return self.page
        self._sign_in(email)
        self.passes[self.url, email] = self.page.context.cookies()
        return self.page

    def _sign_in(self, email: str) -> None:
        self.open("/accounts/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("searchbox").or_(self.page.get_by_role("combobox")).first).to_be_visible()

    def leave(self) -> None:
        """Ends a story: the console stayed silent and the screen is accessible."""
        # In this order: measuring contrast, axe itself tries what the security policy forbids.
        assert self.complaints == []
        assert findings(self.page) == []


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a wiki with the cast and the space "Handbook"."""
    folder = tmp_path_factory.mktemp("browser") / "var"
    put_migrated(folder / DATABASE)
    environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder)}
    subprocess.run([sys.executable, "-m", "tests.browser.seed"], cwd=ROOT, env=environ, check=True)
    return folder


@pytest.fixture(scope="session")
def wiki(seeded: Path) -> Iterator[Wiki]:
    with running(seeded) as wiki:
        yield wiki


@pytest.fixture(scope="session")
def passes() -> dict[tuple[str, str], list]:
    return {}


@pytest.fixture
def person(browser: Browser, passes: dict[tuple[str, str], list]) -> Iterator[Callable[[Wiki], Person]]:
    """Makes a person with a browser window of their own."""
    contexts: list[BrowserContext] = []

    def make(wiki: Wiki, **options: object) -> Person:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page, complaints = context.new_page(), []
        page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return Person(page, wiki.url, complaints, passes)

    yield make
    for context in contexts:
        context.close()


def _is_complaint(message: object) -> bool:
    return message.type == "error" and not any(word in message.text for word in HARMLESS)


@pytest.fixture
def fresh_folder(tmp_path: Path) -> Iterator[Path]:
    """An empty data folder."""
    yield tmp_path / "var"
    shutil.rmtree(tmp_path / "var", ignore_errors=True)


@pytest.fixture
def editor(wiki: Wiki, person: Callable[[Wiki], Person]) -> Person:
    somebody = person(wiki)
    somebody.sign_in("edith.editor@example.org")
    return somebody


@pytest.fixture
def trainer(wiki: Wiki, person: Callable[[Wiki], Person]) -> Person:
    somebody = person(wiki)
    somebody.sign_in("tom.trainer@example.org")
    return somebody


@pytest.fixture
def admin(wiki: Wiki, person: Callable[[Wiki], Person]) -> Person:
    somebody = person(wiki)
    somebody.sign_in("ada.admin@example.org")
    return somebody
