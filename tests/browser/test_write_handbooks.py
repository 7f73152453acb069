"""One word typed into real pages changes that word and nothing else.

A sample spread over each of the three handbooks; every page of them with EVERY_PAGE=1. What the editor makes
of each page without the screen around it, tests/editor asks of all of them.
"""

import difflib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT
from tests.markup.conftest import handbook as handbook
from tests.setup.serving import running

HANDBOOKS = ("18f-handbook", "vatpac-sops", "openshift-runbooks")
SAMPLE = 12  # pages of each
WORD = "zebra"

# Puts the cursor behind a word of a paragraph: which one, a number from 0 up to 1 tells.
PUT_CURSOR = """(part) => {
    const { desk } = document.querySelector('wiki-editor');
    if (desk.view !== 'visual') return desk.view;
    const { editor } = desk.surface.visual;
    const places = [];
    editor.state.doc.descendants((node, position) => {
        if (node.type.name !== 'paragraph') return !['island', 'codeBlock'].includes(node.type.name);
        node.forEach((child, inside) => {
            if (!child.isText || child.marks.some(({ type }) => type.name === 'code')) return;
            const words = child.text.matchAll(/[a-z]{2,}(?=[ ,.])/gi);
            for (const word of words) places.push(position + 1 + inside + word.index + word[0].length);
        });
        return false;
    });
    if (!places.length) return 'no paragraph';
    editor.commands.setTextSelection(places[Math.floor(part * places.length)]);
    editor.view.focus();
    return 'visual';
}"""


@dataclass(frozen=True)
class Written:
    """One page after the word was typed into it."""

    path: str
    before: str
    after: str
    changes: int

    @property
    def is_exact(self) -> bool:
        return self.changes == 1 and self.after.replace(f" {WORD}", "", 1) == self.before

    def __str__(self) -> str:
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), lineterm="", n=0)
        return "\n".join([f"{self.path}: {self.changes} changes", *list(lines)[2:20]])


def _sample(texts: list[str], size: int) -> list[str]:
    texts = [text for text in texts if text.strip()]
    if os.environ.get("EVERY_PAGE") or len(texts) <= size:
        return texts
    return [texts[index * len(texts) // size] for index in range(size)]


@pytest.fixture(scope="module")
def shelf(seeded, handbook, tmp_path_factory):
    """A wiki with the pages, and the paths of those."""
    folder = tmp_path_factory.mktemp("shelf") / "var"
    shutil.copytree(seeded, folder)
    chosen = {name: _sample(list(handbook(name).values()), SAMPLE) for name in HANDBOOKS}
    listing = folder.with_suffix(".json")
    listing.write_text(json.dumps(chosen))
    environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder)}
    subprocess.run([sys.executable, "-m", "tests.browser.handbook_seed", listing], cwd=ROOT, env=environ, check=True)
    with running(folder) as wiki:
        paths = [f"/{name}/page-{number}/" for name, texts in chosen.items() for number in range(len(texts))]
        yield wiki, folder, paths


def _stored(folder, path):
    _, space, slug, _ = path.split("/")
    query = (
        "SELECT text FROM wiki_page JOIN wiki_space ON wiki_space.id = space_id WHERE wiki_space.slug = ? AND path = ?"
    )
    with sqlite3.connect(f"file:{folder / 'looseleaf.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(query, (space, slug)).fetchone()[0]


def _type_a_word(page, wiki, path, part):
    """The view that the page was written in, or why it was not."""
    page.goto(f"{wiki.url}{path}-/edit/", wait_until="commit")
    page.locator("wiki-editor[data-ready]").wait_for()
    view = page.evaluate(PUT_CURSOR, part)
    if view == "visual":
        page.keyboard.type(f" {WORD}")
        page.locator("[name=reason]").fill("A word")
        with page.expect_navigation(wait_until="commit"):
            page.locator("[data-save]").click()
    return view


def _changes(page, wiki, path):
    """How many changes the compare screen numbers."""
    html = page.request.get(f"{wiki.url}{path}-/compare/1..2/").text()
    return len(set(re.findall(r'id="change-(\d+)"', html)))


@pytest.mark.slow
def test_typed_word_is_the_only_change(shelf, person):
    wiki, folder, paths = shelf
    writer = person(wiki)
    page = writer.sign_in("edith.editor@example.org")
    typed, others = [], {}
    for path in paths:
        before = _stored(folder, path)
        view = _type_a_word(page, wiki, path, random.Random(path).random())
        if view == "visual":
            typed.append(Written(path, before, _stored(folder, path), _changes(page, wiki, path)))
        else:
            others[path] = view
    wrong = [str(one) for one in typed if not one.is_exact]
    assert len(typed) + len(others) == len(paths) >= len(HANDBOOKS) * SAMPLE
    assert len(wrong) <= len(typed) / 100, "\n".join(wrong)
    assert [view for view in others.values() if view == "source"] == []
    assert len(others) <= len(paths) / 20, others  # pages without a paragraph to type into
    assert writer.complaints == []
