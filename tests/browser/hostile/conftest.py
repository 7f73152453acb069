"""A wiki full of hostile strings, in every field that takes text: nothing of it runs, and none of it is lost.

Most windows switch the security policy off, so that whatever only the policy holds back does run, and is seen.
What fields change is told here and in `strings`: a field of one line loses spaces at its ends; tags are small
letters, parted by commas; names of files have no slashes and no control characters.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.hostile import strings as hostile
from tests.browser.hostile.window import Window
from tests.conftest import PASSWORD, ROOT
from tests.setup.keeping import DATABASE, put_migrated
from tests.setup.serving import Wiki, running


@pytest.fixture(scope="session")
def texts(corpus: Path) -> list[str]:
    return hostile.strings(corpus)


@pytest.fixture(scope="session")
def batches(texts: list[str]) -> list[hostile.Batch]:
    return hostile.batches(texts)


def seeded(among: Path, corpus: Path) -> Path:
    """The data of the hostile wiki, made once for all the processes that the tests are spread over."""
    made, unfinished = among / "hostile", among / "hostile-unfinished"
    with (among / "hostile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(unfinished)}
            put_migrated(unfinished / DATABASE)
            seed = [sys.executable, "-m", "tests.browser.hostile.seed", str(corpus)]
            subprocess.run(seed, cwd=ROOT, env=environ, check=True)
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def hostile_wiki(corpus: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Wiki]:
    folder = tmp_path_factory.getbasetemp()
    own = tmp_path_factory.mktemp("hostile-wiki") / "var"
    shutil.copytree(seeded(folder if worker_id == "master" else folder.parent, corpus), own)
    with running(own) as wiki:
        yield wiki


def sign_in(browser: Browser, wiki: Wiki, email: str) -> BrowserContext:
    """Somebody's browser, as every browser is."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{wiki.url}/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{wiki.url}/")
    return context


@pytest.fixture(scope="session")
def signed_in(hostile_wiki: Wiki, browser: Browser) -> BrowserContext:
    return sign_in(browser, hostile_wiki, "ada.admin@example.org")


@pytest.fixture(scope="session")
def unguarded(signed_in: BrowserContext, browser: Browser) -> BrowserContext:
    """An admin's browser that has no security policy."""
    return browser.new_context(bypass_csp=True, storage_state=signed_in.storage_state())


@pytest.fixture
def admin(unguarded: BrowserContext, hostile_wiki: Wiki) -> Iterator[Window]:
    window = Window(unguarded, hostile_wiki.url)
    yield window
    window.page.close()


@pytest.fixture
def writer(signed_in: BrowserContext, hostile_wiki: Wiki) -> Iterator[Window]:
    window = Window(signed_in, hostile_wiki.url)
    yield window
    window.page.close()
