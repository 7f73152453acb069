"""What people type comes back as they typed it, through the same forms that they typed it into.

What is changed is told here: titles, reasons and searches lose spaces at their ends; tags are small letters, parted by
commas, without "#" and double spaces; a browser sends every newline as CR LF, and it comes back as one newline.
"""

import html
import json
import re

import pytest
from django.core.paginator import Paginator

from tests.conftest import make_page
from wiki.history.views.revisions import A_PAGE
from wiki.pages.models import Page
from wiki.pages.titles import split_tags

CODES = [*range(1, 0x250), *range(0x600, 0x700), *range(0x2000, 0x2070), 0xFEFF, 0xFFFD, 0xFFFE, 0x1F3F3, 0x10FFFF]
EVERYTHING = "".join(chr(code) for code in CODES if chr(code) not in "\r\n")
SPACES = ("\n\nbefore", "after\n\n\n", "\n", " ", "a\n\n\n\n\nb", "\t\tx\t", "\u2028\u2029\x85\x0b\x0c")


def naughty(corpus):
    return [text for text in json.loads((corpus / "naughty-strings" / "blns.json").read_text()) if text.strip()]


def value_of(screen, name):
    """What a browser would show in the field."""
    area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', screen, re.DOTALL)
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', screen)
    value = area or re.search(r'value="([^"]*)"', field[0])
    return html.unescape(value[1]) if value else ""


def typed(client, page, **fields):
    page.refresh_from_db()
    said = {"title": page.title, "text": page.text, "tags": "", "base_number": page.latest.number, "reason": ""}
    answer = client.post(page.url("edit/"), said | fields)
    assert answer.status_code == 302, fields
    return client.get(page.url("edit/")).content.decode()


@pytest.fixture
def page(space):
    return make_page(space, "Plan", "Start.\n")


def test_every_character_of_a_text(page, editor_client):
    text = f"  {EVERYTHING}\n\n\n\t{EVERYTHING[::-1]}  \n \n"
    screen = typed(editor_client, page, text=text.replace("\n", "\r\n"))
    assert Page.objects.get(pk=page.pk).text == text
    assert value_of(screen, "text") == text


@pytest.mark.parametrize("text", SPACES)
def test_space_of_a_text(page, editor_client, text):
    screen = typed(editor_client, page, text=text.replace("\n", "\r\n"), title=f"Title {len(text)}")
    assert Page.objects.get(pk=page.pk).text == text
    assert value_of(screen, "text") == text


@pytest.mark.slow
def test_naughty_strings_in_every_field(corpus, page, editor_client):
    reasons = {}
    for text in naughty(corpus):
        title, tags = text.strip()[:250].strip(), [tag for tag in split_tags(text) if len(tag) <= 60]
        screen = typed(editor_client, page, title=title, text=text, tags=", ".join(tags), reason=text[:500])
        page.refresh_from_db()
        assert (page.title, page.text, page.tags) == (title, text, tags)
        assert page.latest.reason == text.strip()
        assert value_of(screen, "title") == title
        assert value_of(screen, "text") == text
        assert value_of(screen, "tags") == ", ".join(tags)
        assert page.title in html.unescape(editor_client.get(page.url()).content.decode())
        reasons[page.latest.number] = text.strip()
    for stretch in Paginator(list(reasons.values())[::-1], A_PAGE):
        answer = editor_client.get(page.url("history/"), {"page": stretch.number})
        timeline = html.unescape(answer.content.decode())
        assert [reason for reason in stretch if reason not in timeline] == []


@pytest.mark.slow
def test_naughty_strings_in_the_search(corpus, editor_client):
    for text in naughty(corpus):
        screen = editor_client.get("/search/", {"q": text}).content.decode()
        assert value_of(screen, "q") == text.strip(), text
        assert editor_client.get("/search/suggest/", {"q": text}).status_code == 200


def test_names_of_files(page, editor_client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for name in ("Grüße & <b>.txt", "a'b\"c.txt", "田中さん.txt", "100% #1?.txt", "مرحبا.txt", "🏳️.txt", "a;b=c.txt"):
        made = editor_client.post(page.url("upload/"), {"file": SimpleUploadedFile(name, b"x")}).json()
        assert made["name"] == name
        answer = editor_client.get(made["url"])
        assert b"".join(answer) == b"x"


def test_names_of_files_that_the_encoding_of_forms_would_change(page, editor_client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for name in ('12" pipe.txt', "%22.txt", "&lt;b&gt; &amp; c.txt", "a\"b'<img src=x>.txt"):
        said = {"file": SimpleUploadedFile("as-encoded.txt", b"x"), "name": name}
        made = editor_client.post(page.url("upload/"), said).json()
        assert made["name"] == name
        assert b"".join(editor_client.get(made["url"])) == b"x"


def test_tag_that_is_too_long_is_refused_and_not_cut(page, editor_client):
    said = {"title": "Plan", "text": "x", "tags": "short, " + "x" * 61, "base_number": 1}
    answer = editor_client.post(page.url("edit/"), said)
    assert answer.status_code == 422
    assert "x" * 61 in value_of(answer.content.decode(), "tags")
    assert Page.objects.get(pk=page.pk).tags == []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 1_000_000},
        {"title": " "},
        {"title": "NUL\0"},
        {"text": "NUL\0"},
        {"text": "x\n\n" * 800_000},
        {"tags": ",".join(f"t{number}" for number in range(10_000))},
        {"reason": "x" * 501},
        {"base_number": "9" * 30},
        {"base_number": "no number"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_refused_text_is_still_in_the_form(page, editor_client, fields):
    said = {"title": "Plan", "text": "Hours of work.\n", "tags": "", "base_number": 1, "reason": ""} | fields
    answer = editor_client.post(page.url("edit/"), said)
    assert answer.status_code == 422
    assert "Hours of work." in answer.content.decode() or "text" in fields
    assert Page.objects.get(pk=page.pk).latest.number == 1


def test_more_fields_than_a_form_has_are_refused(page, editor_client):
    said = {"title": "Plan", "text": "x", "base_number": 1, "keep": [f"{'a' * 64}/{number}" for number in range(5_000)]}
    assert editor_client.post(page.url("edit/"), said).status_code in (400, 413)


def test_refused_new_page_is_still_in_the_form(page, editor_client):
    answer = editor_client.post(page.url("new/"), {"title": "", "text": "Hours of work.\n"})
    assert answer.status_code == 422
    assert "Hours of work." in answer.content.decode()
