"""Prepared queries: built once, and planned once by PostgreSQL."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.prepared import PreparedQuery

_NAME, _KEY = "\0name", -7


def query() -> PreparedQuery:
    return PreparedQuery(
        lambda name, key: User.objects.filter(name=name, pk__gt=key).order_by("pk").values_list("name", "joined_at"),
        _NAME,
        _KEY,
    )


def test_rows_are_those_of_the_queryset_and_the_query_is_counted(reader, editor):
    prepared, asked = query(), list(User.objects.filter(name=reader.name).values_list("name", "joined_at"))
    for _time in range(4):
        with CaptureQueriesContext(connection) as captured:
            assert [tuple(row) for row in prepared.rows(reader.name, 0)] == asked
        assert [("accounts_user" in one["sql"]) for one in captured] == [True]
    assert prepared.rows(reader.name, 10**9) == []


def plans() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%accounts_user%'")
        return [statement for (statement,) in cursor.fetchall()]


@pytest.mark.postgresql
class TestPlans:
    def test_one_is_kept_for_numbers_of_every_size(self, reader):
        prepared, before = query(), len(plans())
        for key in (1, 1, 1, 40_000, 40_000, 3_000_000_000, 3_000_000_000):
            prepared.rows(reader.name, key)
        assert len(plans()) == before + 1

    def test_none_is_kept_behind_a_pooler(self, reader, settings):
        settings.IS_POOLED, prepared, before = True, query(), len(plans())
        for _time in range(5):
            prepared.rows(reader.name, 1)
        assert len(plans()) == before

    def test_other_statements_are_asked_as_before(self, reader):
        query().rows(reader.name, 1)
        before = len(plans())
        for _time in range(5):
            assert Group.objects.filter(user=reader).count() == 1
        assert len(plans()) == before
