"""Answering check questions, and being allowed to try again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from wiki.audit.proofs import proof_of
from wiki.audit.recording import record as audit
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.training.access import require_reader, require_trainer
from wiki.training.asking import Answers, attempts_left, is_enough, questions_of
from wiki.training.confirming import as_seen
from wiki.training.errors import TrainingError
from wiki.training.models import Attempt, Retry

LONGEST_ANSWER = 100
MOST_ANSWERS = 20


@transaction.atomic
def answer_questions(*, by: Any, page: Page, revision: int, edition: int | None, answers: Answers) -> Attempt:
    """Grades the answers to the questions of the text that the person saw, and keeps them, right or wrong (EU GMP
    2.11: the practical effectiveness of training is assessed). TextChanged where another text is in force by now."""
    only_writer()
    require_reader(by, page.space)
    text = as_seen(page, revision, edition)
    questions = questions_of(text)
    if attempts_left(by, text, questions) == 0:
        raise TrainingError(_("All attempts are used. Ask a trainer to let you try again."))
    given = {question.key: _bounded(answers.get(question.key, ())) for question in questions}
    graded = {
        question.key: {"given": given[question.key], "right": question.is_right(given[question.key])}
        for question in questions
    }
    right = sum(one["right"] for one in graded.values())
    passed = is_enough(right, questions)
    shared = {"right": right, "total": len(questions), "passed": passed}
    made = Attempt.objects.create(
        person=by, page=page, revision_number=revision, seal=text.seal, answers=graded, **shared
    )
    after = {"revision": revision, "attempt": made.pk} | shared | proof_of(made)
    audit("attempt.made", page, by=by, space=page.space.slug, after=after)
    return made


def _bounded(answers: Any) -> list[str]:
    """What was really answered: with each question a form sends something empty, so that one left out arrives too."""
    said = [str(answer)[:LONGEST_ANSWER] for answer in list(answers)[:MOST_ANSWERS]]
    return [answer for answer in said if answer.strip()]


@transaction.atomic
def allow_retry(*, by: Any, person: User | None, page: Page, reason: str) -> Retry:
    """The person may try the page's questions again from the beginning. Trainers of its space only, and not for
    themselves."""
    require_trainer(by, page.space)
    if person is None:
        raise TrainingError(_("That person never tried the questions of this page."))
    if person.pk == by.pk:
        raise TrainingError(_("Another trainer has to allow that."))
    made = Retry.objects.create(person=person, page=page, by=by, reason=reason.strip())
    after = {"person": person.pk, "name": str(person)}
    audit("retry.given", page, by=by, space=page.space.slug, after=after, reason=made.reason)
    return made
