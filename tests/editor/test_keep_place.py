"""The cursor stands at the same place of the text, whether it is written in place or as Markdown."""

import pytest

from tests.editor.test_type import typing as typing

pytestmark = pytest.mark.browser

# A place of the source, marked by ¦, and what is before the cursor in its block when the text is written in place.
PLACES = {
    "Wear **gloves**¦: always\n": "Wear gloves",
    "Wear **gloves**:¦ always\n": "Wear gloves:",
    "Wear **gloves**: ¦always\n": "Wear gloves: ",
    "Wear _thick_ **gloves** (¦both)\n": "Wear thick gloves (",
    "Wear ¦**gloves**\n": "Wear ",
    "1. Wet\n2¦. Rinse\n": "",
    "- one\n-¦ two\n": "",
    "- one\n- t¦wo\n": "t",
    "| Part | | **Torque** |\n|---|---|---|\n| bolt |  | **1¦2** |\n": "1",
    "| Part | Tool |\n|---|---|\n| bolt | ¦ |\n": "",
    "Read [the guide](https://example.org/gu¦ide).\n": "Read the guide",
    f"Read [the **guide**](https://example.org/{'part/' * 99}¦{'part/' * 99}) now.\n": "Read the guide",
    f"Look ![Door](https://example.org/{'part/' * 99}¦{'part/' * 99}) here.\n": "Look \ufffc",
    "Ask somebody@exam¦ple.org now\n": "Ask somebody@exam",
    "Two \\*stars\\*¦ more\n": "Two *stars*",
    "Salt &amp;¦ pepper\n": "Salt &",
    "> [!WARNING]\n> Ho¦t\n": "Ho",
    "- code:\n\n      first\n        sec¦ond\n": "first\n  sec",
    "```python\npr¦int()\n```\n": "pr",
    "<div>\nra¦w\n</div>\n": "<div>\nra",
}


@pytest.mark.parametrize(("marked", "before"), PLACES.items())
def test_place_of_the_source_is_that_of_the_text(typing, marked, before):
    typing("open", marked.replace("¦", ""))
    typing("moveTo", marked.index("¦"))
    assert typing("before") == before


SAME = [
    "Wear **gloves**¦",
    "Wear **gloves**: ¦always",
    "1. Wet\n2. ¦Rinse",
    "Two \\*sta¦rs\\*",
    "Go <https://exam¦ple.org>",
]


@pytest.mark.parametrize("marked", SAME)
def test_cursor_comes_back_to_the_place_it_left(typing, marked):
    typing("open", marked.replace("¦", ""))
    typing("moveTo", marked.index("¦"))
    assert typing("offset") in (marked.index("¦"), marked.replace("**¦", "¦**").index("¦"))


@pytest.mark.slow
@pytest.mark.parametrize("book", ["18f-handbook", "vatpac-sops", "openshift-runbooks"])
def test_places_of_a_handbook_are_kept_exactly(handbook, ask, book):
    found = {path: ask("keepPlaces", text, 3, number) for number, (path, text) in enumerate(handbook(book).items(), 1)}
    assert sum(one["tried"] for one in found.values()) > len(found)
    assert {path: one["wrong"] for path, one in found.items() if one["wrong"]} == {}
