"""A check question stays byte for byte what its author wrote, while the text around it is edited in place."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "```question\nHow  warm is it?\n( ) 40 °C\n(x)  60 °C\n\nsee: #steps\npass: 80%\n```\n"


@pytest.mark.parametrize(
    "around", ["{}", "Before it.\n\n{}\nAfter it.\n", "1. First\n\n   Then rinse it.\n\n{}\n## Next\n\nMore.\n"]
)
def test_a_question_is_kept_to_the_last_space(ask, around):
    trip = ask("roundTrip", around.format(QUESTION), 4, 1)
    assert trip["same"]
    assert not trip["wrong"]
