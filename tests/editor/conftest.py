"""A blank page that may load the editor's modules, under the wiki's own security policy."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from tests.architecture.test_policy import POLICY
from tests.conftest import ROOT
from tests.markup.conftest import handbook as handbook

BLANK = b"""<!doctype html><html lang="en"><title>Blank</title><link rel="icon" href="/static/img/favicon.svg">
<div id="place"></div>"""
TOOLS = """<!doctype html><html lang="en"><title>Tools</title><link rel="icon" href="/static/img/favicon.svg">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/css/main.css">
<body><main><h1>Cleaning</h1><div id="root">{tools}
<div class="column column-narrow"><div id="place"></div></div></div></main>"""
FOLDERS = {"/static/": ROOT / "static", "/tests/": ROOT / "tests" / "editor"}


class _Files(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            self.answer(BLANK)
        elif self.path == "/tools/":
            self.answer(
                TOOLS.format(tools=render_to_string("pages/editor_tools.html", {"upload_url": "/upload/"})).encode()
            )
        else:
            super().do_GET()

    def answer(self, page: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)

    def translate_path(self, path: str) -> str:
        for prefix, folder in FOLDERS.items():
            if path.startswith(prefix):
                return str(folder / path.removeprefix(prefix))
        return str(ROOT / "static" / "nothing")

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Keeps quiet."""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the modules are served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def silent_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose console must stay silent."""
    page = browser.new_page()
    page.set_default_timeout(8_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(error.stack or str(error)))
    page.goto(address)
    yield page
    page.close()
    assert complaints == []


@pytest.fixture(scope="session")
def blank(browser: Browser, address: str) -> Iterator[Page]:
    """A page without anything on it."""
    with silent_page(browser, address) as page:
        yield page


@pytest.fixture(scope="session")
def tool_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page with the controls of the visual editor."""
    with silent_page(browser, f"{address}tools/") as page:
        yield page


@pytest.fixture
def tools(tool_page: Page) -> Callable[..., object]:
    """Calls a function of tools.js in the browser."""

    def call(name: str, *given: object) -> object:
        script = "([name, given]) => import('/tests/tools.js').then((tools) => tools[name](...given))"
        return tool_page.evaluate(script, [name, list(given)])

    return call


@pytest.fixture(scope="session")
def ask(blank: Page) -> Callable[..., object]:
    """Calls a function of checks.js in the browser."""

    def call(name: str, *arguments: object) -> object:
        script = "([name, given]) => import('/tests/checks.js').then((checks) => checks[name](...given))"
        return blank.evaluate(script, [name, list(arguments)])

    return call


@pytest.fixture
def pasting(blank: Page) -> Callable[..., object]:
    """Calls a function of pasting.js in the browser."""

    def call(name: str, *given: object) -> object:
        script = "([name, given]) => import('/tests/pasting.js').then((pasting) => pasting[name](...given))"
        return blank.evaluate(script, [name, list(given)])

    return call


@pytest.fixture
def pasted(pasting: Callable[..., object]) -> Callable[..., object]:
    """The Markdown of a page in which this was pasted behind `before`."""

    def paste(kinds: dict[str, str], source: str = "", before: str | None = None) -> object:
        pasting("open", source)
        pasting("putBehind", before)
        pasting("paste", kinds)
        return pasting("source")

    return paste
