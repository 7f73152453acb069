"""Others saved other passages meanwhile: the joined page is looked at before it is saved, and nothing typed is lost."""

import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import make_page, make_revision
from wiki.pages.drafts import draft_for
from wiki.pages.merging import Origin, Sides, merge, stretches
from wiki.pages.models import Page

BASE = "# One\n\nFirst.\n\nSecond.\n\nThird.\n"
MINE = BASE.replace("First.", "First, mine.")
THEIRS = BASE.replace("Third.", "Third, theirs.")


def said(text, base=1, **more):
    return {"title": "Night", "text": text, "base_number": base, "reason": "Why", "sitting": "a", **more}


def sent_by(answer):
    """What the form of the joined page sends."""
    form = answer.text[answer.text.index('class="merged-form"') :]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields["text"] = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', form, re.DOTALL)[1]
    return {name: unescape(value) for name, value in fields.items()}


@pytest.fixture
def page(space, trainer):
    page = make_page(space, "Night", BASE)
    make_revision(page, THEIRS, by=trainer)
    return page


@pytest.fixture
def result(page, editor_client):
    return editor_client.post(page.url("edit/"), said(MINE))


def text_of(page):
    return Page.objects.get(pk=page.pk).text


def test_result_is_shown_with_what_came_from_whom_and_not_saved(result, page):
    assert result.status_code == 200
    parts = re.findall(r'<section class="merged-part merged-(\w+)".*?</section>', result.text, re.DOTALL)
    assert parts == ["mine", "theirs"]
    assert "Tom Trainer" in result.text
    assert text_of(page) == THEIRS


def test_one_more_click_saves_it(result, page, editor, editor_client):
    assert editor_client.post(page.url("edit/"), sent_by(result)).status_code == 302
    assert text_of(page) == merge(BASE, MINE, THEIRS).text
    assert draft_for(editor, page=page) is None


def test_going_on_opens_the_editor_with_both_changes(result, page, editor_client):
    screen = editor_client.post(page.url("edit/"), sent_by(result) | {"go_on": "1"})
    assert "First, mine.\n\nSecond.\n\nThird, theirs.\n</textarea>" in screen.text
    assert re.search(r'name="base_number" value="2"', screen.text)
    assert text_of(page) == THEIRS


def test_text_waits_as_a_draft_when_the_result_is_left(result, page, editor, editor_client):
    assert draft_for(editor, page=page).text == MINE
    assert "First, mine." in editor_client.get(page.url("edit/")).text


def test_still_newer_revision_is_shown_again(result, page, trainer, editor_client):
    make_revision(page, THEIRS + "\nFourth.\n", by=trainer)
    again = editor_client.post(page.url("edit/"), sent_by(result))
    assert again.status_code == 200
    assert editor_client.post(page.url("edit/"), sent_by(again)).status_code == 302
    assert text_of(page) == MINE.replace("Third.", "Third, theirs.") + "\nFourth.\n"


def test_refused_text_waits_as_a_draft(page, editor, editor_client):
    assert editor_client.post(page.url("edit/"), said(MINE, title="")).status_code == 422
    assert draft_for(editor, page=page).text == MINE


def test_stretches_are_the_whole_text_in_order():
    merged = merge(BASE, MINE, THEIRS).text
    parts = stretches(Sides(BASE, MINE, THEIRS), merged)
    assert "".join(part.after for part in parts) == merged
    assert "".join(part.before for part in parts) == BASE
    changed = [(part.origin, part.after.strip()) for part in parts if part.origin is not Origin.NOBODY]
    assert changed == [(Origin.MINE, "First, mine."), (Origin.THEIRS, "Third, theirs.")]


def test_neighbouring_changes_are_told_apart():
    mine, theirs = BASE.replace("First.", "Mine."), BASE.replace("Second.", "Theirs.")
    parts = stretches(Sides(BASE, mine, theirs), merge(BASE, mine, theirs).text)
    assert [part.origin for part in parts] == [Origin.NOBODY, Origin.MINE, Origin.THEIRS, Origin.NOBODY]


def cases(corpus):
    folder = corpus / "merges"
    for case in json.loads((folder / "index.json").read_text()):
        yield case, [read(folder / case["id"] / f"{name}.md") for name in ("base", "ours", "theirs")]


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def submitted(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


@pytest.mark.slow
def test_every_case_of_the_corpus_is_joined_as_git_does_or_asked_about(corpus, space, trainer, editor_client):
    counted = {"clean": 0, "conflict": 0}
    for case, (base, mine, theirs) in cases(corpus):
        page = make_page(space, f"Case {case['id']}", base)
        make_revision(page, theirs, by=trainer)
        answer = editor_client.post(page.url("edit/"), said(submitted(mine), title=page.title))
        counted[case["kind"]] += 1
        if case["kind"] == "clean":
            assert answer.status_code == 200, case["id"]
            assert "Look at the result" in answer.text, case["id"]
            assert text_of(page) == theirs, case["id"]
            assert editor_client.post(page.url("edit/"), sent_by(answer)).status_code == 302, case["id"]
            digest = hashlib.sha256(text_of(page).encode()).hexdigest()
            assert digest == case["git_result_sha256"], case["id"]
        else:
            assert answer.status_code == 409, case["id"]
            assert text_of(page) == theirs, case["id"]
            shown = unescape(
                re.sub(r"</?(?:ins|del)>", "", re.sub(r"<del>.*?</del>", "", answer.text, flags=re.DOTALL))
            )
            for conflict in merge(base, mine, theirs).conflicts:
                for side in (conflict.base, conflict.mine, conflict.theirs):
                    assert side.strip() in shown, case["id"]
    assert counted == {"clean": 30, "conflict": 26}
