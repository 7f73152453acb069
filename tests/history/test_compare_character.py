"""Special cases are named, never shown as nothing."""

import pytest

from wiki.history.comparison import Character, compare_sources

BODY = "# Cleaning\n\nOpen the valve slowly and wait.\nThen close it again.\n\nSee [the list](/list) for parts.\n"


@pytest.mark.parametrize(
    ("old", "new", "character"),
    [
        (BODY, BODY.rstrip("\n"), Character.FINAL_NEWLINE),
        (BODY, BODY + "\n\n", Character.FINAL_NEWLINE),
        (BODY, BODY.replace("\n", "\r\n"), Character.LINE_ENDINGS),
        (BODY, BODY.replace("slowly and", "slowly  and"), Character.WHITESPACE),
        (BODY, BODY.replace("wait.\n", "wait.  \n"), Character.WHITESPACE),
        (BODY, BODY.replace("again.\n", "again.\n\n"), Character.WHITESPACE),
        (BODY, BODY.replace("wait.\nThen", "wait. Then"), Character.REFLOW),
        ('it\'s - "so"...\n', "it’s – “so”…\n", Character.TYPOGRAPHY),
        ("a -- b\n", "a—b\n", Character.TYPOGRAPHY),
        (BODY, BODY.replace("(/list)", "(/parts)"), Character.LINK_TARGETS),
        ("[a]: http://x.example/1\n", "[a]: http://x.example/2\n", Character.LINK_TARGETS),
        (BODY, BODY.replace("# Cleaning", "## Cleaning"), Character.HEADING_LEVEL),
        ("---\ntitle: A\n---\n" + BODY, "---\ntitle: B\ntags: [x]\n---\n" + BODY, Character.FRONT_MATTER),
        (BODY, BODY.replace("slowly", "quickly"), None),
        (BODY, BODY.replace("slowly", "quickly") + "\n", None),
    ],
)
def test_a_difference_of_one_kind_is_named(old, new, character):
    comparison = compare_sources(old, new)
    assert comparison.character is character
    assert comparison.changes


def test_lines_that_only_moved_are_named():
    parts = ["First comes the washing.\n", "Second comes the drying.\n", "Third comes the packing.\n"]
    comparison = compare_sources("".join(parts), "".join([parts[1], parts[2], parts[0]]))
    assert comparison.character is Character.MOVED


def test_different_kinds_of_white_space_are_white_space():
    comparison = compare_sources("alpha beta\n\ngamma", "alpha  beta\n\n\ngamma\n")
    assert comparison.character is Character.WHITESPACE


def test_each_change_is_named_on_its_own():
    old = "one apple a day\n" + "filler\n" * 9 + "two pears a day\n"
    new = "one apple  a day\n" + "filler\n" * 9 + "two plums a day\n"
    assert [change.character for change in compare_sources(old, new).changes] == [Character.WHITESPACE, None]


def test_a_blank_line_in_the_middle_is_not_taken_for_the_end_of_the_text():
    comparison = compare_sources("a\nb\n", "a\n\nb\n")
    assert comparison.character is Character.WHITESPACE


@pytest.mark.parametrize("character", list(Character))
def test_every_case_has_words_for_the_reader(character):
    assert character.label.strip()
