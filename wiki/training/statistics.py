"""How the questions of a page were answered."""

from collections import Counter
from dataclasses import dataclass

from accounts.models import User
from wiki.markup import Question
from wiki.pages.models import Page
from wiki.training.asking import attempts_left, questions_of
from wiki.training.confirming import Confirmable
from wiki.training.models import Attempt

LISTED = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, how often it was answered, and how often rightly."""

    question: Question
    tries: int
    right: int

    @property
    def percent(self) -> int:
        """Right answers of a hundred."""
        return round(100 * self.right / self.tries) if self.tries else 0


def answered(text: Confirmable) -> list[Answered]:
    """Of each question of the text, in its wording now, how it was answered; the hardest first."""
    tries: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answers in Attempt.objects.filter(page=text.page).values_list("answers", flat=True).iterator():
        tries.update(answers.keys())
        right.update(key for key, one in answers.items() if one["right"])
    rows = [Answered(question, tries[question.key], right[question.key]) for question in questions_of(text)]
    return sorted(rows, key=lambda row: row.percent if row.tries else 101)


def stuck(text: Confirmable) -> list[User]:
    """People who have used up their attempts at exactly this text."""
    questions = questions_of(text)
    failed = Attempt.objects.filter(page=text.page, seal=text.seal, passed=False).values("person")
    passed = Attempt.objects.filter(page=text.page, seal=text.seal, passed=True).values("person")
    people = User.objects.active().filter(pk__in=failed).exclude(pk__in=passed).order_by("name")[:LISTED]
    return [person for person in people if attempts_left(person, text, questions) == 0]


def stuck_person(page: Page, key: int | None) -> User | None:
    """A person who tried the page's questions."""
    tried = Attempt.objects.filter(page=page).values("person")
    return User.objects.filter(pk__in=tried, pk=key).first() if key else None
