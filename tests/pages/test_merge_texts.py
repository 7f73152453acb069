"""Merging two edits of one text: what is clean, what is a conflict, and how a conflict is resolved."""

import random

import pytest

from tests.stopwatch import least_seconds
from wiki.pages.merging import Clean, Conflict, Merge, UnresolvedConflictError, merge

STEPS = "# Cleaning\n\n1. Close the valve.\n2. Drain the tank.\n3. Rinse twice.\n\nAsk the shift leader.\n"


def test_edits_of_different_blocks_are_joined():
    mine = STEPS.replace("# Cleaning", "# Cleaning the tank")
    theirs = STEPS.replace("shift leader", "supervisor")
    merged = merge(STEPS, mine, theirs)
    assert merged.is_clean
    assert merged.text == mine.replace("shift leader", "supervisor")


def test_different_edits_of_one_line_conflict_with_all_three_texts():
    merged = merge(STEPS, STEPS.replace("twice", "thrice"), STEPS.replace("twice", "once"))
    assert merged.conflicts == (Conflict("3. Rinse twice.\n", "3. Rinse thrice.\n", "3. Rinse once.\n"),)


def test_edits_of_neighbouring_list_items_conflict():
    merged = merge(STEPS, STEPS.replace("Drain", "Empty"), STEPS.replace("twice", "once"))
    assert not merged.is_clean


def test_edits_of_neighbouring_table_rows_conflict_without_the_rows_around():
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n"
    merged = merge(table, table.replace("| 1 |", "| x |"), table.replace("| 3 |", "| y |"))
    assert [conflict.base for conflict in merged.conflicts] == ["| 1 | 2 |\n| 3 | 4 |\n"]


def test_the_same_edit_on_both_sides_is_clean():
    both = STEPS.replace("twice", "thrice")
    assert merge(STEPS, both, both).text == both


def test_an_edit_of_a_deleted_block_conflicts_with_nothing():
    merged = merge(STEPS, STEPS.replace("twice", "thrice"), STEPS.replace("3. Rinse twice.\n", ""))
    assert [conflict.theirs for conflict in merged.conflicts] == [""]


def test_a_conflict_is_widened_to_its_paragraph():
    base = "Intro\n\nfirst line\nsecond line\nthird line\n\nEnd\n"
    merged = merge(base, base.replace("second", "2nd"), base.replace("second", "another"))
    assert merged.parts == (
        Clean("Intro\n\n"),
        Conflict(
            "first line\nsecond line\nthird line\n",
            "first line\n2nd line\nthird line\n",
            "first line\nanother line\nthird line\n",
        ),
        Clean("\nEnd\n"),
    )


def test_a_conflict_takes_its_list_item_and_leaves_the_others():
    base = "- one\n  more of one\n- two\n  more of two\n- three\n"
    merged = merge(base, base.replace("of two", "of 2"), base.replace("of two", "of II"))
    assert [conflict.base for conflict in merged.conflicts] == ["- two\n  more of two\n"]


def test_fenced_code_is_never_cut():
    code = "```sh\n# not a heading\nrun one\n\nrun two\n```\n"
    base = f"Do this:\n\n{code}\nDone.\n"
    merged = merge(base, base.replace("run two", "run 2"), base.replace("run two", "run II"))
    assert [conflict.base for conflict in merged.conflicts] == [code]


def test_a_clean_edit_in_the_block_of_a_conflict_is_part_of_it():
    base = "one\ntwo\nthree\nfour\nfive\n"
    mine = base.replace("one", "ONE").replace("five", "5")
    merged = merge(base, mine, base.replace("five", "V"))
    assert merged.parts == (Conflict(base, mine, base.replace("five", "V")),)


def test_a_conflict_in_front_matter_takes_its_key_only():
    base = "---\ntitle: A\ntags:\n  - x\n  - y\nowner: B\n---\n\nText\n"
    merged = merge(base, base.replace("- y", "- z"), base.replace("- y", "- w"))
    assert [conflict.base for conflict in merged.conflicts] == ["tags:\n  - x\n  - y\n"]


