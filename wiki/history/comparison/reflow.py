"""Paragraphs whose lines were broken anew: compared as running text, so that only edited words are marked."""

from collections import Counter
from collections.abc import Sequence

from wiki.pages.alignment import Effort, Match

from .model import Kind, Mark, Segment
from .pairing import Pair, heaviest_chain
from .stretch import RawRow, Stretch, walk
from .words import Words, common_share, match_words, segments_of

_MOST_LINES = 400
# A stretch is reflowed when most words stayed and this part of them is on a line that is not its pair's.
_LEAST_SHARE = 0.6
_LEAST_CROSSING = 0.1


def reflowed_rows(stretch: Stretch, pairs: Sequence[tuple[int, int]], effort: Effort) -> list[RawRow] | None:
    """The rows of a stretch whose words moved between lines; None when it is not one."""
    if not 3 <= len(stretch.old) + len(stretch.new) <= _MOST_LINES or not stretch.old or not stretch.new:
        return None
    if any(stretch.old_moves) or any(stretch.new_moves):
        return None
    old, new = Words("".join(stretch.old)), Words("".join(stretch.new))
    matches = match_words(old.solid_tokens, new.solid_tokens, effort)
    if common_share(matches, old, new) < _LEAST_SHARE:
        return None
    overlaps = _overlaps(matches, old, new)
    crossing = sum(size for lines, size in overlaps.items() if lines not in set(pairs))
    if crossing < _LEAST_CROSSING * sum(overlaps.values()):
        return None
    return _rows(stretch, matches, old, new, overlaps)


def _overlaps(matches: list[Match], old: Words, new: Words) -> Counter[tuple[int, int]]:
    """How many characters each old line shares with each new line."""
    old_lines, new_lines = _line_of_tokens(old), _line_of_tokens(new)
    overlaps: Counter[tuple[int, int]] = Counter()
    for match in matches:
        for step in range(match.size):
            i, j = match.old_start + step, match.new_start + step
            overlaps[old_lines[i], new_lines[j]] += len(old.solid_tokens[i])
    return overlaps


def _line_of_tokens(words: Words) -> list[int]:
    """For each token that is not white space, the index of its line."""
    lines = []
    line = 0
    for token in words.tokens:
        if token.isspace():
            line += token.count("\n")
        else:
            lines.append(line)
    return lines


def _rows(
    stretch: Stretch, matches: list[Match], old: Words, new: Words, overlaps: Counter[tuple[int, int]]
) -> list[RawRow]:
    old_segments, new_segments = segments_of(matches, old, new)
    old_lines = _cut_into_lines(old_segments, stretch.old)
    new_lines = _cut_into_lines(new_segments, stretch.new)
    chain = heaviest_chain([Pair(i, j, size) for (i, j), size in overlaps.items()])
    rows = []
    for i, j in walk(len(old_lines), len(new_lines), [(pair.old, pair.new) for pair in chain]):
        old_line = stretch.old_line(i, old_lines[i]) if i is not None else None
        new_line = stretch.new_line(j, new_lines[j]) if j is not None else None
        kind = Kind.CHANGED
        if j is None and not _keeps_words(old_lines[i or 0]):
            kind = Kind.REMOVED
        if i is None and not _keeps_words(new_lines[j or 0]):
            kind = Kind.ADDED
        rows.append(RawRow(kind, old_line, new_line))
    return rows


def _keeps_words(segments: Sequence[Segment]) -> bool:
    return any(segment.mark is Mark.EQUAL and segment.text.strip() for segment in segments)


def _cut_into_lines(segments: Sequence[Segment], lines: Sequence[str]) -> list[tuple[Segment, ...]]:
    """Segments of running text as segments of each line, without the endings."""
    cut: list[list[Segment]] = [[]]
    for segment in segments:
        for index, text in enumerate(segment.text.split("\n")):
            if index:
                cut.append([])
            cut[-1] += _with_plain_ends(Segment(text, segment.mark))
    return [_without_return(pieces, line) for pieces, line in zip(cut, lines, strict=False)]


def _with_plain_ends(segment: Segment) -> list[Segment]:
    """White space around marked words is not marked: between lines broken anew it cannot be told apart."""
    words = segment.text.strip()
    if segment.mark is Mark.EQUAL or words == segment.text:
        pieces = [segment]
    elif not words:
        pieces = [Segment(segment.text, Mark.EQUAL)]
    else:
        before, after = segment.text.split(words, 1)
        pieces = [Segment(before, Mark.EQUAL), Segment(words, segment.mark), Segment(after, Mark.EQUAL)]
    return [piece for piece in pieces if piece.text]


def _without_return(segments: list[Segment], line: str) -> tuple[Segment, ...]:
    """A line that ends in CRLF keeps the carriage return in its ending, not in its text."""
    if line.endswith("\r\n") and segments:
        last = segments.pop()
        text = last.text.removesuffix("\r")
        if text:
            segments.append(Segment(text, last.mark))
    return tuple(segments)
