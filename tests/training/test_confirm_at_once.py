"""Two clicks at the same moment, and a new edition in that moment."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import User
from accounts.roles import ensure_roles
from tests.conftest import make_page, make_space, make_user
from tests.training.asking import ask, control, planned
from wiki.audit.models import AuditEvent
from wiki.pages.actions.releasing import put_in_force
from wiki.pages.models import Page
from wiki.training.actions import acknowledge
from wiki.training.errors import TextChanged
from wiki.training.models import Acknowledgement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def together(*acts: Callable[[], object]) -> list[object]:
    """What each gave, or the error that it ended with."""
    begin, answers = threading.Barrier(len(acts)), []

    def do(act: Callable[[], object]) -> None:
        try:
            begin.wait(timeout=20)
            answers.append(act())
        except TextChanged as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.fixture
def asked() -> tuple[Page, User]:
    ensure_roles()
    page, person = control(make_page(make_space(), "Sop")), make_user("Rosa Reader Two")
    ask(page, person)
    return page, person


def test_two_clicks_confirm_once(asked: tuple[Page, User]) -> None:
    page, person = asked
    edition = page.editions.get().pk

    def click() -> Acknowledgement:
        return acknowledge(by=person, page=page, revision=1, edition=edition)

    answers = together(click, click, click)
    assert {answer.pk for answer in answers} == {Acknowledgement.objects.get().pk}
    assert AuditEvent.objects.filter(action="acknowledgement.given").count() == 1


def test_an_edition_that_comes_into_force_meanwhile_is_confirmed_or_refused_but_never_mixed(
    asked: tuple[Page, User],
) -> None:
    page, person = asked
    first, second = page.editions.get(), planned(page, "New.\n")
    answers = together(
        lambda: acknowledge(by=person, page=page, revision=1, edition=first.pk), lambda: put_in_force(second)
    )
    given = Acknowledgement.objects.first()
    if given is None:
        assert any(isinstance(answer, TextChanged) for answer in answers)
    else:
        assert (given.edition, given.seal) == (first, first.seal)
