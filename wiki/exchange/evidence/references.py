"""Rendered HTML made to stand alone: files it shows lie beside it, everything else leads to the wiki's own address."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.http import Http404
from lxml import html as markup

from wiki.exchange.archive import Archive
from wiki.exchange.evidence.names import safe_file
from wiki.pages.access import file_for, picture_for
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Page

UP = "../../"  # from a document's folder to the top
FILE_ADDRESS = re.compile(r"/p/(\d+)/files/([0-9a-f]{64})/([^?#]+)")
_PICTURE = re.compile(r"/p/(\d+)/pictures/([0-9a-f]{64})/")
_SHOWN = ("img", "source", "video", "audio", "embed", "object", "iframe", "track", "input")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CHUNK = 1 << 16


class Files:
    """The attachments that states show, each content once a name."""

    def __init__(self, by: Any, archive: Archive) -> None:
        self._by, self._archive = by, archive
        self._paths: dict[tuple[str, str], str] = {}

    def path_of(self, page: int, sha256: str, name: str) -> str:
        """Where the file lies in the ZIP, which it is put into; "" where the person may not fetch it or it is gone."""
        key = (sha256, safe_file(name))
        if key not in self._paths:
            self._paths[key] = self._kept(page, sha256, name)
        return self._paths[key]

    def path_of_picture(self, page: int, sha256: str) -> str:
        """As `path_of`, for a smaller version: the whole picture is put in."""
        try:
            return self.path_of(page, sha256, picture_for(self._by, page, sha256)[1])
        except Http404:
            return ""

    def _kept(self, page: int, sha256: str, name: str) -> str:
        path = f"files/{sha256[:16]}-{safe_file(name)}"
        try:
            with file_for(self._by, page, sha256, name).open() as content:
                self._archive.add(path, iter(lambda: content.read(_CHUNK), b""))
        except (Http404, FileNotFoundError, StoredFile.DoesNotExist):
            return ""
        return path


def standing_alone(html: str, page: Page, files: Files) -> str:
    """The HTML for a file in a document's folder."""
    return with_links(html, lambda link: _moved(link, page, files))


def with_links(html: str, moved: Callable[[str], str]) -> str:
    """Rendered HTML whose links and pictures lead where `moved` says, and that fetches nothing from a server."""
    root = markup.fragment_fromstring(html, create_parent="div")
    for element in list(root.iter(markup.etree.Element)):
        for name in ("srcset", "sizes", "loading", "fetchpriority"):
            element.attrib.pop(name, None)
        if element.tag in ("use", "script", "template"):
            element.drop_tree()
    for element, attribute, link in list(_links(root)):
        _rewrite(element, attribute, moved(link))
    return markup.tostring(root, encoding="unicode")


def _links(root: Any) -> Iterator[tuple[Any, str, str]]:
    for element, attribute, link, _place in root.iterlinks():
        if attribute:
            yield element, attribute, link


def _moved(link: str, page: Page, files: Files) -> str:
    """Where the link leads from the ZIP."""
    link = link.strip()
    inside = link.removeprefix(settings.BASE_URL)
    if found := FILE_ADDRESS.match(inside):
        path = files.path_of(int(found[1]), found[2], unquote(found[3]))
    elif found := _PICTURE.match(inside):
        path = files.path_of_picture(int(found[1]), found[2])
    else:
        path = ""
    if path:
        return UP + path
    return link if link.startswith("#") or ELSEWHERE.match(link) else urljoin(settings.BASE_URL + page.url(), link)


def _rewrite(element: Any, attribute: str, link: str) -> None:
    """What would be fetched from a server to be shown becomes words: the file is whole without one."""
    if element.tag in _SHOWN and ELSEWHERE.match(link):
        element.attrib.pop(attribute)
        element.attrib["title"] = link
    else:
        element.set(attribute, link)
