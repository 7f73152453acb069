"""The cast has been there for long: days are counted from what a test does."""

from datetime import UTC, datetime

import pytest

from accounts.models import User

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _joined_long_ago(reader: User, editor: User, trainer: User, admin: User, outsider: User) -> None:
    User.objects.update(joined_at=LONG_AGO)
    for person in (reader, editor, trainer, admin, outsider):
        person.joined_at = LONG_AGO
