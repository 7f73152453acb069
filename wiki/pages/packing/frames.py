"""Packing one text, alone or on the grounds of a similar one. No database here."""

import sys
from base64 import b64decode, b64encode
from typing import NamedTuple

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 3  # level 9 makes real handbooks smaller by a fifteenth, and takes three times as long
# A text that takes more than this part of itself, though told by its difference, is kept whole, and is what the next
# ones are told by: of an eighth, a twelfth and a twentieth that made the history of a real handbook smallest.
_MUCH = 12
_LEAST = 200  # bytes, below which a difference is always worth it


class Place(NamedTuple):
    """A revision of a page: what a packed text may build on."""

    page: int
    number: int


class Base(NamedTuple):
    """The whole text of a revision, for others to be told by."""

    place: Place
    text: str


def packed(text: str, base: Base | None) -> str:
    """The text as the database keeps it."""
    content = text.encode("utf-8", "surrogatepass")
    if base:
        known = base.text.encode("utf-8", "surrogatepass")
        difference = zstd.compress(content, options=_options(content, known), zstd_dict=_as_prefix(known))
        if len(difference) <= max(_LEAST, len(content) // _MUCH):
            return f"{base.place.page}.{base.place.number}:{_letters(difference)}"
    return f":{_letters(zstd.compress(content, options=_options(content)))}"


def base_place(stored: str) -> Place | None:
    """What a stored text builds on; None where it is whole. Raises ValueError where it is neither."""
    place, parted, _frame = stored.partition(":")
    if not place or _is_json(stored):
        return None
    page, dot, number = place.partition(".")
    if not parted or not dot:
        raise ValueError("This is no packed text.")
    return Place(int(page), int(number))


def opened(stored: str, base: str | None) -> str:
    """The text that was packed; `base` is the text that it builds on, if any. Raises ValueError for what is spoiled."""
    if _is_json(stored):
        return stored
    try:
        frame = b64decode(stored.partition(":")[2], validate=True)
        known = None if base is None else _as_prefix(base.encode("utf-8", "surrogatepass"))
        return zstd.decompress(frame, zstd_dict=known).decode("utf-8", "surrogatepass")
    except zstd.ZstdError as error:
        raise ValueError(f"This packed text is spoiled: {error}") from None


def _is_json(stored: str) -> bool:
    return stored.startswith("[")


def _options(content: bytes, known: bytes = b"") -> dict[int, int]:
    """A window over both texts, since what lies farther back can't be referred to; a search that finds what they share
    also in long ones; and a sum that tells of damage."""
    window = max(10, min(27, (len(content) + len(known)).bit_length()))
    choose = zstd.CompressionParameter
    return {
        choose.compression_level: _LEVEL,
        choose.window_log: window,
        choose.enable_long_distance_matching: 1,
        choose.checksum_flag: 1,
    }


def _as_prefix(known: bytes) -> "tuple[zstd.ZstdDict, int]":
    return zstd.ZstdDict(known, is_raw=True).as_prefix


def _letters(frame: bytes) -> str:
    return b64encode(frame).decode()
