"""Comparing two Markdown texts: rows, changes, folds, and the way back to the new text."""

import random

import pytest

from wiki.history.comparison import Character, Fold, Kind, Mark, compare_sources
from wiki.history.source_html import inline_view, split_view


def marked(line) -> str:
    """A line with its marks written as [-removed-] and {+added+}."""
    signs = {Mark.EQUAL: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
    return "".join(signs[segment.mark].format(segment.text) for segment in line.segments)


def shown(comparison) -> list[str]:
    """The rows as short lines: kind, old line, new line."""
    rows = []
    for row in comparison.rows:
        if isinstance(row, Fold):
            rows.append(f"fold {row.count}")
        else:
            sides = [marked(line) for line in (row.old, row.new) if line]
            rows.append(" | ".join([row.kind, *(sides[:1] if row.kind is Kind.EQUAL else sides)]))
    return rows


def numbered(count: int) -> str:
    return "".join(f"line {number} of the manual\n" for number in range(1, count + 1))


def test_a_changed_word_is_marked_and_nothing_else():
    comparison = compare_sources("Rinse the vessel twice.\n", "Rinse the vessel thrice.\n")
    assert shown(comparison) == ["changed | Rinse the vessel [-twice-]. | Rinse the vessel {+thrice+}."]


def test_identical_texts_have_no_change_and_say_so():
    comparison = compare_sources("same\n", "same\n")
    assert (comparison.changes, comparison.character) == ((), Character.IDENTICAL)


def test_an_empty_text_compares_with_a_text():
    assert shown(compare_sources("", "new\n")) == ["added | {+new+}"]
    assert shown(compare_sources("old\n", "")) == ["removed | [-old-]"]
    assert compare_sources("", "").rows == ()


def test_lines_are_counted_as_git_counts_them():
    comparison = compare_sources("a\nb\nc\n", "a\nB\nc\nd\n")
    assert (comparison.lines_added, comparison.lines_removed, comparison.lines_changed) == (2, 1, 1)


def test_lines_keep_their_numbers_on_both_sides():
    comparison = compare_sources("one\ntwo\n", "zero\none\ntwo\n")
    assert [(row.old and row.old.number, row.new and row.new.number) for row in comparison.rows] == [
        (None, 1),
        (1, 2),
        (2, 3),
    ]


def test_changes_are_numbered_and_start_once():
    old = numbered(30)
    new = old.replace("line 5 ", "line five ").replace("line 25 ", "line twenty-five ")
    comparison = compare_sources(old, new)
    starts = [row.change for row in comparison.rows if row.kind is not Kind.FOLD and row.starts]
    assert starts == [1, 2] == [change.number for change in comparison.changes]
    assert [(change.old_number, change.old_lines) for change in comparison.changes] == [(5, 1), (25, 1)]


def test_unchanged_stretches_are_folded_with_three_lines_of_context():
    old = numbered(30)
    comparison = compare_sources(old, old.replace("line 15 ", "line fifteen "))
    kinds = [str(row.kind) for row in comparison.rows]
    assert kinds == ["fold", *["equal"] * 3, "changed", *["equal"] * 3, "fold"]
    assert [row.count for row in comparison.rows if row.kind is Kind.FOLD] == [11, 12]


def test_a_fold_has_its_hidden_lines_with_their_numbers():
    old = numbered(20)
    compared = compare_sources(old, "new first line\n" + old)
    fold = compared.rows[-1]
    texts = list(fold.texts)
    assert (fold.old_number, fold.new_number, texts[0]) == (4, 5, "line 4 of the manual")
    assert (len(texts), fold.label) == (17, "Show 17 lines")
    assert '<div class="diff-cell diff-new" data-line="21">line 20 of the manual</div>' in split_view(compared)
    assert 'data-line="21" data-old-line="20">line 20 of the manual</div>' in inline_view(compared)


def test_one_equal_line_is_shown_rather_than_folded():
    old = numbered(7)
    comparison = compare_sources(old, "first\n" + old.replace("line 7 ", "line seven "))
    assert Kind.FOLD not in {row.kind for row in comparison.rows}


def test_a_moved_block_is_told_at_both_places():
    block = "## Waste\n\nCollect solvents in the red drum.\n\n"
    rest = numbered(6)
    comparison = compare_sources(f"# Title\n\n{block}{rest}", f"# Title\n\n{rest}\n{block}")
    moves = [change for change in comparison.changes if change.kind in (Kind.MOVED_FROM, Kind.MOVED_TO)]
    assert {change.kind for change in moves} == {Kind.MOVED_FROM, Kind.MOVED_TO}
    assert [change.peer for change in moves] == [change.number for change in reversed(moves)]
    rows = [row for row in comparison.rows if row.kind is Kind.MOVED_TO]
    assert "Collect solvents in the red drum." in [row.new.text for row in rows]
    assert {row.peer for row in rows} == {moves[0].number} or {row.peer for row in rows} == {moves[1].number}


def test_a_short_line_that_recurs_by_chance_is_no_move():
    comparison = compare_sources("- Yes\n\nalpha\nbeta\ngamma\n", "alpha\nbeta\ngamma\n\n- Yes\n")
    assert comparison.lines_moved == 0


def test_a_line_that_lost_only_its_newline_is_no_move():
    comparison = compare_sources("The last line of it\n", "The last line of it")
    assert [change.kind for change in comparison.changes] == [Kind.CHANGED]
    assert comparison.rows[0].note == "line ending: newline, now no newline"


def test_rewrapped_paragraph_marks_only_the_edited_word():
    old = "Open the drain valve slowly and wait until the vessel is quite empty.\n"
    new = "Open the drain valve\ncarefully and wait until\nthe vessel is quite empty.\n"
    assert shown(compare_sources(old, new)) == [
        "changed | Open the drain valve",
        "changed | {+carefully+} and wait until",
        "changed | Open the drain valve [-slowly-] and wait until the vessel is quite empty."
        " | the vessel is quite empty.",
    ]


def test_unrelated_lines_are_replaced_not_edited_word_by_word():
    old = "The pump is in room 4 on the left.\n"
    new = "Ask Ruth for a key, it hangs beside the mirror.\n"
    assert shown(compare_sources(old, new)) == [f"changed | [-{old.strip()}-] | {{+{new.strip()}+}}"]


def test_edited_lines_face_each_other_and_new_ones_stand_alone():
    old = "1. Close valve A tightly.\n2. Open valve B half.\n"
    new = "1. Close valve A very tightly.\n2. Wait for the green lamp to light.\n3. Open valve B half.\n"
    assert shown(compare_sources(old, new)) == [
        "changed | 1. Close valve A tightly. | 1. Close valve A {+very +}tightly.",
        "added | {+2. Wait for the green lamp to light.+}",
        "changed | [-2-]. Open valve B half. | {+3+}. Open valve B half.",
    ]


def test_an_inserted_section_begins_with_its_heading():
    old = "# A\n\ntext a\n\n# C\n\ntext c\n"
    new = "# A\n\ntext a\n\n# B\n\ntext b\n\n# C\n\ntext c\n"
    added = [row.new.text for row in compare_sources(old, new).rows if row.kind is Kind.ADDED]
    assert added == ["# B", "", "text b", ""]


def test_rewritten_paragraphs_are_one_change_across_their_blank_lines():
    old = "Start\n\nApples grow on trees.\nGrapes on vines.\n\nPears too, mostly.\nSo I heard.\n\nEnd\n"
    new = "Start\n\nWe machine parts here.\nWith lathes.\n\nNever without goggles!\nGloves help.\n\nEnd\n"
    assert [(change.old_lines, change.new_lines) for change in compare_sources(old, new).changes] == [(5, 5)]


def test_moved_lines_beside_rewritten_ones_are_changes_of_their_own():
    moved = "Collect all solvents in the red drum.\n"
    old = f"{moved}Apples grow on trees.\nsame one\nsame two\n"
    new = f"Lathes need goggles.\nsame one\nsame two\n{moved}"
    kinds = [change.kind for change in compare_sources(old, new).changes]
    assert kinds == [Kind.MOVED_FROM, Kind.CHANGED, Kind.MOVED_TO]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\r\nb\r\n", "a\nb\n"),
        ("no newline", "no newline\n"),
        ("a\n\nb", "a\n\n\n\nb"),
        ("form\x0cfeed\nand\u2028separator\n", "form\x0cfeed\nand \u2028separator!\n"),
        ("lone\rreturn\n", "lone\nreturn\n"),
        ("x\r\n", "x"),
        ("\ufeffbom\n", "bom\n"),
        ("", "\n"),
    ],
)
def test_the_comparison_gives_the_new_text_byte_for_byte(old, new):
    assert compare_sources(old, new).apply(old) == new
    assert compare_sources(new, old).apply(new) == old


