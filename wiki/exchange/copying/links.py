"""Where the links of a page lead in the copy."""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from django.conf import settings

from wiki.exchange.evidence.names import safe_file
from wiki.exchange.evidence.references import ELSEWHERE, FILE_ADDRESS
from wiki.exchange.repository.paths import safe_path
from wiki.pages.files.models import PinnedFile
from wiki.pages.models import Page
from wiki.spaces.models import Space

_PERMANENT = re.compile(r"/p/(\d+)/")
_CHUNK = 1 << 20


def place_of(space: str, path: str) -> str:
    """The file of a page in the copy."""
    return f"{space}/{safe_path(path)}/index.html" if path else f"{space}/index.html"


def list_of(space: str) -> str:
    """The file that lists all pages of a space; no page has this address."""
    return f"{space}/-/index.html"


class Places:
    """The file of each page in the copy, by its addresses."""

    def __init__(self, spaces: Iterable[Space]) -> None:
        self._by_address: dict[str, str] = {}
        rows = Page.objects.live().filter(space__in=list(spaces)).values_list("pk", "space__slug", "path")
        for key, space, path in rows.iterator():
            place = place_of(space, path)
            address = f"/{space}/{path}/" if path else f"/{space}/"
            self._by_address[address] = self._by_address[f"/p/{key}/"] = place

    def at(self, address: str) -> str:
        """The file for an address of the wiki, "" for what is not in the copy."""
        permanent = _PERMANENT.match(address)
        return self._by_address.get(permanent[0] if permanent else unquote(address), "")


class Files:
    """The attachments of the pages in the copy, each content once a name."""

    def __init__(self, folder: Path) -> None:
        self.lost: list[str] = []
        self._folder = folder / "files"
        self._folder.mkdir()
        self._names: dict[tuple[str, str], str] = {}

    def name_of(self, page: int, sha256: str, name: str) -> str:
        """Its name among the copied files, to which it is added; "" for one that is not this page's, or lost."""
        key = sha256, safe_file(name)
        if key not in self._names:
            self._names[key] = self._copied(page, sha256, name)
        return self._names[key]

    def _copied(self, page: int, sha256: str, name: str) -> str:
        pin = PinnedFile.objects.select_related("file").filter(page=page, file=sha256).first()
        if pin is None:
            return ""
        made = f"{sha256[:16]}-{safe_file(name)}"
        try:
            with pin.file.open() as content, (self._folder / made).open("wb") as out:
                for chunk in content.chunks(_CHUNK):
                    out.write(chunk)
        except FileNotFoundError:
            self.lost.append(name)
            (self._folder / made).unlink(missing_ok=True)
            return ""
        return made


class Links:
    """What becomes of the links of one page, from whose file `up` leads to the top of the copy."""

    def __init__(self, page: Page, up: str, places: Places, files: Files) -> None:
        self._page, self._up, self._places, self._files = page, up, places, files

    def moved(self, link: str) -> str:
        """Where the link leads: into the copy where it can, else to the wiki or the web."""
        inside = link.strip().removeprefix(settings.BASE_URL)
        if inside.startswith("#") or ELSEWHERE.match(inside):
            return link.strip()
        address = urljoin(self._page.url(), inside)
        return self._file(address) or self._place(address) or urljoin(settings.BASE_URL, address)

    def _file(self, address: str) -> str:
        found = FILE_ADDRESS.match(address)
        name = self._files.name_of(int(found[1]), found[2], unquote(found[3])) if found else ""
        return f"{self._up}files/{name}" if name else ""

    def _place(self, address: str) -> str:
        parts = urlsplit(address)
        place = self._places.at(parts.path)
        return f"{self._up}{quote(place)}" + (f"#{parts.fragment}" if parts.fragment else "") if place else ""
