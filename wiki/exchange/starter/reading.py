"""The starter content as it lies in its folder, read into plain values. Knows no database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

from wiki.exchange.reading.stream import Author
from wiki.pages.front_matter import split_front_matter

CONTENT = Path(__file__).parent / "content"
FRONT = "front"  # the folder of a space's front page, whose slug is empty


@dataclass(frozen=True, slots=True)
class StarterRevision:
    """One state of a page, saved `days_ago` at the time of day `at`."""

    number: int
    author: str
    days_ago: int
    at: time
    reason: str
    title: str
    tags: list[str]
    front_matter: str
    text: str
    pictures: list[Path]
    restores: int | None


@dataclass(frozen=True, slots=True)
class StarterControl:
    """What document control and training know of a page: which revisions were approved and why, oldest first; why the
    newest one is to be approved, "" where nobody asks; the role whose people are to know it."""

    number: str = ""
    editions: list[dict[str, Any]] = field(default_factory=list)
    asks: str = ""
    assigned: str = ""


@dataclass(frozen=True, slots=True)
class StarterPage:
    """A page and its past, oldest revision first. `parent` is the folder of the page above, "" for a front page."""

    folder: str
    parent: str
    revisions: list[StarterRevision]
    control: StarterControl

    @property
    def slug(self) -> str:
        """Its word in addresses."""
        return "" if self.folder == FRONT else self.folder

    @property
    def pictures(self) -> list[Path]:
        """Every picture that some revision shows, each once."""
        return list(dict.fromkeys(path for revision in self.revisions for path in revision.pictures))


@dataclass(frozen=True, slots=True)
class StarterSpace:
    """A space with its pages, parents before children, siblings in their order."""

    slug: str
    name: str
    description: str
    position: int
    pages: list[StarterPage]
    number_pattern: str = ""  # of its documents, where it is controlled


def read_authors() -> dict[str, Author]:
    """The invented authors by the name that the revisions call them."""
    return {key: Author(**author) for key, author in _toml(CONTENT / "people.toml").items()}


def read_spaces() -> list[StarterSpace]:
    """The spaces in the order of the home page."""
    return sorted((_space(path.parent) for path in CONTENT.glob("*/space.toml")), key=lambda space: space.position)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _space(folder: Path) -> StarterSpace:
    said = _toml(folder / "space.toml")
    pages = [_page(folder / page["folder"], page) for page in said.pop("pages")]
    return StarterSpace(slug=folder.name, pages=pages, **said)


def _page(folder: Path, said: dict[str, Any]) -> StarterPage:
    parent = said.get("parent", "" if folder.name == FRONT else FRONT)
    return StarterPage(folder.name, parent, list(_revisions(folder, said)), StarterControl(**said.get("control", {})))


def _revisions(folder: Path, said: dict[str, Any]) -> Iterator[StarterRevision]:
    """What a revision leaves out is as the page's entry says; a restoration has the text it restores."""
    texts: dict[int, str] = {}
    for number, own in enumerate(said["revisions"], 1):
        restores = own.pop("restores", None)
        text = texts[restores] if restores else (folder / f"{number}.md").read_text(encoding="utf-8")
        texts[number] = text
        front_matter, body = split_front_matter(text)
        kept = {"title": said["title"], "tags": said.get("tags", [])} | own
        kept |= {"front_matter": front_matter, "text": body, "pictures": _pictures(folder, body)}
        yield StarterRevision(number=number, restores=restores, **kept)


def _pictures(folder: Path, text: str) -> list[Path]:
    return [path for path in sorted(folder.glob("*.svg")) if f"]({path.name})" in text]