def test_only_a_newline_ends_a_line():
    rows = compare_sources("a\x0cb\u2028c\x85d\n", "a\x0cb\u2028c\x85e\n").rows
    assert len(rows) == 1


def random_text(chance: random.Random) -> str:
    words = ["valve", "pump", "the", "a", "open", "Close", "§", "漢字", "é", "", " ", "\t"]
    lines = [" ".join(chance.choices(words, k=chance.randrange(6))) for _ in range(chance.randrange(25))]
    endings = chance.choices(["\n", "\n", "\n", "\r\n"], k=len(lines))
    text = "".join(line + ending for line, ending in zip(lines, endings, strict=True))
    return text.rstrip("\n") if chance.random() < 0.3 else text


def edited(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(lines) + 1)
        edit = chance.randrange(4)
        if edit == 0:
            lines.insert(at, chance.choice(["", "new line", "valve pump"]))
        elif edit == 1 and at < len(lines):
            del lines[at]
        elif edit == 2 and at < len(lines):
            lines[at] = lines[at].replace("valve", "VALVE") + chance.choice(["", " ", "\r"])
        else:
            chance.shuffle(lines)
    return "\n".join(lines)


def test_any_two_texts_apply_and_every_row_belongs_to_its_change():
    for seed in range(200):
        chance = random.Random(seed)
        old = random_text(chance)
        new = edited(old, chance) if seed % 3 else random_text(chance)
        comparison = compare_sources(old, new)
        assert comparison.apply(old) == new, seed
        rows = [row for row in comparison.rows if row.kind is not Kind.FOLD]
        assert [row.change for row in rows if row.starts] == [change.number for change in comparison.changes], seed
        assert all((row.kind is Kind.EQUAL) == (row.change == 0) for row in rows), seed
        assert "".join(line for row in comparison.rows for line in old_lines(row)) == old, seed


def old_lines(row) -> list[str]:
    if isinstance(row, Fold):
        return list(row.lines)
    return [row.old.source] if row.old else []
