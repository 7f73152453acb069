"""The browser's security policy, and the templates that must live under it."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.architecture.sources import scripts, shown, templates

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
# A mail is no page: its reader has no style sheet of ours.
PAGES = [path for path in templates() if "mail" not in path.as_posix()]
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script element without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


def test_policy_header_is_as_pinned(client: Client, db: None) -> None:
    assert client.get("/accounts/login/").headers["Content-Security-Policy"] == POLICY


def test_policy_covers_errors_too(client: Client, db: None) -> None:
    response = client.get("/no-such-space/no-such-page/", follow=True)
    assert response.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_template_has_nothing_inline(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", scripts(), ids=shown)
def test_script_makes_no_code_from_text(path: Path) -> None:
    assert re.findall(r"\beval\(|new Function\(|document\.write\(|setAttribute\(\s*[\"']style", path.read_text()) == []
