"""What is asked of very many is worked out without making an object of each row."""

import pytest

from accounts.models import User
from tests.training.asking import ask, control, release
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.training.fetching import duties_of
from wiki.training.standing.dates import State

pytestmark = pytest.mark.django_db


def test_duties_make_no_object_of_any_edition(page: Page, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    control(page)
    release(page, "Wear goggles.\n")
    ask(page, reader)
    made = []
    monkeypatch.setattr(Edition, "__init__", lambda *given, **named: made.append(given))
    assert [duty.cell.state for duty in duties_of(reader)] == [State.DUE]
    assert made == []
