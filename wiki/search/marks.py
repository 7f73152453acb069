"""Marking the words that were looked for, and cutting the part of a text that shows most of them."""

import re
from collections.abc import Iterator
from html import escape  # Django's would look for lazy texts, a hundred times a list
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

from wiki.search.query import Query, Term
from wiki.search.words import is_unspaced, tokens_of

SNIPPET = 220  # characters
LEAD = 40  # characters shown before the first mark
MOST_READ = 100_000  # characters of a text in which a snippet is looked for
MOST_PLACES = 40  # of one word; enough to choose from

Span = tuple[int, int]
_GAP = re.compile(r"\s+")


def spans_of(text: str, query: Query) -> list[Span]:
    """Where `text` has what `query` looks for, in order and without overlaps."""
    lowered = text.lower() if text.isascii() else ""
    terms = [term for term in query.terms if not lowered or all(word in lowered for word in term.words)]
    tokens = list(tokens_of(text)) if any(_is_sought_by_token(lowered, term) for term in terms) else []
    spans = sorted(
        span
        for term in terms
        for span in (_places(tokens, term) if _is_sought_by_token(lowered, term) else _words(lowered, term))
    )
    kept: list[Span] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    return kept


def _is_sought_by_token(lowered: str, term: Term) -> bool:
    """Phrases may overlap, and other letters than ASCII's change their number when they are made small."""
    return not lowered or len(term.words) > 1


def _words(lowered: str, term: Term) -> Iterator[Span]:
    """As `_places`, for one word in a text of small ASCII letters: several times as fast."""
    more = "[a-z0-9]*" if term.is_prefix else ""
    for found in re.finditer(f"(?<![a-z0-9]){re.escape(term.words[0])}{more}(?![a-z0-9])", lowered):
        yield found.span()


def _places(tokens: list[tuple[int, int, str]], term: Term) -> Iterator[Span]:
    length = len(term.words)
    *whole, last = term.words
    for place in range(len(tokens) - length + 1):
        *before, (_start, end, word) = tokens[place : place + length]
        fits = word.startswith(last) if term.is_prefix else word == last
        if fits and [token[2] for token in before] == whole:
            yield tokens[place][0], end


def marked(text: str, query: Query) -> SafeString:
    """The text as HTML with its marks; everything in it is escaped."""
    parts, here = [], 0
    for start, end in spans_of(text, query):
        parts += [escape(text[here:start]), "<mark>", escape(text[start:end]), "</mark>"]
        here = end
    return mark_safe("".join([*parts, escape(text[here:])]))


def excerpt(text: str, query: Query, length: int = SNIPPET) -> str:
    """What shows most of the words looked for, on one line: one stretch of `text`, or two where one has not all of
    them; the beginning when there are none."""
    text = text[:MOST_READ]
    places = _starts(text, query)
    start, shown = _best(places, length)
    missing = [place for place in places if place[1] not in shown]
    if not missing:
        return _stretch(text, start, length)
    other, _shown = _best(missing, length // 2)
    if abs(other - start) < length // 2:
        return _stretch(text, min(start, other), length)
    pieces = [_stretch(text, place, length // 2) for place in sorted((start, other))]
    return " ".join([pieces[0], pieces[1].removeprefix("… ") if pieces[0].endswith("…") else pieces[1]])


def _stretch(text: str, start: int, length: int) -> str:
    """About `length` characters around `start`, without cut words, and with dots where the text goes on."""
    start = _word_start(text, start - LEAD) if start > LEAD else 0
    end = min(len(text), start + length)
    if end < len(text) and (space := text.rfind(" ", start + length // 2, end)) > 0:
        end = space
    return ("… " if start else "") + " ".join(text[start:end].split()) + (" …" if end < len(text) else "")


def snippet(text: str, query: Query, length: int = SNIPPET) -> SafeString:
    """`excerpt` as HTML with its marks."""
    return marked(excerpt(text, query, length), query)


def _starts(text: str, query: Query) -> list[tuple[int, int]]:
    """Place and number of the term: quickly, as most texts have the words as they were typed; else word by word."""
    lowered = text.lower()
    found = []
    if len(lowered) == len(text):
        found = [(place, number) for number, term in enumerate(query.terms) for place in _quick(lowered, term)]
    if not found and not text.isascii():
        tokens = list(tokens_of(text))
        found = [(start, number) for number, term in enumerate(query.terms) for start, _end in _places(tokens, term)]
    return sorted(found)


def _quick(lowered: str, term: Term) -> Iterator[int]:
    """The first places of the term in a text of small letters."""
    unspaced = is_unspaced("".join(term.words))
    pattern = re.compile((r"[\W_]*" if unspaced else r"[\W_]+").join(map(re.escape, term.words)))
    whole = (found.start() for found in pattern.finditer(lowered) if unspaced or _is_whole(lowered, found, term))
    return islice(whole, MOST_PLACES)


def _is_whole(lowered: str, found: re.Match[str], term: Term) -> bool:
    start, end = found.span()
    if start and lowered[start - 1].isalnum():
        return False
    return term.is_prefix or end == len(lowered) or not lowered[end].isalnum()


def _best(places: list[tuple[int, int]], length: int) -> tuple[int, set[int]]:
    """Where the stretch of `length` begins that shows most different terms, and which; the first of the best."""
    best, best_start = set[int](), 0
    for place, (start, _number) in enumerate(places):
        shown = {number for other, number in places[place:] if other < start + length - LEAD}
        if len(shown) > len(best):
            best, best_start = shown, start
    return best_start, best


def _word_start(text: str, place: int) -> int:
    """The beginning of the next word after `place`, if there is a gap nearby."""
    gap = _GAP.search(text, place, place + 30)
    return gap.end() if gap else place
