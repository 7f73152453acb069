"""What was typed into the search box, understood. No input is an error: what can't be searched for is left out."""

import re
import unicodedata
from dataclasses import dataclass, replace

from wiki.search.words import words_of

# Bounds on the work that one search may cause; a longer question is cut, and told so.
LONGEST_TYPED = 1000
MOST_TERMS = 16
MOST_WORDS = 48

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_PIECE = re.compile(r'(?P<minus>(?<![^\s"])-(?=[^\s-]))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other; `is_prefix`: the last one may go on."""

    words: tuple[str, ...]
    is_prefix: bool = False

    def __str__(self) -> str:
        text = " ".join(self.words)
        return f'"{text}"' if len(self.words) > 1 else text + "*" * self.is_prefix


@dataclass(frozen=True, slots=True)
class Query:
    """All of `terms` (or any of them) and none of `without`. `signs`, when there are no terms: symbols such as ✅."""

    typed: str
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    signs: tuple[str, ...] = ()
    any_of: bool = False
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms and not self.signs

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is looked for, once."""
        return tuple(dict.fromkeys(word for term in self.terms for word in term.words))

    @property
    def is_open(self) -> bool:
        """Whether the last word was typed bare, so that longer words may be meant too."""
        last = self.terms[-1] if self.terms else None
        return last is not None and not last.is_prefix and not self.typed.rstrip().translate(_QUOTES).endswith('"')

    def with_prefix(self) -> "Query":
        """The same, but the last word may go on."""
        return replace(self, terms=(*self.terms[:-1], replace(self.terms[-1], is_prefix=True)))

    def with_any(self) -> "Query":
        """The same, but one of the terms is enough."""
        return replace(self, any_of=True)

    def with_it(self, term: Term) -> "Query":
        """The same, but what was to be left out is looked for."""
        without = tuple(other for other in self.without if other != term)
        return self._written(replace(self, terms=(*self.terms, term), without=without))

    def with_words(self, near: dict[str, str]) -> "Query":
        """The same with other words in place of some."""
        terms = tuple(replace(term, words=tuple(near.get(word, word) for word in term.words)) for term in self.terms)
        return self._written(replace(self, terms=terms))

    @staticmethod
    def _written(query: "Query") -> "Query":
        """With `typed` written anew, as it would be understood so."""
        return replace(query, typed=" ".join([*map(str, query.terms), *(f"-{term}" for term in query.without)]))


def parse(typed: str) -> Query:
    """Words, "phrases in quotes", -without, begin*, and symbols. A hyphenated word or a number like R-4 is a phrase."""
    kept = typed[:LONGEST_TYPED].replace("\0", " ")
    terms, without, left = [], [], MOST_WORDS
    is_cut = len(typed) > LONGEST_TYPED
    for piece in _PIECE.finditer(kept.translate(_QUOTES)):
        term = _term(piece)
        if not term.words:
            continue
        if len(terms) + len(without) == MOST_TERMS or len(term.words) > left:
            is_cut = True
            break
        left -= len(term.words)
        (without if piece["minus"] else terms).append(term)
    if not terms:  # nothing but "-rf": the option was meant
        terms, without = without, []
    signs = () if terms else _signs(kept)
    return Query(kept.strip(), tuple(dict.fromkeys(terms)), tuple(without), signs, is_cut=is_cut)


def _term(piece: re.Match[str]) -> Term:
    if piece["phrase"] is not None:
        return Term(tuple(words_of(piece["phrase"])))
    return Term(tuple(words_of(piece["word"])), is_prefix=piece["word"].endswith("*"))


def _signs(text: str) -> tuple[str, ...]:
    """Symbols beyond ASCII: the index has none, so they are looked for in the text itself."""
    signs = (char for char in text if not char.isascii() and unicodedata.category(char).startswith("S"))
    return tuple(dict.fromkeys(signs))[:4]
