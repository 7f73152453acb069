"""The check questions of a text, and what somebody answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from wiki.history.rendering import body_html
from wiki.history.sections import sections_of
from wiki.markup import MarkupRefused, Question, most_attempts, pass_percent, render
from wiki.training.confirming import Confirmable
from wiki.training.models import Acknowledgement, Attempt, Retry

Answers = Mapping[str, Sequence[str]]


def questions_of(text: Confirmable) -> tuple[Question, ...]:
    """What the text asks; only in its own words, which are versioned with it, and not in those of other pages that it
    shows."""
    if "question" not in text.body.text:
        return ()
    try:
        return render(text.body.text).questions
    except MarkupRefused:
        return ()


def has_passed(person: Any, text: Confirmable) -> bool:
    """Whether the person answered the questions of exactly this text well enough, since they last confirmed it."""
    attempts = Attempt.objects.filter(person=person, page=text.page, seal=text.seal, passed=True)
    last = Acknowledgement.objects.filter(person=person, page=text.page, seal=text.seal).order_by("-pk").first()
    return (attempts.filter(at__gt=last.at) if last else attempts).exists()


def attempts_left(person: Any, text: Confirmable, questions: Sequence[Question]) -> int | None:
    """How often the person may still try; None for as often as they like. A trainer's word begins the count anew."""
    most = most_attempts(questions)
    if not most:
        return None
    tried = Attempt.objects.filter(person=person, page=text.page, seal=text.seal, passed=False)
    last = Retry.objects.filter(person=person, page=text.page).order_by("-pk").first()
    return max(0, most - (tried.filter(at__gt=last.at) if last else tried).count())


def is_enough(right: int, questions: Sequence[Question]) -> bool:
    """Whether so many right answers pass."""
    return right * 100 >= pass_percent(questions) * len(questions)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its form shows it: what was answered, and where that was wrong, the passage to read again."""

    question: Question
    options: list[tuple[str, str, bool]]  # value, words, whether it was chosen
    written: str
    is_wrong: bool
    passage_title: str
    passage: SafeString


def asked(text: Confirmable, questions: Sequence[Question], attempt: Attempt | None) -> list[Asked]:
    """The questions, with the answers of an attempt that did not pass."""
    said = attempt.answers if attempt else {}
    wrong = {key for key, one in said.items() if not one["right"]}
    passages = _passages(text) if any(question.see for question in questions if question.key in wrong) else {}
    return [
        _asked(question, said.get(question.key, {"given": []})["given"], passages if question.key in wrong else None)
        for question in questions
    ]


def _passages(text: Confirmable) -> dict[str, tuple[str, SafeString]]:
    return {part.anchor: (part.title, part.html) for part in sections_of(body_html(text.page, text.body))}


def _asked(question: Question, given: list[str], passages: Mapping[str | None, tuple[str, SafeString]] | None) -> Asked:
    options = [(str(place), words, str(place) in given) for place, words in enumerate(question.options)]
    title, passage = (passages or {}).get(question.see or None, ("", SafeString("")))
    written = given[0] if given and question.number is not None else ""
    return Asked(question, options, written, passages is not None, title, passage)
