"""The database that tests run on."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.selection import ON_POSTGRESQL
from tests.setup.keeping import put_migrated, template_on_postgresql


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    """Each process has its own database, with the migrations in it."""
    if ON_POSTGRESQL:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            connection.settings_dict["TEST"]["TEMPLATE"] = template_on_postgresql(cursor)
    else:
        put_migrated(Path(settings.DATABASES["default"]["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Has Django take the database that is there; it goes with its folder."""
    return not ON_POSTGRESQL
