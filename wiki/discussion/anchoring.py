"""Finding a passage again in a text that was edited since.

As the annotation tool Hypothesis does it (its client's match-quote): all exact occurrences of the quote, else those
with the fewest errors; of several the one whose surroundings are most like the ones that were kept. Unlike there, a
place is refused that has too little in common with what was kept: a wrong passage is worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein, Opcodes

from wiki.discussion.passages import Anchor, Place

MOST_OCCURRENCES = 200  # of one quote in one text that are looked at
UNMISTAKABLE = 24  # characters: so long a quote that is there word for word needs no surroundings to be known by
LEAST_QUOTE = 0.5  # the likeness below which a quote is another one; Hypothesis, too, allows half of it to be wrong
LEAST_SLACK = 16  # characters before and after a likely place that are looked at for words that were put in
LEAST_ALL = 0.6  # the same for the quote together with its surroundings


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    quote: float  # likeness from 0 to 1
    all: float

    @property
    def is_believable(self) -> bool:
        if self.quote == 1 and self.place.end - self.place.start >= UNMISTAKABLE:
            return True
        return self.quote >= LEAST_QUOTE and self.all >= LEAST_ALL


def locate(anchor: Anchor, text: str) -> Place | None:
    """Where the passage stands in `text` now; None when it has gone."""
    places = list(_exact(anchor.quote, text)) or list(_near(anchor, text))
    candidates = [_weighed(anchor, text, place) for place in places]
    best = max(candidates, key=lambda found: found.all, default=None)
    return best.place if best and best.is_believable else None


def _exact(quote: str, text: str) -> Iterator[Place]:
    at = text.find(quote)
    for _count in range(MOST_OCCURRENCES):
        if at < 0:
            return
        yield Place(at, at + len(quote))
        at = text.find(quote, at + 1)


def _near(anchor: Anchor, text: str) -> Iterator[Place]:
    """Where the quote, or the quote with its surroundings, is most alike."""
    for kept in (anchor, Anchor(anchor.quote)):
        whole = kept.prefix + kept.quote + kept.suffix
        aligned = fuzz.partial_ratio_alignment(whole, text, score_cutoff=100 * LEAST_QUOTE)
        if aligned and aligned.src_end - aligned.src_start == len(whole):  # else the text is shorter than the quote
            yield _within(kept, text, Place(aligned.dest_start, aligned.dest_end))


def _within(kept: Anchor, text: str, window: Place) -> Place:
    """The quote's own part of the window that its surroundings were found in, in whole words."""
    slack = max(LEAST_SLACK, len(kept.quote) // 2)
    start, end = max(0, window.start - slack), window.end + slack
    steps = Indel.opcodes(kept.prefix + kept.quote + kept.suffix, text[start:end])
    first = start + _followed(steps, len(kept.prefix))
    last = start + _followed(steps, len(kept.prefix) + len(kept.quote))
    return _whole_words(text, first, last)


def _followed(steps: Opcodes, position: int) -> int:
    """Where the character at `position` of the old text went."""
    for step in steps:
        if step.src_start <= position < step.src_end:
            return min(step.dest_start + position - step.src_start, step.dest_end)
    return steps[-1].dest_end if steps else 0


def _whole_words(text: str, first: int, last: int) -> Place:
    while 0 < first < len(text) and text[first - 1] != " " and text[first] != " ":
        first -= 1
    while first < last < len(text) and text[last] != " " and text[last - 1] != " ":
        last += 1
    words = text[first:last]
    return Place(first + len(words) - len(words.lstrip()), first + len(words.rstrip()))


def _weighed(anchor: Anchor, text: str, place: Place) -> _Candidate:
    before = text[max(0, place.start - len(anchor.prefix)) : place.start]
    after = text[place.end : place.end + len(anchor.suffix)]
    pairs = ((anchor.quote, text[place.start : place.end]), (anchor.prefix, before), (anchor.suffix, after))
    alike = [Levenshtein.normalized_similarity(kept, found) for kept, found in pairs]
    weights = [len(kept) for kept, _found in pairs]
    total = sum(weight * likeness for weight, likeness in zip(weights, alike, strict=True)) / sum(weights)
    return _Candidate(place, alike[0], total)
