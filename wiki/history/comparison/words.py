"""Which words of two pieces of text differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wiki.pages.alignment import Effort, Gap, Match, align, gaps
from wiki.pages.sliding import slide

from .model import Mark, Segment

# Marks that belong to the letter before them, so that no grapheme is cut in two.
_COMBINING = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd"
    r"\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    r"\u0d00-\u0d03\u0d3b-\u0d4d\u0dca-\u0ddf\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u20e3"
)
# Scripts written without spaces: every character is a word of its own.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"""
      \s+
    | \d+(?:[.,]\d+)+                                         # 1,250.75 changes as a whole
    | [{_UNSPACED}][{_COMBINING}]*
    | [^\W_{_UNSPACED}][^\W_{_UNSPACED}]*(?:['\u2019]?[^\W_{_UNSPACED}{_COMBINING}]|[{_COMBINING}])*
    | .[{_COMBINING}]*(?:(?<=\u200d).[{_COMBINING}]*)*             # punctuation; an emoji sequence stays whole
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING = frozenset("([{<“‘«「")
_CLOSING = frozenset(")]}>”’»」.,;:!?。、，")
# Below this share of common words two texts are shown as replaced, not as edited.
RELATED = 0.3


def tokenize(text: str) -> list[str]:
    """Words, numbers, punctuation and stretches of white space; joined they give the text again."""
    return _TOKEN.findall(text)


class Words:
    """A text cut into tokens, and which of them are not white space."""

    def __init__(self, text: str, tokens: Sequence[str] | None = None) -> None:
        """`tokens` are given when the text is not cut by `tokenize`."""
        self.text = text
        if tokens is not None:
            self.tokens = tokens

    @cached_property
    def tokens(self) -> Sequence[str]:
        return tokenize(self.text)

    @cached_property
    def solid(self) -> list[int]:
        return [index for index, token in enumerate(self.tokens) if not token.isspace()]

    @cached_property
    def solid_tokens(self) -> list[str]:
        return [self.tokens[index] for index in self.solid]

    @cached_property
    def solid_size(self) -> int:
        """How many characters are not white space."""
        return sum(map(len, self.solid_tokens))

    @cached_property
    def names(self) -> list[str]:
        """The tokens that say what the text is about: words and numbers, or all when it has none."""
        return [token for token in self.solid_tokens if token[0].isalnum()] or self.solid_tokens

    def space_before(self, solid: int) -> str:
        """The white space before this solid token."""
        index = self.solid[solid]
        return self.tokens[index - 1] if index - self.solid[solid - 1] > 1 else ""

    def at(self, solid: int) -> int:
        """The index in `tokens` of this solid token, or the end."""
        return self.solid[solid] if solid < len(self.solid) else len(self.tokens)


@dataclass(frozen=True)
class WordComparison:
    """Segments of both texts, and the part (0 to 1) of the words that they share."""

    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    share: float


def compare_words(old: Words, new: Words, effort: Effort) -> WordComparison:
    """Mark the words that differ; texts with too little in common are marked whole."""
    matches = match_words(old.solid_tokens, new.solid_tokens, effort)
    share = common_share(matches, old, new)
    if share < RELATED:
        return WordComparison(whole(old.text, Mark.REMOVED), whole(new.text, Mark.ADDED), share)
    return WordComparison(*segments_of(matches, old, new), share)


def segments_of(matches: list[Match], old: Words, new: Words) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The segments of both texts when these words are matched."""
    old_parts: list[Segment] = []
    new_parts: list[Segment] = []
    for equal, old_range, new_range in spans(matches, old, new):
        _add(old_parts, old.tokens[old_range.start : old_range.stop], Mark.EQUAL if equal else Mark.REMOVED)
        _add(new_parts, new.tokens[new_range.start : new_range.stop], Mark.EQUAL if equal else Mark.ADDED)
    return tuple(old_parts), tuple(new_parts)


def _add(segments: list[Segment], tokens: Sequence[str], mark: Mark) -> None:
    """Append the tokens, to the last segment when it has the same mark."""
    if not tokens:
        return
    if segments and segments[-1].mark is mark:
        tokens = [segments.pop().text, *tokens]
    segments.append(Segment("".join(tokens), mark))


def whole(text: str, mark: Mark) -> tuple[Segment, ...]:
    """The text as one segment; nothing for an empty one."""
    return (Segment(text, mark),) if text else ()


def match_words(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[Match]:
    """Aligned words, without those that meet by chance amid rewritten ones."""
    matches = slide(align(old, new, effort), old, new, _boundary)
    return _without_chance(matches, old, new)


def common_share(matches: list[Match], old: Words, new: Words) -> float:
    """The part (0 to 1) of the characters that is in matched words."""
    total = old.solid_size + new.solid_size
    common = sum(sum(map(len, old.solid_tokens[match.old_start : match.old_end])) for match in matches)
    return 2 * common / total if total else 1.0


def _boundary(tokens: Sequence[str], at: int) -> int:
    """How well a mark may begin or end here: brackets and sentences stay whole."""
    if at in (0, len(tokens)):
        return 2
    score = 0
    if tokens[at] in _OPENING or tokens[at - 1] in _CLOSING:
        score += 1
    if tokens[at] in _CLOSING or tokens[at - 1] in _OPENING:
        score -= 1
    return score


def _letters(tokens: Sequence[str]) -> int:
    return sum(len(token) for token in tokens if token[0].isalnum())


def _without_chance(matches: list[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Drop matches that are small beside the changes around them ("the" between two rewritten phrases)."""
    between = gaps(matches, len(old), len(new))
    if len(between) < 2:
        return matches
    before = {gap.old_end: gap for gap in between if gap.old_end < len(old)}
    after = {gap.old_start: gap for gap in between}
    kept = []
    for match in matches:
        around = (before.get(match.old_start), after.get(match.old_end))
        least = min(_changed_letters(gap, old, new) if gap else 0 for gap in around)
        if not least or 3 * _letters(old[match.old_start : match.old_end]) > least:
            kept.append(match)
    return kept


def _changed_letters(gap: Gap, old: Sequence[str], new: Sequence[str]) -> int:
    return max(_letters(old[gap.old_start : gap.old_end]), _letters(new[gap.new_start : gap.new_end]))


class Span(NamedTuple):
    """Ranges of tokens that belong together: equal ones, or what replaced what."""

    equal: bool
    old: range
    new: range


def spans(matches: list[Match], old: Words, new: Words) -> Iterator[Span]:
    """Both texts from beginning to end, given their matched solid tokens; white space is compared here."""
    old_at = new_at = 0
    for match in (*_with_equal_space(matches, old, new), Match(len(old.solid), len(new.solid), 0)):
        old_start, new_start = old.at(match.old_start), new.at(match.new_start)
        yield from _gap_spans(old, new, range(old_at, old_start), range(new_at, new_start))
        old_at, new_at = old_start, new_start
        if match.size:
            old_at, new_at = old.at(match.old_end - 1) + 1, new.at(match.new_end - 1) + 1
            yield Span(True, range(old_start, old_at), range(new_start, new_at))


def _with_equal_space(matches: list[Match], old: Words, new: Words) -> Iterator[Match]:
    """The matches, cut where the white space between two matched tokens differs."""
    for match in matches:
        start = 0
        for step in range(1, match.size):
            if old.space_before(match.old_start + step) != new.space_before(match.new_start + step):
                yield Match(match.old_start + start, match.new_start + start, step - start)
                start = step
        yield Match(match.old_start + start, match.new_start + start, match.size - start)


def _gap_spans(old: Words, new: Words, old_gap: range, new_gap: range) -> Iterator[Span]:
    """Unmatched tokens; equal white space at either end is no part of the change."""
    head = 1 if _same_space(old, new, old_gap[:1], new_gap[:1]) else 0
    old_gap, new_gap = old_gap[head:], new_gap[head:]
    tail = 1 if _same_space(old, new, old_gap[-1:], new_gap[-1:]) else 0
    if head:
        yield Span(True, range(old_gap.start - 1, old_gap.start), range(new_gap.start - 1, new_gap.start))
    old_gap, old_tail = old_gap[: len(old_gap) - tail], old_gap[len(old_gap) - tail :]
    new_gap, new_tail = new_gap[: len(new_gap) - tail], new_gap[len(new_gap) - tail :]
    if old_gap or new_gap:
        yield Span(False, old_gap, new_gap)
    if tail:
        yield Span(True, old_tail, new_tail)


def _same_space(old: Words, new: Words, old_one: range, new_one: range) -> bool:
    if not old_one or not new_one:
        return False
    token = old.tokens[old_one.start]
    return token.isspace() and token == new.tokens[new_one.start]
