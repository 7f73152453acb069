"""Which file of an imported repository a link in a page means. Pure: the caller knows which paths exist.

A handbook's links are written in one of two readings. GitHub and editors read them from the *file*
(`../leave.md` beside the page's folder). Site generators (Eleventy, MkDocs with directory URLs, Jekyll) read
them from the page's *web address*, where `pages/tools/slack.md` stands at `pages/tools/slack/`, so that
`../zoom/` is `pages/tools/zoom.md`. Paths are those of the repository, with "/"; a folder's ends in "/".
"""

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

PAGE_SUFFIX = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
FOLDER_PAGE_NAMES = ("index.md", "README.md", "readme.md", "index.markdown")
SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
TEMPLATE_MARKS = ("{%", "{{")
# {% page "travel/" %}, {% link _pages/travel.md %}, {{ "/travel/" | url }}
TEMPLATE_STRING = re.compile(r"""\{[%{].*?["'](?P<quoted>[^"']*)["']|\{%-?\s*link\s+(?P<bare>\S+)""")
# {{ site.baseurl }}/travel/
TEMPLATE_PREFIX = re.compile(r"\{\{[^}]*\}\}(?=/)")


class LinkStyle(StrEnum):
    """How an address is written, which tells in what reading it names something."""

    EXTERNAL = "external"
    ANCHOR = "anchor"
    TEMPLATE = "template"
    SITE_ABSOLUTE = "site_absolute"
    FILE_RELATIVE = "file_relative"
    URL_RELATIVE = "url_relative"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a link means: the path in the repository ("" for none) and the anchor without its "#"."""

    style: LinkStyle
    path: str = ""
    anchor: str = ""


def resolve_link(address: str, *, source_path: str, paths: Container[str]) -> LinkTarget:
    """Tell which of `paths` the address means when it is written in the page at `source_path`."""
    style, place, anchor = _parts(address)
    if style is not None and not place:
        return LinkTarget(style, "", anchor)
    path = next((path for path in candidate_paths(address, source_path=source_path) if path in paths), "")
    if style is not None:
        return LinkTarget(style, path, anchor)
    if not path:
        return LinkTarget(LinkStyle.UNRESOLVED, "", anchor)
    from_file = any(path in paths for path in _named_by(_join(_folder_of(source_path), place)))
    return LinkTarget(LinkStyle.FILE_RELATIVE if from_file else LinkStyle.URL_RELATIVE, path, anchor)


def candidate_paths(address: str, *, source_path: str) -> list[str]:
    """Give the paths an address may mean, likeliest first; empty for external addresses and bare anchors.

    A file beside the page comes first; then, as an address without a file's suffix is a site generator's
    habit, the reading by web address; then pages beside the page; folders last.
    """
    style, place, _ = _parts(address)
    if not place:
        return []
    if style is not None:
        roots = [_join(root, place.lstrip("/")) for root in _roots_of(source_path)]
        return _folders_last(path for root in roots for path in _named_by(root))
    by_file = _join(_folder_of(source_path), place)
    by_address = _join(_web_folder_of(source_path), place)
    exact = [by_file] if by_file and not _is_folder_like(place) else []
    return _folders_last((*exact, *_named_by(by_address), *_named_by(by_file)))


def _parts(address: str) -> tuple[LinkStyle | None, str, str]:
    """Split an address into its style (None while relative), the place it names and its anchor."""
    address = address.strip()
    if any(mark in address for mark in TEMPLATE_MARKS):
        place, _, anchor = _template_place(address).partition("#")
        return LinkStyle.TEMPLATE, place, anchor
    if SCHEME.match(address):
        return LinkStyle.EXTERNAL, "", ""
    place, _, anchor = address.partition("#")
    place = unquote(place.partition("?")[0])
    if not place:
        return LinkStyle.ANCHOR, "", anchor
    return (LinkStyle.SITE_ABSOLUTE if place.startswith("/") else None), place, anchor


def _template_place(address: str) -> str:
    if match := TEMPLATE_STRING.search(address):
        return match["quoted"] or match["bare"] or ""
    stripped = TEMPLATE_PREFIX.sub("", address)
    return "" if any(mark in stripped for mark in TEMPLATE_MARKS) else stripped


def _named_by(path: str | None) -> Iterator[str]:
    """Give what a path without regard to its form may name: a file, a page, a folder's page, a folder."""
    if path is None:
        return
    if path:
        yield path
        yield f"{path}.md"
        yield f"{path}.markdown"
        if path.endswith(".html"):
            yield path.removesuffix(".html") + ".md"
    for name in FOLDER_PAGE_NAMES:
        yield posixpath.join(path, name)
    if path:
        yield f"{path}/"


def _join(folder: str, place: str) -> str | None:
    """Join and tidy two paths ("" is the top); None when the result leaves the repository."""
    path = posixpath.normpath(posixpath.join(folder, place))
    if path == ".." or path.startswith(("../", "/")):
        return None
    return "" if path == "." else path


def _folder_of(source_path: str) -> str:
    return posixpath.dirname(source_path)


def _web_folder_of(source_path: str) -> str:
    """Give the page's web address as a folder: itself without suffix, its folder for an index page."""
    if source_path.endswith("/") or posixpath.basename(source_path) in FOLDER_PAGE_NAMES:
        return _folder_of(source_path)
    return PAGE_SUFFIX.sub("", source_path)


def _roots_of(source_path: str) -> list[str]:
    """Give the folders a site may have been built from: the top, then each one down to the page's own."""
    steps = _folder_of(source_path).split("/")
    return ["", *("/".join(steps[: count + 1]) for count in range(len(steps)) if steps[0])]


def _is_folder_like(place: str) -> bool:
    return place.endswith("/") or posixpath.basename(place) in (".", "..")


def _folders_last(paths: Iterable[str]) -> list[str]:
    """Give each path once, in order, but a folder only after everything that has a text."""
    return sorted(dict.fromkeys(paths), key=lambda path: path.endswith("/"))
