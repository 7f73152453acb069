"""2,000 people and 500 documents: every cell is asked of somebody, and nobody waits."""

import pytest
from django.test import Client

from tests.browser.days_later import main as days_later
from tests.stopwatch import least_seconds
from tests.training.plant import make_plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE, DOCUMENTS = 2000, 500


def seconds(client: Client, address: str) -> float:
    client.get(address)  # what is worked out once for each process is not meant
    return least_seconds(lambda: b"".join(client.get(address)), enough=1)


STATES = ("?state=overdue", "?state=due", "?state=current", "?state=exempt")  # a look at all the million
PARTS = ("", "?page=40&documents=13", "?q=Worker+19", "?team=3", "?state=due&team=3", *STATES)


def test_the_matrix_of_a_plant_opens_within_a_second(admin_client: Client) -> None:
    make_plant(PEOPLE, DOCUMENTS)
    days_later(60)  # what is not confirmed is overdue
    took = {address: seconds(admin_client, f"/training/matrix/{address}") for address in PARTS}
    assert took == {address: pytest.approx(0, abs=1) for address in PARTS}
