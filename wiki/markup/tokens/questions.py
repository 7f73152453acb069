"""Check questions as readers of a page meet them: without their answers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..questions import Question, QuestionRefused, read_question
from .token import Token, attribute, element, end, plain_text, start, tag_name, text

_CLASS = "language-question"


class Questions:
    """Takes the answers out, before any other step reads the text, and keeps the questions."""

    def __init__(self) -> None:
        self.questions: list[Question] = []

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        for token in tokens:
            if token["type"] != "StartTag" or token["name"] != "pre":
                yield token
                continue
            block = element(tokens, token)
            is_question = len(block) > 2 and tag_name(block[1]) == "code" and attribute(block[1], "class") == _CLASS
            yield from self._shown(block) if is_question else block

    def _shown(self, block: list[Token]) -> Iterator[Token]:
        try:
            question = read_question(plain_text(block))
        except QuestionRefused as refusal:
            yield from (start("p", class_="callout callout-warning"), text(str(refusal)), end("p"))
            yield from block
            return
        self.questions.append(question)
        yield from _asked(question)


def _asked(question: Question) -> Iterator[Token]:
    yield start("div", class_="check-question", data_question=question.key)
    yield from (start("p", class_="check-question-head"), text(_("Check question")), end("p"))
    yield from (start("p"), text(question.text), end("p"))
    if question.options:
        yield start("ul", class_="check-question-options")
        for option in question.options:
            yield from (start("li"), text(option), end("li"))
        yield end("ul")
    else:
        yield from (start("p"), text(_("The answer is a number.")), end("p"))
    yield end("div")
