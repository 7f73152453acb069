"""The wiki is killed without a word while four people save: all that it acknowledged is there, once, and unbroken.

`python -m tests.setup.killing 50` takes longer."""

import pytest

from tests.setup.killing import killed

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


def test_nothing_that_was_acknowledged_is_lost_when_the_wiki_is_killed(tmp_path):
    outcome = killed(tmp_path / "var", 5)
    assert outcome.acknowledged > 20
    assert outcome.wrong == []
    assert outcome.integrity == "ok"
    assert outcome.verified.startswith("No findings")
