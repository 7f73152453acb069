"""Check questions: fenced blocks `question`, versioned with the text that they ask about.

    ```question
    How warm is the water?
    ( ) 40 °C
    (x) 60 °C
    see: #steps
    pass: 80%
    attempts: 3
    ```

`( )` and `(x)` are options of which one is right, `[ ]` and `[x]` of which all marked ones are; `= 12.5 +- 0.5` is a
number. `see:` names the passage to read again; `pass:` and `attempts:` hold for all questions of the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from django.utils.translation import gettext as _

LONGEST = 4000  # characters of one block
MOST_OPTIONS = 20
_OPTION = re.compile(r"([(\[])([ xX])[)\]]\s+(\S.*)")
_NUMBER = re.compile(r"=\s*(-?\d{1,12}(?:[.,]\d{1,9})?)\s*(?:(?:\+-|±)\s*(\d{1,12}(?:[.,]\d{1,9})?))?")
_SETTING = re.compile(r"(see|pass|attempts):\s*(\S+)", re.IGNORECASE)


class QuestionRefused(Exception):
    """The block is no question; `str()` says what is missing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer. `key` names exactly this wording, in whichever revision it stands."""

    key: str
    text: str
    options: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    is_single: bool = True
    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    see: str = ""  # the anchor of a passage
    pass_percent: int = 0  # 0 where the block says nothing
    attempts: int = 0

    def is_right(self, answers: Sequence[str]) -> bool:
        """Whether these are the right answers: numbers of options, counted from 0, or one number as people write it."""
        if self.number is None:
            return {answer for answer in answers if answer.isascii() and answer.isdecimal()} == set(
                map(str, self.right)
            )
        try:
            given = Decimal(answers[0].strip().replace(",", ".")) if answers else Decimal("NaN")
        except InvalidOperation:
            return False
        return given.is_finite() and abs(given - self.number) <= self.tolerance


def read_question(source: str) -> Question:
    """The question of a block; QuestionRefused, saying why, for one that can't be asked."""
    if len(source) > LONGEST:
        raise QuestionRefused(_("The question is too long."))
    said: list[str] = []
    options: list[tuple[str, bool, str]] = []
    fields: dict[str, object] = {}
    for line in filter(None, map(str.strip, source.splitlines())):
        if found := _OPTION.fullmatch(line):
            options.append((found[1], found[2] != " ", found[3]))
        elif found := _NUMBER.fullmatch(line):
            fields |= {"number": _decimal(found[1]), "tolerance": _decimal(found[2] or "0")}
        elif found := _SETTING.fullmatch(line):
            fields |= _setting(found[1].lower(), found[2])
        else:
            said.append(line)
    _require_askable(said, options, "number" in fields)
    key = sha256(source.strip().encode()).hexdigest()[:12]
    return Question(key, " ".join(said), **_choices(options), **fields)


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _setting(name: str, value: str) -> dict[str, object]:
    if name == "see":
        return {"see": value.removeprefix("#")[:300]}
    digits = value.removesuffix("%")
    if not (digits.isascii() and digits.isdecimal() and 1 <= int(digits[:4]) <= 100):
        raise QuestionRefused(_("“%(name)s” needs a number from 1 to 100.") % {"name": name})
    return {"pass_percent" if name == "pass" else name: int(digits)}


def _choices(options: list[tuple[str, bool, str]]) -> dict[str, object]:
    right = frozenset(place for place, (_bracket, is_right, _text) in enumerate(options) if is_right)
    is_single = not options or options[0][0] == "("
    return {"options": tuple(text for _bracket, _right, text in options), "right": right, "is_single": is_single}


def _require_askable(said: list[str], options: list[tuple[str, bool, str]], has_number: bool) -> None:
    right = sum(is_right for _bracket, is_right, _text in options)
    brackets = {bracket for bracket, _right, _text in options}
    if not said:
        raise QuestionRefused(_("The question itself is missing."))
    if bool(options) == has_number:
        raise QuestionRefused(_("Give either options or a number as the answer."))
    if len(brackets) > 1:
        raise QuestionRefused(_("Use ( ) for one right option, or [ ] for several, not both."))
    if options and (len(options) > MOST_OPTIONS or not right or (brackets == {"("} and right > 1)):
        raise QuestionRefused(_("Mark the right options with an x; with ( ) exactly one."))


def pass_percent(questions: Sequence[Question]) -> int:
    """What of a page's questions has to be right, in percent: the highest that any of them says, or all."""
    return max((question.pass_percent for question in questions), default=0) or 100


def most_attempts(questions: Sequence[Question]) -> int:
    """How often they may be answered: the lowest number that any of them says; 0 for as often as one likes."""
    return min((question.attempts for question in questions if question.attempts), default=0)
