"""The text of a page as an import reads it: decoded, cut from its front matter, its title, tags and order."""

import posixpath
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wiki.exchange.reading.front_matter import order_of, tags_of, title_of
from wiki.exchange.reading.stream import PAGE_SUFFIXES, BlobError
from wiki.pages.front_matter import read_front_matter, split_front_matter
from wiki.pages.relative_links import FOLDER_PAGE_NAMES

TITLE_LENGTH = 250
INDEX_TITLES = frozenset({"overview", "index", "home", "introduction", "readme", "contents", "table of contents"})
MOST_ZERO_BYTES = 100  # one in so many characters
HEAD_LENGTH = 20_000  # characters in which the first heading is looked for
FENCED = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,}).*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
HEADING = re.compile(
    r"^ {0,3}#{1,2}[ \t]+(?P<atx>.+?)[ \t]*#*[ \t]*$|^ {0,3}(?P<setext>\S[^\n]*)\n {0,3}(?:=+|-{2,})[ \t]*$",
    re.MULTILINE,
)
PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
LINK = re.compile(r"\[(?P<text>[^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
MARKS = re.compile(r"\{[:#.][^}]*\}|<[^<>]+>|[*`~]+|(?<!\w)_+|_+(?!\w)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class PageText:
    """A page read from a file. `front_matter + body` is the file, sign by sign."""

    front_matter: str
    body: str
    title: str
    tags: tuple[str, ...] = ()
    order: float | None = None

    @property
    def source(self) -> str:
        """The whole file."""
        return self.front_matter + self.body


def read_page(content: bytes, path: str) -> PageText:
    """Read a Markdown file, line ends and all; raises BlobError for one that is not text in UTF-8."""
    text = decode(content)
    front_matter, body = split_front_matter(text)
    settings = read_front_matter(front_matter)
    title = title_of(settings) or first_heading(body) or name_as_title(path)
    if _says_only_index(title, path):
        title = name_as_title(path)
    return PageText(front_matter, body, shortened(title), tuple(tags_of(settings)), order_of(settings))


def _says_only_index(title: str, path: str) -> bool:
    """Whether a folder's page has a title that every folder's page could have: a tree of "Overview"s guides nobody."""
    folder, name = posixpath.split(path)
    return bool(folder) and name in FOLDER_PAGE_NAMES and title.casefold() in INDEX_TITLES


def decode(content: bytes) -> str:
    """Give the text of a file; raises BlobError for one that is not text in UTF-8.

    A zero byte that slipped into a text is kept; many are the mark of another encoding or of no text at all.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise BlobError(_("it is not text in UTF-8 (byte %(offset)d)") % {"offset": error.start}) from None
    if text.count("\0") * MOST_ZERO_BYTES > len(text):
        raise BlobError(_("it is not text: it is full of zero bytes"))
    return text


def first_heading(body: str) -> str:
    """Give the words of the first heading of level 1 or 2, "" when the page has none near its start."""
    head = COMMENT.sub("", FENCED.sub("", body[:HEAD_LENGTH].replace("\r\n", "\n")))
    match = HEADING.search(head)
    return plain(match["atx"] or match["setext"]) if match else ""


def name_as_title(path: str) -> str:
    """Give a title made of a file's or folder's name: "travel-guide_faq.md" is "Travel guide faq"."""
    folder, name = posixpath.split(path.rstrip("/"))
    if name in FOLDER_PAGE_NAMES and folder:
        name = posixpath.basename(folder)
    for suffix in PAGE_SUFFIXES:
        name = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return shortened(words[:1].upper() + words[1:]) or name or posixpath.basename(path)


def plain(markdown: str) -> str:
    """Give the words of one line of Markdown, without its marks."""
    without_pictures = PICTURE.sub("", markdown)
    return " ".join(ESCAPED.sub(r"\1", MARKS.sub("", LINK.sub(r"\g<text>", without_pictures))).split())


def shortened(title: str) -> str:
    """Give a title on one line, no longer than a page's may be."""
    title = " ".join(title.replace("\0", "").split())
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
