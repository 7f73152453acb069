"""Attachments: whatever a file holds and however it is named, it is data of a stranger and runs nothing here."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import make_page
from tests.pages.photographs import drawn, saved
from wiki.pages.attachments import SHOWN_INLINE, attached, clean_name, media_type_of, pin
from wiki.pages.files.storing import store
from wiki.pages.views.addresses import DRAWING

SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
GIF = b"GIF89a/*\x01\x00\x01\x00*/=1;alert(1)//"
HOSTILE = {
    "page.html": SCRIPT,
    "page.HTM": SCRIPT,
    "page.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "page.shtml": SCRIPT,
    "page.xml": b'<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></x>',
    "style.xsl": SCRIPT,
    "feed.rss": SCRIPT,
    "page.mht": SCRIPT,
    "style.css": b"* { background: url(https://evil.example) }",
    "module.mjs": b"alert(1)",
    "data.json": b'{"a": "<script>alert(1)</script>"}',
    "notes.txt": SCRIPT,
    "notes": SCRIPT,
    "picture.png": SCRIPT,
    "picture.jpg": b"\xff\xd8\xff" + SCRIPT,
    "picture.gif": GIF,
    "picture.svg": SVG,
    "picture.svgz": SVG,
    "plan.pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "film.mp4": SCRIPT,
    "film.swf": b"FWS",
    "code.wasm": b"\0asm",
    "x.html.png": SCRIPT,
    "x.png.html": SCRIPT,
    "x.html;.png": SCRIPT,
    "x.html.gz": SCRIPT,
    "x.txt.gz": SCRIPT,
    'quote".html': SCRIPT,
    "it's & <b>.html": SCRIPT,
    "percent%2e%2e%2f.html": SCRIPT,
    "résumé ✓ 日本.html": SCRIPT,
}


@pytest.fixture
def page(space):
    return make_page(space, "Files")


def uploaded(client, page, name, content):
    made = client.post(page.url("upload/"), {"file": SimpleUploadedFile(name, content)}).json()
    return made, fetched(client, made["url"])


def fetched(client, url):
    answer = client.get(url)
    answer.body = b"".join(answer)
    return answer


def imported(page, name, content):
    """The address of a file that came past the upload's look at pictures."""
    name = clean_name(name)
    files = {name: store(SimpleUploadedFile(name, content), name).sha256}
    pin(page, files)
    [made] = attached(page, files)
    return made


@pytest.mark.parametrize("name", HOSTILE)
def test_file_is_data_and_nothing_else(name, page, editor_client):
    made = imported(page, name, HOSTILE[name])
    answer = fetched(editor_client, made.url)
    media_type = answer.headers["Content-Type"].partition(";")[0]
    assert answer.body == HOSTILE[name]
    assert made.name == name
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "script" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "private" in answer.headers["Cache-Control"]
    kind = answer.headers["Content-Disposition"].partition(";")[0]
    assert kind == ("inline" if media_type in SHOWN_INLINE else "attachment")
    assert media_type in SHOWN_INLINE | {"application/octet-stream", DRAWING}
    assert '"' not in answer.headers["Content-Disposition"]


def test_what_is_shown_in_place_can_run_nothing_outside_a_sandbox():
    dangerous = {"text/html", "application/xhtml+xml", "text/xml", "application/xml", "text/javascript", "text/css"}
    dangerous.add(DRAWING)
    assert not SHOWN_INLINE & dangerous


def test_packed_text_is_no_text():
    assert media_type_of("x.svg.gz") not in SHOWN_INLINE
    assert media_type_of("x.txt.gz") not in SHOWN_INLINE
    assert media_type_of("x.svgz") not in SHOWN_INLINE


@pytest.mark.parametrize("name", ["x.exe", "X.EXE", "x.js", "x.JsE", "x.jpg.scr", "x.bat ", "x.cmd.", "x.lnk"])
def test_program_is_refused(name, page, editor_client):
    answer = editor_client.post(page.url("upload/"), {"file": SimpleUploadedFile(name, b"MZ")})
    assert answer.status_code == 400
    assert "program" in answer.json()["error"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/cron.d/job", "job"),
        ("C:\\a\\b.txt", "b.txt"),
        ("line\r\nbreak: x.txt", "linebreak: x.txt"),
        ("bell\x07\x00.txt", "bell.txt"),
        (" .hidden. ", "hidden"),
        ("x" * 400 + ".txt", "x" * 150 + ".txt"),
        ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
    ],
)
def test_name_loses_folders_controls_and_nothing_else(name, kept):
    assert clean_name(name) == kept


def test_name_that_is_read_backwards_is_told_as_it_is(page, editor_client):
    """U+202E would show "invoice_exe.pdf" for what ends in "fdp.exe"."""
    made, _answer = uploaded(editor_client, page, "invoice_\u202efdp.html", SCRIPT)
    assert "\u202e" not in made["name"]


@pytest.mark.parametrize("name", ["", ".", "..", "/", "...", " ", "\x00"])
def test_name_that_is_none_is_refused(name, page, editor_client):
    from wiki.pages.errors import PageError

    with pytest.raises(PageError):
        clean_name(name)


def test_size_has_a_limit(page, editor_client, settings):
    settings.ATTACHMENT_LIMIT = 1000
    answer = editor_client.post(page.url("upload/"), {"file": SimpleUploadedFile("x.txt", b"x" * 1001)})
    assert answer.status_code == 400


def test_range_and_conditional_requests_ask_for_the_right_first(members_space, editor_client, outsider_client):
    page = make_page(members_space, "Plan")
    made, _answer = uploaded(editor_client, page, "plan.txt", b"secret")
    for headers in ({"Range": "bytes=0-2"}, {"If-None-Match": "*"}, {"If-None-Match": f'"{made["sha256"]}"'}):
        assert outsider_client.get(made["url"], headers=headers).status_code == 404


def test_address_with_another_number_or_hash_finds_nothing(page, editor_client):
    made, _answer = uploaded(editor_client, page, "plan.txt", b"secret")
    for wrong in ("0" * 64, made["sha256"].upper(), "-", made["sha256"][:63]):
        assert editor_client.get(made["url"].replace(made["sha256"], wrong)).status_code == 404


def test_markdown_offered_for_a_hostile_name_stays_one_image(page, editor_client):
    """The name ends up in the text that the editor inserts: it must not break out of the link."""
    picture = saved(drawn(8, 8), "PNG")
    for name in ("a](javascript:alert(1)).png", "a) [x](javascript:alert(1) .png", "a<b>.png", "a\\.png", "`a`.png"):
        made, _answer = uploaded(editor_client, page, name, picture)
        shown = editor_client.post(
            page.url("preview/"), {"text": made["markdown"], "keep": f"{made['sha256']}/{made['name']}"}
        ).content.decode()
        assert 'href="javascript' not in shown, name
        assert 'src="javascript' not in shown, name
