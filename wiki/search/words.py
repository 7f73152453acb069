"""What a word is: the one definition that index, queries and marks share.

A run of letters and digits, in small letters, without accents: "Réactor R-4" is the words reactor, r, 4. Nothing is
stemmed, so that a count of pages is a count of the very word. Scripts that are written without spaces (Chinese,
Japanese, Thai, ...) have no such runs: each of their characters is a word, and a run of them is a phrase.
"""

import re
import unicodedata
from collections.abc import Iterator

# Accents, Hebrew points and Arabic vowel signs: left out of words, so that people may type them or not.
ACCENTS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
# The vowel signs of India's scripts are part of a word but no letters to Unicode; their blocks are taken whole.
SIGNS = "\u0900-\u0963\u0966-\u096f\u0971-\u0dff"
# Thai, Lao, Burmese, Khmer, Chinese characters, Hiragana, Katakana, without their punctuation.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7\u17dc\u17dd"
    "\u2e80-\u2fd5\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Longer runs are no words but keys and encoded files; PostgreSQL has a limit near this.
LONGEST = 200

# Where one word written in another begins: a capital after a small letter, or the last of many capitals before one.
JOINED = "([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])"
JOINED_APART = r"\1\3 \2\4"

# Between words, as signs of ASCII are, in the texts of people who write with care or a word processor.
_TYPOGRAPHIC = re.compile("[‘’“”–—…•→\u00a0]")
_ACCENT = re.compile(f"[{ACCENTS}]+")
_UNSPACED = re.compile(f"([{UNSPACED}])")
_BETWEEN = re.compile(rf"(?:[^\w{SIGNS}{UNSPACED}]|_)+")
_TOKEN = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])(?:[^\W_]|[{SIGNS}{ACCENTS}]))+")


def spelled(text: str) -> str:
    """The text as words with spaces between them; ASCII comes back as it is: the index's tokenizer can split that."""
    if text.isascii():
        return text
    plain = _TYPOGRAPHIC.sub(" ", text)
    return plain if plain.isascii() else _spelled(text)


def _spelled(text: str) -> str:
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    small = unicodedata.normalize("NFKC", plain).lower().replace("ς", "σ")
    return _BETWEEN.sub(" ", _UNSPACED.sub(r" \1 ", small))


def title_spelled(title: str) -> str:
    """As `spelled`, but a title such as KubeletDown is also found by kubelet and by down."""
    parts = re.sub(JOINED, JOINED_APART, title)
    return spelled(title if parts == title else f"{title} {parts}")


def words_of(text: str) -> list[str]:
    """The words of a text, in order; those longer than `LONGEST` are cut to it."""
    return [word[:LONGEST] for word in _spelled(text).split()]


def tokens_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of every word in `text`; a sign that stands for several words gives each in its place."""
    for found in _TOKEN.finditer(text):
        written = found[0]
        for word in (written.lower(),) if written.isascii() else words_of(written):
            yield found.start(), found.end(), word


def is_unspaced(text: str) -> bool:
    """Whether it has characters that are words by themselves."""
    return not text.isascii() and _UNSPACED.search(text) is not None
