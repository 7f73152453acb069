"""The tree that a set of files makes: folders and their pages, order, and each page's word in addresses."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wiki.exchange.reading.page_text import name_as_title
from wiki.pages.relative_links import FOLDER_PAGE_NAMES, PAGE_SUFFIX
from wiki.pages.titles import slug_for

LAST = float("inf")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A live page to be placed: its key, its path in the source, and what orders it among its siblings."""

    key: int
    path: str
    title: str
    order: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands. `key` is None for a section: a folder that has no page of its own.

    `address` is the slugs from the top joined by "/" ("" for the front page), `parent` the address above it;
    `path` ends in "/" for a section.
    """

    key: int | None
    path: str
    title: str
    address: str
    parent: str
    slug: str
    position: int


def arrange(leaves: Iterable[Leaf], *, root: str = "", order: dict[str, float] | None = None) -> list[Place]:
    """Place every page; parents come before their children.

    A folder's page is its index.md or README.md, else the file beside it with the folder's name, else a section
    made for it. The one at the top is the front page. `order` gives the places that a site's navigation file
    names, by path.
    """
    leaves = [_ordered(leaf, order or {}) for leaf in leaves]
    by_path = {leaf.path: leaf for leaf in leaves}
    folders = _folders(by_path, root)
    page_of = {folder: _page_of_folder(folder, by_path, root) for folder in folders}
    standing_for_folder = {page.path for page in page_of.values() if page}
    inside: dict[str, list[tuple[Leaf, str]]] = defaultdict(list)
    for folder in folders - {root}:
        # A page beside its folder and one inside it both stand where the folder stands.
        page = page_of[folder] or Leaf(0, f"{folder}/", name_as_title(folder), (order or {}).get(f"{folder}/"))
        inside[posixpath.dirname(folder)].append((page, folder))
    for leaf in leaves:
        if leaf.path not in standing_for_folder:
            inside[posixpath.dirname(leaf.path)].append((leaf, ""))
    front = [Place(page.key, page.path, page.title, "", "", "", 0)] if (page := page_of.get(root)) else []
    return [*front, *_placed(inside, root, "")]


def front_path(paths: Collection[str], *, root: str = "") -> str:
    """Give the file among `paths` that stands for the top of the tree; "" for none."""
    inside = (posixpath.join(root, name) for name in FOLDER_PAGE_NAMES)
    return next((path for path in inside if path in paths), "")


def address_of(path: str, *, root: str = "") -> str:
    """Give the address of a path that nothing else claims: the one that should lead on when the path is left."""
    name = posixpath.basename(path)
    inner = path.removeprefix(f"{root}/") if root else path
    inner = posixpath.dirname(inner) if name in FOLDER_PAGE_NAMES else PAGE_SUFFIX.sub("", inner)
    return "/".join(slug_for(part) for part in inner.split("/") if part)


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """Give what sorts "Play 2" before "Play 10", without regard to case."""
    parts = re.split(r"(\d{1,18})", text.casefold())
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts if part]


def _ordered(leaf: Leaf, order: dict[str, float]) -> Leaf:
    return Leaf(leaf.key, leaf.path, leaf.title, order[leaf.path]) if leaf.path in order else leaf


def _folders(by_path: dict[str, Leaf], root: str) -> set[str]:
    """Give the root and every folder below it that leads to a page."""
    found = {root}
    for path in by_path:
        folder = posixpath.dirname(path)
        while folder not in found:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return found


def _page_of_folder(folder: str, by_path: dict[str, Leaf], root: str) -> Leaf | None:
    inside = [posixpath.join(folder, name) for name in FOLDER_PAGE_NAMES]
    beside = [] if folder == root else [f"{folder}.md", f"{folder}.markdown"]
    return next((by_path[path] for path in (*inside, *beside) if path in by_path), None)


def _placed(inside: dict[str, list[tuple[Leaf, str]]], folder: str, address: str) -> Iterator[Place]:
    taken: set[str] = set()
    slugs = {}
    # Slugs are given by path, so that a new title moves nothing; a folder has the first claim to its name.
    for leaf, own_folder in sorted(inside[folder], key=lambda pair: (not pair[1], pair[0].path)):
        slugs[leaf.path] = _free_slug(own_folder or leaf.path, taken)
    for position, (leaf, own_folder) in enumerate(sorted(inside[folder], key=_sibling_key)):
        slug = slugs[leaf.path]
        below = f"{address}/{slug}".lstrip("/")
        yield Place(leaf.key or None, leaf.path, leaf.title, below, address, slug, position)
        if own_folder:
            yield from _placed(inside, own_folder, below)


def _sibling_key(pair: tuple[Leaf, str]) -> tuple[float, list[tuple[int, int, str]], str]:
    leaf, _folder = pair
    return (LAST if leaf.order is None else leaf.order), natural_key(leaf.title), leaf.path


def _free_slug(path: str, taken: set[str]) -> str:
    wanted = slug = slug_for(PAGE_SUFFIX.sub("", posixpath.basename(path)))
    number = 1
    while slug in taken:
        number += 1
        slug = f"{wanted[:110]}-{number}"
    taken.add(slug)
    return slug
