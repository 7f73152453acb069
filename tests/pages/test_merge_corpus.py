"""Real merges of the handbooks: git's result where git merges cleanly, a conflict where it does not."""

import hashlib
import json
from pathlib import Path

from wiki.pages.merging import merge


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def cases(corpus: Path, kind: str) -> list[tuple[dict, list[str]]]:
    index = json.loads(read(corpus / "merges" / "index.json"))
    return [
        (case, [read(corpus / "merges" / case["id"] / f"{name}.md") for name in ("base", "ours", "theirs")])
        for case in index
        if case["kind"] == kind
    ]


def test_clean_merges_give_gits_text(corpus):
    clean = cases(corpus, "clean")
    assert clean
    for case, texts in clean:
        digest = hashlib.sha256(merge(*texts).text.encode()).hexdigest()
        assert digest == case["git_result_sha256"], case["id"]


def test_conflicts_are_told_with_texts_of_all_three_sides(corpus):
    conflicting = cases(corpus, "conflict")
    assert conflicting
    for case, (base, mine, theirs) in conflicting:
        merged = merge(base, mine, theirs)
        assert not merged.is_clean, case["id"]
        for conflict in merged.conflicts:
            assert conflict.base in base, case["id"]
            assert conflict.mine in mine, case["id"]
            assert conflict.theirs in theirs, case["id"]
            assert len({conflict.base, conflict.mine, conflict.theirs}) == 3, case["id"]


def test_there_are_about_as_many_conflicts_as_git_has(corpus):
    for case, texts in cases(corpus, "conflict"):
        found = len(merge(*texts).conflicts)
        assert 1 <= found <= case["git_conflict_hunks"] + 2, case["id"]
