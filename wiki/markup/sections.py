"""The clean tokens of a page, put together from those of its sections.

A save, a preview or a comparison has most of its sections in common with the one before, and reading a section,
from Markdown to clean tokens, is most of what rendering costs.
"""

import marshal
import re
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, pairwise
from threading import Lock

from .blocks import NotAlone
from .clean import tokens_of
from .converting import readable, section_to_html
from .html_cost import is_closed
from .limits import MAX_INLINE_WORK, MarkupRefused
from .settling import with_settled
from .tokens.token import Token

MOST_KEPT = 4000  # those of some 500 pages, in 2.6 MB
LONGEST_KEPT = 10_000  # characters
_NOT_KEPT = b""
_kept: OrderedDict[bytes, bytes | None] = OrderedDict()  # by the hash of the section, which is shorter
_lock = Lock()

# What a page costs is bounded over all its sections (limits.py); below these numbers no page can reach those bounds.
_LONGEST_PAGE = 200_000  # characters
_MOST_MARKS = 10_000
_PLAIN = dict.fromkeys(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ,'\"()?/"))

# Programs have lines that look like headings. Where these patterns judge otherwise than the parser, its word counts.
_HEADING_OR_CODE = re.compile(r"^(?:(?P<heading>#{1,6}[ \t])| *(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*? *(?P=fence))", re.M)
_FOR_THE_PAGE = re.compile(r"^[ >]*(?:\[[^\]\n]+\]:|\*\[|-+8<-)|\{\{snippet:", re.MULTILINE)


def tokens_by_section(source: str) -> Iterator[Token] | None:
    """The tokens for the steps to change as they like; None where sections must be read together. Which of the two it
    is depends on the source alone."""
    parts = _parts(source)
    if None in parts:
        return None
    # What is read here never left this process.
    tokens = list(chain.from_iterable(marshal.loads(zlib.decompress(part)) for part in parts if part))  # noqa: S302
    if tokens and tokens[-1]["type"] == "Characters":
        tokens[-1]["data"] = tokens[-1]["data"].removesuffix("\n")  # a page does not end its last line, a section does
    return iter(tokens)


def read_ahead(source: str) -> None:
    """Reads the sections now, so that `render` finds them read: before others have to wait for it."""
    with suppress(MarkupRefused):
        _parts(source)


@lru_cache(maxsize=4)  # a save reads ahead, then renders
def _parts(source: str) -> tuple[bytes | None, ...]:
    """The tokens of each section; None among them where sections must be read together."""
    source = readable(source)
    if _FOR_THE_PAGE.search(source) or not _is_cheap(source):
        return (None,)
    *sections, last = _split(source)
    parts = tuple(_kept_tokens(section) for section in sections)
    # Most pages end with a section that may stand anywhere, and does so in the page's next revision.
    return (*parts, _kept_tokens(last) or _kept_tokens(last, is_last=True))


def _split(source: str) -> list[str]:
    """The source cut before its headings."""
    starts = [found.start() for found in _HEADING_OR_CODE.finditer(source) if found["heading"]]
    return [source[start:end] for start, end in pairwise([0, *starts, len(source)])]


def _is_cheap(source: str) -> bool:
    if len(source) > _LONGEST_PAGE:
        return False
    marks = len(source.translate(_PLAIN))
    return marks <= _MOST_MARKS and marks * len(source) <= MAX_INLINE_WORK


def _kept_tokens(section: str, *, is_last: bool = False) -> bytes | None:
    if len(section) > LONGEST_KEPT:
        return _tokens(section, is_last)
    key = blake2b(section.encode(), digest_size=16, person=b"last" if is_last else b"").digest()
    found = _kept.get(key, _NOT_KEPT)
    if found is _NOT_KEPT:
        found = _tokens(section, is_last)
    with _lock:
        _kept[key] = found
        _kept.move_to_end(key)
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _tokens(section: str, is_last: bool) -> bytes | None:
    """The section's tokens, compressed; None when it can't be read alone."""
    try:
        html = section_to_html(section, is_last=is_last)
    except NotAlone:
        return None
    if not (is_last or is_closed(html)):
        return None  # what is left open could reach into the next section
    end = "" if is_last or not html else "\n"
    return zlib.compress(marshal.dumps(with_settled(tokens_of(html + end))), level=1)
