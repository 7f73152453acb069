"""What pages get around their elements: tables that scroll alone, boxes for tasks, words for abbreviations; and heads
of columns without a word become cells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from django.utils.translation import gettext as _

from .token import Token, attribute, drop_attribute, empty, end, plain, plain_text, set_attribute, start, tag_name, text

_LITERAL = frozenset(("code", "pre", "kbd", "samp", "abbr"))


def scroll_tables(tokens: Iterator[Token]) -> Iterator[Token]:
    """Put each outermost table into a region of its own, which scrolls by keyboard too."""
    depth = 0
    for token in tokens:
        if tag_name(token) != "table":
            yield token
        elif token["type"] == "StartTag":
            if not depth:
                yield start("div", class_="table-scroll", role="group", tabindex="0", aria_label=_("Table"))
            depth += 1
            yield token
        else:
            depth -= 1
            yield token
            if not depth:
                yield end("div")


def empty_heads_as_cells(tokens: Iterator[Token]) -> Iterator[Token]:
    """Give a head that says nothing, as the corner of many tables, as a plain cell: it would be announced with every
    cell of its column or row.
    """
    for token in tokens:
        if token["type"] == "StartTag" and token["name"] == "th":
            yield from _head(token, tokens)
        else:
            yield token


def _head(first: Token, tokens: Iterator[Token]) -> Iterable[Token]:
    """The head's opening tag with what comes up to its first word or tag, which ends an empty one."""
    taken = [first]
    for token in tokens:
        taken.append(token)
        if tag_name(token) or plain(token).strip():
            break
    if taken[-1]["type"] == "EndTag":
        drop_attribute(first, "scope")
        first["name"] = taken[-1]["name"] = "td"
    return taken


def label_items(tokens: Iterator[Token]) -> Iterator[Token]:
    """Give items of task lists their box, which shows a state and takes no clicks; name the links back from notes."""
    for token in tokens:
        task = ""
        if token["type"] == "StartTag" and token["data"]:
            task = attribute(token, "data-task") if token["name"] == "li" else ""
            if task:
                drop_attribute(token, "data-task")
                set_attribute(token, "class", "task task-done" if task == "done" else "task")
            elif attribute(token, "class") == "footnote-backref":
                set_attribute(token, "aria-label", _("Back to the text"))
        yield token
        if task:
            yield _box(done=task == "done")
            yield text(" ")


def _box(*, done: bool) -> Token:
    box = empty("input", type="checkbox", disabled="", aria_label=_("Done") if done else _("To do"))
    if done:
        set_attribute(box, "checked", "")
    return box


DECORATIONS = (scroll_tables, empty_heads_as_cells, label_items)
"""What every text gets, whatever page it stands on."""


class Abbreviations:
    """Explains a page's abbreviations wherever its text uses them, but not in code."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self._meanings = meanings

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        if not self._meanings:
            return tokens
        return _marked(tokens, _any_of(self._meanings), lambda name: start("abbr", title=self._meanings[name]))


class Mentions:
    """Marks the people that a text speaks to, as in "@Rosa Reader", with the number of each; but not in code."""

    def __init__(self, people: Mapping[str, int]) -> None:
        self._people = {f"@{name}": number for name, number in people.items()}

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        if not self._people:
            return tokens
        return _marked(tokens, _any_of(self._people), self._opening)

    def _opening(self, name: str) -> Token:
        return start("span", class_="mention", data_person=str(self._people[name]))


def _marked(tokens: Iterator[Token], pattern: re.Pattern[str], opening: Callable[[str], Token]) -> Iterator[Token]:
    """Puts each piece of text that the pattern finds outside code into the element that `opening` begins."""
    literal = 0
    for is_tag, run in groupby(tokens, lambda token: bool(tag_name(token))):
        if is_tag:
            for token in run:
                if token["name"] in _LITERAL:
                    literal += 1 if token["type"] == "StartTag" else -1
                yield token
        elif literal:
            yield from run
        else:
            yield from _marked_words(list(run), pattern, opening)


def _marked_words(run: list[Token], pattern: re.Pattern[str], opening: Callable[[str], Token]) -> Iterable[Token]:
    """As `_marked`, for text without a tag in it, of which each "&" or "<" is a token of its own."""
    pieces = pattern.split(plain_text(run))
    if len(pieces) == 1:
        yield from run
    for index, piece in enumerate(pieces if len(pieces) > 1 else ()):
        if index % 2:
            first = opening(piece)
            yield from (first, text(piece), end(first["name"]))
        elif piece:
            yield text(piece)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as a whole word, the longest first; a look at the first character spares most trials."""
    ordered = [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))]
    first = "".join(sorted({re.escape(name[0]) for name in names}))
    return re.compile(rf"(?<!\w)(?=[{first}])({'|'.join(ordered)})(?!\w)")
