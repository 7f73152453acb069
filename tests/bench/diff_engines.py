"""Compare the engines that could find differences, on real pairs of revisions: time, and how it reads.

    python -m tests.bench.diff_engines [--pairs 300]

Candidates that are not installed are left out; for all of them:
uv pip install patiencediff cydifflib fast-diff-match-patch similar-rs pygit2
"""

import argparse
import importlib
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import quantiles

from tests.bench.diff_candidates import LINE_ENGINES, WORD_ENGINES, Block, Lines, Marks, our_lines

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("LOOSELEAF_CORPUS") or ROOT.parent / "shared" / "corpus")
HANDBOOKS = ("18f-handbook", "vatpac-sops", "openshift-runbooks")
PATIENCE = 20  # seconds that a candidate may take for two megabytes

# --- the material ------------------------------------------------------------------------------------------------


def git(folder: str, *arguments: str) -> str:
    run = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True)
    return run.stdout.decode("utf-8", "replace")


def revision_pairs(count: int) -> list[tuple[str, str]]:
    """Consecutive revisions of pages, drawn from all handbooks alike."""
    chance = random.Random(7)
    pairs = []
    for handbook in HANDBOOKS:
        with tempfile.TemporaryDirectory() as folder:
            git(".", "clone", "--quiet", "--bare", str(CORPUS / handbook / "history.bundle"), folder)
            log = git(
                folder, "log", "--first-parent", "--no-renames", "--diff-filter=M", "--raw", "--abbrev=40",
                "--format=", "-m", "--", "*.md",
            )  # fmt: skip
            blobs = [line.split()[2:4] for line in log.splitlines() if line.startswith(":")]
            for old, new in chance.sample(blobs, min(len(blobs), count // len(HANDBOOKS))):
                pairs.append((git(folder, "cat-file", "blob", old), git(folder, "cat-file", "blob", new)))
    return pairs


def megabyte(words: str) -> str:
    chance = random.Random(words)
    return "\n\n".join(" ".join(f"{words}{chance.randrange(4000)}" for _ in range(15)) for _ in range(11_000))


# --- measuring ---------------------------------------------------------------------------------------------------


def times(seconds: list[float]) -> str:
    """Median, 95th percentile and maximum in milliseconds of processor time."""
    cuts = quantiles(seconds, n=20)
    return " ".join(f"{value * 1000:8.2f}" for value in (cuts[9], cuts[18], max(seconds)))


def hunks(blocks: Sequence[Block], old: Lines, new: Lines) -> Iterator[tuple[Lines, Lines, str]]:
    """What was removed and added between two matches, and the line before it."""
    i = j = 0
    for a, b, size in (*blocks, (len(old), len(new), 0)):
        if a > i or b > j:
            yield old[i:a], new[j:b], new[j - 1] if j else ""
        i, j = a + size, b + size


def starts_well(lines: Lines, before: str) -> bool:
    """Whether lines that came or went as a whole begin where a block begins."""
    return not before.strip() or lines[0].lstrip().startswith(("#", "-", "*", "|", "1"))


def measure_lines(engine: Callable[[Lines, Lines], list[Block]], pairs: list[tuple[Lines, Lines]]) -> str:
    engine(*pairs[0])  # its imports are no part of its time
    seconds, changed, count, whole, well = [], 0, 0, 0, 0
    for old, new in pairs:
        started = time.process_time()
        blocks = engine(old, new)
        seconds.append(time.process_time() - started)
        for removed, added, before in hunks(blocks, old, new):
            changed += len(removed) + len(added)
            count += 1
            if bool(removed) != bool(added) and len(removed or added) > 1:
                whole += 1
                well += starts_well(removed or added, before)
    return f"{times(seconds)} {changed:7d} {count:6d} {100 * well // max(whole, 1):5d} %"


def measure_words(engine: Callable[[str, str], Marks], lines: list[tuple[str, str]]) -> str:
    engine(*lines[0])
    seconds, characters, pieces, torn = [], 0, 0, 0
    for old, new in lines:
        started = time.process_time()
        marks = engine(old, new)
        seconds.append(time.process_time() - started)
        for text, found in zip((old, new), marks, strict=True):
            characters += sum(end - start for start, end in found)
            pieces += len(found)
            torn += sum(tears(text, start) or tears(text, end) for start, end in found)
    return f"{times(seconds)} {characters:8d} {pieces:7d} {100 * torn // max(pieces, 1):5d} %"


def tears(text: str, at: int) -> bool:
    """Whether a mark begins or ends inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def edited_lines(pairs: list[tuple[Lines, Lines]]) -> list[tuple[str, str]]:
    """Lines that were edited: one line replaced by one."""
    return [
        (removed[0].rstrip(), added[0].rstrip())
        for old, new in pairs
        for removed, added, _ in hunks(our_lines(old, new), old, new)
        if len(removed) == 1 == len(added)
    ]


def largest(engine: Callable[[Lines, Lines], list[Block]]) -> str:
    """Seconds for two megabytes with nothing in common but blank lines, in a process that can be stopped."""
    process = multiprocessing.Process(target=engine, args=[megabyte(words).splitlines(True) for words in "ab"])
    started = time.perf_counter()
    process.start()
    process.join(PATIENCE)
    seconds = time.perf_counter() - started
    if process.is_alive():
        process.kill()
        return f"> {PATIENCE}"
    return f"{seconds:.1f}" if process.exitcode == 0 else "failed"


def measure_pages(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Rendered pages: lxml's own comparison beside ours."""
    from lxml.html.diff import htmldiff

    from wiki.history.comparison import compare_rendered
    from wiki.markup import render

    pages = [(render(old).html, render(new).html) for old, new in pairs]
    found = {}
    for name, compare in (("ours", compare_rendered), ("lxml.html.diff", htmldiff)):
        seconds = []
        for old, new in pages:
            started = time.process_time()
            compare(old, new)
            seconds.append(time.process_time() - started)
        found[name] = times(seconds)
    return found


def measure_answers(pairs: list[tuple[str, str]]) -> str:
    """The whole answer: rows, words, moves, names."""
    from wiki.history.comparison import compare_sources

    seconds = []
    for old, new in pairs:
        started = time.process_time()
        compare_sources(old, new)
        seconds.append(time.process_time() - started)
    return times(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=300)
    texts = revision_pairs(parser.parse_args().pairs)
    pairs = [(old.splitlines(True), new.splitlines(True)) for old, new in texts]
    say = sys.stdout.write
    say(f"{'lines':30} {'median':>8} {'95 %':>8} {'max ms':>8} {'lines':>7} {'hunks':>6} {'placed':>7}  2 MB, s\n")
    for name, engine in LINE_ENGINES.items():
        with suppress(ImportError):
            say(f"{name:30} {measure_lines(engine, pairs)}  {largest(engine):>7}\n")
    lines = edited_lines(pairs)
    say(f"\n{'words':30} {'median':>8} {'95 %':>8} {'max ms':>8} {'letters':>8} {'pieces':>7} {'torn':>7}\n")
    for name, marker in WORD_ENGINES.items():
        with suppress(ImportError):
            say(f"{name:30} {measure_words(marker, lines)}\n")
    say(f"\n{'answers':30} {'median':>8} {'95 %':>8} {'max ms':>8}\n")
    say(f"{'compare_sources':30} {measure_answers(texts)}\n")
    for name, figures in measure_pages(texts).items():
        say(f"{'rendered: ' + name:30} {figures}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    importlib.import_module("django").setup()
    main()
