"""The database that tests run on."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.selection import ON_POSTGRESQL
from tests.setup.keeping import put_migrated


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each process has its own database; on SQLite with the migrations in it."""
    if not ON_POSTGRESQL:
        put_migrated(Path(settings.DATABASES["default"]["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Has Django take the database that is there; it goes with its folder."""
    return not ON_POSTGRESQL
