"""The strings of attackers and the strings that break programs, cut to what each field of the product takes."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wiki.pages.titles import split_tags

A_PAGE = 400  # strings in the text of one page
TITLE, REASON, SEARCH, TAG, FILE, NAME = 250, 500, 1000, 60, 140, 150  # characters that fields take
LONG = 4000  # characters, where there is no limit


def strings(corpus: Path) -> list[str]:
    """Every different payload and naughty string, as they are."""
    payloads = (corpus / "xss-payloads" / "xss-payload-list.txt").read_text(encoding="utf-8").split("\n")
    naughty = json.loads((corpus / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    return list(dict.fromkeys(text for text in [*payloads, *naughty] if text.strip()))


def packs(texts: Iterable[str], length: int) -> list[str]:
    """All the texts, as few strings of at most `length` characters; a text that is longer comes in pieces.

    Without spaces at the ends: fields of one line lose those.
    """
    made: list[str] = []
    for text in texts:
        for start in range(0, len(text), length):
            piece = text[start : start + length]
            if made and len(made[-1]) + 1 + len(piece) <= length:
                made[-1] += f" {piece}"
            else:
                made.append(piece)
    return [pack.strip() for pack in made if pack.strip()]


def tags(texts: Iterable[str]) -> list[str]:
    """The texts as tags: in small letters, in pieces at the commas and where they are too long."""
    pieces = [
        tag[start : start + TAG] for text in texts for tag in split_tags(text) for start in range(0, len(tag), TAG)
    ]
    return list(dict.fromkeys(tag for piece in pieces for tag in split_tags(piece)))


def names(texts: Iterable[str]) -> list[str]:
    """The texts as names of files: in pieces at the slashes, without control characters; each name is another."""
    bare = (re.sub(r"[\x00-\x1f\x7f]", "", part).strip(". ") for text in texts for part in re.split(r"[/\\]", text))
    return [f"{pack.strip('. ')} {number}.png" for number, pack in enumerate(packs(filter(None, bare), FILE))]


@dataclass(frozen=True)
class Batch:
    """What one page is filled with: its text, its tags, its files, and the titles and reasons of pages below it."""

    place: int
    texts: list[str]

    @property
    def path(self) -> str:
        return f"/hostile/batch-{self.place}/"

    @property
    def text(self) -> str:
        """Each string in a block of its own, and within a sentence."""
        return "\n\n".join(f"{text}\n\nBefore {text} after." for text in self.texts) + "\n"

    @property
    def titles(self) -> list[str]:
        return packs(self.texts, TITLE)


def batches(texts: list[str]) -> list[Batch]:
    """All the strings, some hundred at a time."""
    return [Batch(place, texts[start : start + A_PAGE]) for place, start in enumerate(range(0, len(texts), A_PAGE), 1)]
