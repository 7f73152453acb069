"""The headers of every answer, and pages without anything that the policy would have to allow."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from config.security import CONTENT_SECURITY_POLICY
from tests.architecture.access_rows import CAST
from tests.architecture.access_table import TABLE
from tests.architecture.test_access import admin_addresses
from tests.architecture.world import World
from tests.conftest import ROOT

pytestmark = pytest.mark.answers


@pytest.fixture
def world(outsider, reader, editor, trainer, admin):
    return World(dict(zip(CAST, (None, outsider, reader, editor, trainer, admin), strict=True)), "open")


def answers(world):
    """What anonymous people, editors and admins are answered everywhere."""
    places = [row.address.format(**world.places) for rows in TABLE.values() for row in rows if row.post is None]
    places += ["/no-such-space/", "/handbook/no-such-page/", "/p/999999/", "/static/no-such-file.js", "//x", "/%00/"]
    places += [re.sub(r"<[^>]+>|\(\?P.*", "1", address) for address in admin_addresses()]
    for who in ("anonymous", "editor", "admin"):
        for place in places:
            answer = world.clients[who].get(place)
            answer.body = b"".join(answer) if answer.streaming else answer.content
            yield f"{who} {place}", answer


class Inline(HTMLParser):
    """Collects what only a lax policy would let pass."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.found += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        addresses = [given.get(name) or "" for name in ("href", "src", "action", "formaction")]
        self.found += [address for address in addresses if re.match(r"\s*(javascript|vbscript|data):", address, re.I)]
        outside = [address for address in addresses if re.match(r"\s*(https?:)?//", address, re.I)]
        is_own_form = tag in ("script", "link", "img", "form", "button", "source", "use")
        self.found += outside if is_own_form else []
        if tag == "style" or (tag == "script" and "src" not in given) or tag in ("base", "iframe", "object", "embed"):
            self.found.append(f"<{tag}>")


def test_every_answer_has_the_policy_and_no_other_eye_keeps_it(world):
    for place, answer in answers(world):
        headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff", place
        assert headers.get("X-Frame-Options") == "DENY" or answer.status_code == 301, place
        assert headers["Referrer-Policy"] == "same-origin", place
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", place
        assert "private" in headers["Cache-Control"] or "no-store" in headers["Cache-Control"], place
        assert "public" not in headers["Cache-Control"], place
        if "/files/" not in place and "/pictures/" not in place:
            assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY, place
        assert "Server" not in headers, place
        assert "X-Powered-By" not in headers, place


def test_no_page_has_anything_inline_or_from_elsewhere(world):
    for place, answer in answers(world):
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            inline = Inline()
            inline.feed(answer.body.decode())
            assert inline.found == [], place


def test_scripts_make_elements_of_text_in_one_place_only():
    for script in (ROOT / "static" / "js").rglob("*.js"):
        source = script.read_text()
        assert not re.search(r"insertAdjacentHTML|outerHTML\s*=|createContextualFragment", source), script
        is_written = re.search(r"innerHTML\s*\+?=", source)
        assert not is_written or script.name == "preview.js", script  # the server has cleaned that


def test_nothing_escapes_without_a_reason():
    allowed = {"history/comparison.html"}
    unescaped = {
        str(template.relative_to(ROOT / "templates"))
        for template in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape\s+off", template.read_text())
    }
    assert unescaped <= allowed


def test_answers_to_members_are_not_those_to_strangers(world):
    """A cache between us and the reader must not mix up what it got for whom."""
    for place in ("/", "/handbook/", "/search/?q=x", "/handbook/cleaning/-/history/"):
        answer = world.clients["reader"].get(place)
        assert "Cookie" in answer.headers["Vary"], place
        assert "private" in answer.headers["Cache-Control"], place


@pytest.mark.parametrize("method", ["trace", "options", "put", "delete", "patch"])
def test_other_methods_change_nothing(world, method):
    from wiki.audit.models import AuditEvent

    before = AuditEvent.objects.count()
    for rows in TABLE.values():
        for row in rows:
            answer = getattr(world.clients["admin"], method)(row.address.format(**world.places))
            b"".join(answer)
            assert answer.status_code < 500, row.address
    assert AuditEvent.objects.count() == before


def test_head_is_answered_as_get(world):
    for place in ("/", "/handbook/", "/handbook/cleaning/-/history/", "/search/?q=x"):
        assert world.clients["reader"].head(place).status_code == 200


SECURE = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SESSION_COOKIE_HTTPONLY SECURE_HSTS_SECONDS"
SHOW = f"from django.conf import settings as s; print(all(getattr(s, name) for name in '{SECURE}'.split()))"


def test_secure_wiki_keeps_its_cookies_to_tls(tmp_path):
    env = {"DJANGO_SETTINGS_MODULE": "config.settings", "LOOSELEAF_DATA": str(tmp_path)}
    env["LOOSELEAF_BASE_URL"] = "https://wiki.example.org"
    shown = subprocess.run([sys.executable, "-c", SHOW], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["True"]