def test_the_text_of_a_merge_with_conflicts_is_refused():
    merged = merge("a\n", "b\n", "c\n")
    with pytest.raises(UnresolvedConflictError):
        _ = merged.text
    with pytest.raises(UnresolvedConflictError):
        merged.resolve(["b\n", "c\n"])


def test_choices_resolve_conflicts_in_order():
    base = "a\n\nkeep\n\nb\n"
    merged = merge(base, "a1\n\nkeep\n\nb1\n", "a2\n\nkeep\n\nb2\n")
    assert merged.resolve(["a2\n", "own words\n"]) == "a2\n\nkeep\n\nown words\n"


def test_a_choice_without_newline_is_not_glued_to_what_follows():
    merged = Merge((Conflict("a\n", "b\n", "c\n"), Clean("next\n")))
    assert merged.resolve(["mine"]) == "mine\nnext\n"
    assert merged.resolve([""]) == "next\n"


def test_all_of_one_side_chosen_and_nothing_clean_is_that_side():
    mine, theirs = "x\ny\n", "p\nq\n"
    merged = merge("a\nb\n", mine, theirs)
    assert merged.resolve([conflict.mine for conflict in merged.conflicts]) == mine
    assert merged.resolve([conflict.theirs for conflict in merged.conflicts]) == theirs


def test_an_empty_text_merges():
    assert merge("", "", "").text == ""
    assert merge("", "mine\n", "").text == "mine\n"
    assert merge("base\n", "", "base\n").text == ""


def random_text(chance: random.Random) -> str:
    lines = ["# head", "- item", "  more", "text", "", "| cell |", "```", "é\u2028x", "form\x0cfeed", "lone\rreturn"]
    text = "".join(chance.choice(lines) + chance.choice(["\n", "\n", "\r\n"]) for _ in range(chance.randrange(14)))
    return text.rstrip("\r\n") if chance.random() < 0.3 else text


def edited(text: str, tag: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines) + 1)
        lines[at : at + chance.randrange(2)] = chance.choice([[], [f"{tag} {chance.random()}\n"]])
    return "".join(lines)


def test_a_side_that_did_not_edit_takes_the_other_byte_for_byte():
    for seed in range(150):
        chance = random.Random(seed)
        base, other = random_text(chance), random_text(chance)
        assert merge(base, base, other).text == other, seed
        assert merge(base, other, base).text == other, seed
        assert merge(base, other, other).text == other, seed


def test_no_new_line_of_either_side_is_ever_lost():
    for seed in range(150):
        chance = random.Random(seed)
        base = random_text(chance)
        mine, theirs = edited(base, "mine", chance), edited(base, "theirs", chance)
        merged = merge(base, mine, theirs)
        shown_mine = "".join(part.text if isinstance(part, Clean) else part.mine for part in merged.parts)
        shown_theirs = "".join(part.text if isinstance(part, Clean) else part.theirs for part in merged.parts)
        assert all(line in shown_mine for line in mine.split("\n") if line.startswith("mine")), seed
        assert all(line in shown_theirs for line in theirs.split("\n") if line.startswith("theirs")), seed


def test_swapping_the_sides_swaps_the_conflicts():
    for seed in range(100):
        chance = random.Random(seed)
        base = "".join(f"line {number}\n" for number in range(9))
        mine, theirs = edited(base, "mine", chance), edited(base, "theirs", chance)
        one, other = merge(base, mine, theirs), merge(base, theirs, mine)
        assert [(part.mine, part.theirs) for part in one.conflicts] == [
            (part.theirs, part.mine) for part in other.conflicts
        ]


def test_large_texts_without_anything_in_common_merge_in_time():
    texts = ["".join(f"{side} {number}\n" for number in range(60_000)) for side in ("base", "mine", "theirs")]
    assert len(merge(*texts).conflicts) == 1
    assert least_seconds(lambda: merge(*texts), enough=2) < 2
