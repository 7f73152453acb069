"""Check questions: without their answers on the page, graded on the server, with the passage to read again."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from tests.conftest import make_page, make_revision
from tests.training.asking import ask, confirm, control
from wiki.markup.questions import QuestionRefused, read_question
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.actions import acknowledge, allow_retry, answer_questions
from wiki.training.errors import NotPassed, TrainingError
from wiki.training.models import Acknowledgement, Attempt

TEXT = """Intro.

## Steps

Rinse at sixty degrees.

```question
How warm is the water?
( ) 40 °C
(x) 60 °C zebrafish
see: #steps
pass: 100%
attempts: 2
```

```question
How many litres, about?
= 12,5 +- 0.5
```
"""
WARM, LITRES = (block.split("\n```")[0].strip() for block in TEXT.split("```question\n")[1:])


def key(source: str) -> str:
    return read_question(source).key


RIGHT = {f"question-{key(WARM)}": "1", f"question-{key(LITRES)}": "12.9"}
WRONG = RIGHT | {f"question-{key(WARM)}": "0"}


@pytest.fixture
def quiz(space: Space, reader: User) -> Page:
    page = control(make_page(space, "Quiz", text=TEXT))
    ask(page, reader)
    return page


def form(page: Page, **answers: str) -> dict[str, object]:
    return {"revision": 1, "edition": page.editions.get().pk, **answers}


@pytest.mark.parametrize(
    ("block", "answers", "right"),
    [
        ("A?\n( ) x\n(x) y", ["1"], True),
        ("A?\n( ) x\n(x) y", ["0"], False),
        ("A?\n( ) x\n(x) y", ["0", "1"], False),
        ("A?\n( ) x\n(x) y", [], False),
        ("A?\n[x] x\n[ ] y\n[X] z", ["2", "0"], True),
        ("A?\n[x] x\n[ ] y\n[x] z", ["0"], False),
        ("A?\n= 12.5 +- 0.5", ["13"], True),
        ("A?\n= 12,5 ± 0,5", [" 12,0 "], True),
        ("A?\n= 12.5 +- 0.5", ["13.01"], False),
        ("A?\n= -3", ["-3"], True),
        ("A?\n= 3", ["nan"], False),
        ("A?\n= 3", ["Infinity"], False),
        ("A?\n= 3", ["three"], False),
        ("A?\n= 3", [], False),
    ],
)
def test_answers_are_graded(block: str, answers: list[str], right: bool) -> None:
    assert read_question(block).is_right(answers) is right


@pytest.mark.parametrize(
    "block",
    [
        "",
        "A?",
        "(x) a\n( ) b",
        "A?\n( ) a\n( ) b",
        "A?\n(x) a\n(x) b",
        "A?\n(x) a\n[x] b",
        "A?\n(x) a\n= 3",
        "A?\n= 3\npass: 0%",
        "A?\n= 3\nattempts: many",
        "A?\n= 3\n" + "x" * 5000,
    ],
)
def test_what_can_not_be_asked_says_why(block: str) -> None:
    with pytest.raises(QuestionRefused):
        read_question(block)


@pytest.mark.django_db
def test_the_page_and_the_search_know_no_answers(quiz: Page, reader_client: Client) -> None:
    shown = reader_client.get(quiz.url()).content.decode()
    assert "How warm is the water?" in shown
    for told in ("(x)", "12,5", "attempts:", "language-question"):
        assert told not in shown
    assert "12,5" not in quiz.rendering.plain
    asked = reader_client.get(quiz.url("acknowledgement/")).content.decode()
    assert "checked" not in asked[asked.index("Check questions") :]


@pytest.mark.django_db
def test_what_the_form_itself_sends_is_graded(quiz: Page, reader_client: Client) -> None:
    shown = reader_client.get(quiz.url("acknowledgement/")).content.decode()
    empty = {name: [""] for name in re.findall(r'<input type="hidden" name="(question-\w+)" value="">', shown)}
    assert empty.keys() == RIGHT.keys()
    wrong = reader_client.post(quiz.url("acknowledgement/"), form(quiz, **empty)).content.decode()
    assert "0 of 2 are right" in wrong
    assert wrong.count("Read again:") == 1  # the other question names no passage
    answered = {name: ["", answer] for name, answer in RIGHT.items()}
    assert reader_client.post(quiz.url("acknowledgement/"), form(quiz, **answered)).status_code == 302
    given = [one["given"] for one in Attempt.objects.latest("pk").answers.values()]
    assert given == [["1"], ["12.9"]]


@pytest.mark.django_db
def test_right_answers_confirm(quiz: Page, reader_client: Client) -> None:
    assert "Answer and confirm" in reader_client.get(quiz.url()).content.decode()
    answer = reader_client.post(quiz.url("acknowledgement/"), form(quiz, **RIGHT))
    assert answer.status_code == 302
    assert Attempt.objects.get().passed
    assert Acknowledgement.objects.count() == 1


@pytest.mark.django_db
def test_a_wrong_answer_opens_the_passage(quiz: Page, reader_client: Client) -> None:
    answer = reader_client.post(quiz.url("acknowledgement/"), form(quiz, **WRONG))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "1 of 2 are right" in shown
    again = shown[shown.index("Read again: Steps") :]
    assert "Rinse at sixty degrees." in again
    assert 'value="12.9"' in again  # what was right is kept
    assert not Acknowledgement.objects.exists()


@pytest.mark.django_db
def test_nobody_confirms_past_the_questions(quiz: Page, reader: User, reader_client: Client) -> None:
    assert reader_client.post(quiz.url("acknowledgement/"), form(quiz)).status_code == 409
    with pytest.raises(NotPassed):
        acknowledge(by=reader, page=quiz, revision=1, edition=quiz.editions.get().pk)


@pytest.mark.django_db
def test_attempts_run_out_until_a_trainer_allows_more(
    quiz: Page, reader: User, trainer: User, editor: User, reader_client: Client
) -> None:
    address = quiz.url("acknowledgement/")
    for _attempt in range(2):
        reader_client.post(address, form(quiz, **WRONG))
    assert "All attempts are used" in reader_client.post(address, form(quiz, **RIGHT)).content.decode()
    assert Attempt.objects.count() == 2
    with pytest.raises(PermissionDenied):
        allow_retry(by=editor, person=reader, page=quiz, reason="")
    with pytest.raises(TrainingError):
        allow_retry(by=trainer, person=trainer, page=quiz, reason="")
    allow_retry(by=trainer, person=reader, page=quiz, reason="We talked it over")
    assert reader_client.post(address, form(quiz, **RIGHT)).status_code == 302


@pytest.mark.django_db
def test_outsiders_answer_nothing(quiz: Page, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        answer_questions(by=outsider, page=quiz, revision=1, edition=quiz.editions.get().pk, answers={})


@pytest.mark.django_db
def test_questions_of_a_new_text_are_asked_again(page: Page, reader: User, reader_client: Client) -> None:
    ask(page, reader)
    confirm(page, reader)
    make_revision(page, TEXT)
    address = page.url("acknowledgement/")
    assert reader_client.post(address, {"revision": 2}).status_code == 409
    assert reader_client.post(address, {"revision": 2, **RIGHT}).status_code == 302


@pytest.mark.django_db
def test_statistics_are_for_trainers(quiz: Page, reader_client: Client, trainer_client: Client) -> None:
    for answers in (WRONG, RIGHT):
        reader_client.post(quiz.url("acknowledgement/"), form(quiz, **answers))
    assert reader_client.get(quiz.url("training/questions/")).status_code == 403
    shown = trainer_client.get(quiz.url("training/questions/")).content.decode()
    assert "How warm is the water?" in shown
    assert "50 %" in shown
    assert "100 %" in shown


@pytest.mark.django_db
def test_a_trainer_lets_somebody_try_again(
    quiz: Page, reader_client: Client, trainer_client: Client, reader: User
) -> None:
    for _attempt in range(2):
        reader_client.post(quiz.url("acknowledgement/"), form(quiz, **WRONG))
    address = quiz.url("training/questions/")
    assert "Let them try again" in trainer_client.get(address).content.decode()
    assert reader_client.post(address, {"person": reader.pk}).status_code == 403
    trainer_client.post(address, {"person": reader.pk})
    assert "Let them try again" not in trainer_client.get(address).content.decode()
