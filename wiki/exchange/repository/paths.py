"""Names of files in an exported repository: never outside of it, never git's own, and fit for every file system."""

import hashlib
import posixpath
import re

from wiki.exchange.reading.stream import is_page
from wiki.pages.relative_links import FOLDER_PAGE_NAMES, PAGE_SUFFIX

FRONT = "README.md"
MOST_BYTES = 200  # of one name; most file systems take 255
# Control and invisible characters (some file systems take ".g<invisible>it" for ".git"), and what Windows refuses.
UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff\\:*?"<>|]')
GITS_OWN = re.compile(r"(?:\.git(?:modules|attributes|ignore|mailmap)?|git~\d+)[ .]*", re.IGNORECASE)
FOLDER_STEMS = frozenset(PAGE_SUFFIX.sub("", name).casefold() for name in FOLDER_PAGE_NAMES)


def safe_path(path: str) -> str:
    """Give the path with every part fit to be a name."""
    return "/".join(_safe_name(part) for part in path.split("/") if part) or "_"


def page_file(address: str) -> str:
    """Give the file for a page's address: beside the folder of the pages below it."""
    if not address:
        return FRONT
    return f"{safe_path('/'.join(map(_no_folder_page, address.split('/'))))}.md"


def stem(file: str) -> str:
    """Give the folder of the pages below the page that a file holds; "" for the top."""
    if posixpath.basename(file) in FOLDER_PAGE_NAMES:
        return posixpath.dirname(file)
    return PAGE_SUFFIX.sub("", file)


def attachment_file(name: str, page: str) -> str:
    """Give the file for an attachment of the page in the file `page`; an imported one has its path as its name."""
    path = safe_path(name if "/" in name else posixpath.join(stem(page), name))
    return f"{path}.txt" if is_page(path) else path


def _no_folder_page(name: str) -> str:
    """Keep a page from a name that stands for its folder; the hyphen is lost again where a name becomes an address."""
    return f"{name}-" if name.casefold() in FOLDER_STEMS else name


def _safe_name(name: str) -> str:
    name = UNFIT.sub("_", name)
    if GITS_OWN.fullmatch(name) or not name.strip(". "):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    """Cut a long name before its suffix; a piece of its hash tells it from others that begin alike."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    start, suffix = posixpath.splitext(name)
    suffix = suffix[:20]
    mark = hashlib.sha256(name.encode()).hexdigest()[:10]
    room = MOST_BYTES - len(f"-{mark}{suffix}".encode())
    return f"{start.encode()[:room].decode(errors='ignore')}-{mark}{suffix}"
