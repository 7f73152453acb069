"""The engines that could find differences, each in one shape. One that is not installed raises ImportError."""

import difflib
import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Block = tuple[int, int, int]
Lines = Sequence[str]


# --- candidates for lines: matching blocks (old index, new index, size) ------------------------------------------


def _matcher(module: str, **options: Any) -> Callable[[Lines, Lines], list[Block]]:
    def blocks(old: Lines, new: Lines) -> list[Block]:
        matcher = importlib.import_module(module)
        return [tuple(block) for block in matcher.SequenceMatcher(None, old, new, **options).get_matching_blocks()]

    return blocks


def _patience(old: Lines, new: Lines) -> list[Block]:
    matcher = importlib.import_module("patiencediff").PatienceSequenceMatcher(None, old, new)
    return [tuple(block) for block in matcher.get_matching_blocks()]


def _as_text(old: Lines, new: Lines) -> tuple[str, str]:
    """One character for each distinct line."""
    symbols: dict[str, str] = {}
    # Above the surrogates, which some of the engines refuse.
    return tuple(
        "".join(symbols.setdefault(line, chr(0xE000 + len(symbols))) for line in lines) for lines in (old, new)
    )


def _diff_match_patch(old: Lines, new: Lines) -> list[Block]:
    diff = importlib.import_module("fast_diff_match_patch").diff
    blocks, i, j = [], 0, 0
    for sign, size in diff(*_as_text(old, new), timelimit=0, checklines=False, cleanup="No"):
        if sign == "=":
            blocks.append((i, j, size))
        i += size if sign != "+" else 0
        j += size if sign != "-" else 0
    return blocks


def _similar(algorithm: str) -> Callable[[Lines, Lines], list[Block]]:
    def blocks(old: Lines, new: Lines) -> list[Block]:
        diff = importlib.import_module("similar").TextDiff(
            *_as_text(old, new), granularity="chars", algorithm=algorithm
        )
        return [(a[0], b[0], a[1] - a[0]) for kind, a, b in diff.ops() if kind == "equal"]

    return blocks


def _git(**flags: bool) -> Callable[[Lines, Lines], list[Block]]:
    def blocks(old: Lines, new: Lines) -> list[Block]:
        git = importlib.import_module("pygit2")
        flag = git.enums.DiffOption.PATIENCE if flags.get("patience") else git.enums.DiffOption.NORMAL
        texts = ("".join(lines).encode() for lines in (old, new))
        found, i, j = [], 0, 0
        for hunk in git.Patch.create_from(*texts, context_lines=0, flag=flag).hunks:
            start = hunk.old_start - (1 if hunk.old_lines else 0)
            found.append((i, j, start - i))
            j += start - i + hunk.new_lines
            i = start + hunk.old_lines
        return [*found, (i, j, len(old) - i)]

    return blocks


def _rapidfuzz(old: Lines, new: Lines) -> list[Block]:
    editops = importlib.import_module("rapidfuzz.distance").LCSseq.editops
    return [(block.a, block.b, block.size) for block in editops(*_as_text(old, new)).as_matching_blocks()]


def our_lines(old: Lines, new: Lines) -> list[Block]:
    from wiki.history.comparison.lines import align_lines
    from wiki.pages.alignment import Effort

    return [tuple(match) for match in align_lines(old, new, Effort())]


LINE_ENGINES: dict[str, Callable[[Lines, Lines], list[Block]]] = {
    "ours (RapidFuzz LCS, slid)": our_lines,
    "RapidFuzz LCSseq alone": _rapidfuzz,
    "difflib": _matcher("difflib"),
    "difflib, autojunk off": _matcher("difflib", autojunk=False),
    "cydifflib, autojunk off": _matcher("cydifflib", autojunk=False),
    "patiencediff (GPL)": _patience,
    "fast-diff-match-patch": _diff_match_patch,
    "similar-rs myers": _similar("myers"),
    "similar-rs histogram": _similar("histogram"),
    "pygit2 (git) myers": _git(),
    "pygit2 (git) patience": _git(patience=True),
}


# --- candidates for words: marked (start, end) of the old and the new line ---------------------------------------

Marks = tuple[list[tuple[int, int]], list[tuple[int, int]]]


def _our_words(old: str, new: str) -> Marks:
    from wiki.history.comparison.words import Words, compare_words
    from wiki.pages.alignment import Effort

    words = compare_words(Words(old), Words(new), Effort())
    sides = (words.old, words.new)
    return tuple(_marked((segment.mark != "equal", len(segment.text)) for segment in side) for side in sides)


def _difflib_words(old: str, new: str) -> Marks:
    cut = [re.findall(r"\w+|\s+|\W", text) for text in (old, new)]
    codes = difflib.SequenceMatcher(None, *cut, autojunk=False).get_opcodes()
    return (
        _marked((kind != "equal", len("".join(cut[0][i:k]))) for kind, i, k, _, _ in codes),
        _marked((kind != "equal", len("".join(cut[1][j:m]))) for kind, _, _, j, m in codes),
    )


def _dmp_characters(cleanup: str) -> Callable[[str, str], Marks]:
    def marks(old: str, new: str) -> Marks:
        diff = importlib.import_module("fast_diff_match_patch").diff
        found = list(diff(old, new, timelimit=0, checklines=False, cleanup=cleanup))
        return (
            _marked((sign == "-", size) for sign, size in found if sign != "+"),
            _marked((sign == "+", size) for sign, size in found if sign != "-"),
        )

    return marks


def _marked(pieces: Iterator[tuple[bool, int]]) -> list[tuple[int, int]]:
    found, at = [], 0
    for is_marked, size in pieces:
        if is_marked and size:
            found.append((at, at + size))
        at += size
    return found


WORD_ENGINES: dict[str, Callable[[str, str], Marks]] = {
    "ours (words, chance dropped)": _our_words,
    "difflib on words": _difflib_words,
    "fast-diff-match-patch": _dmp_characters("No"),
    "same, semantic cleanup": _dmp_characters("Semantic"),
}
