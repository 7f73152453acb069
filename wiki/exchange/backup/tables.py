"""Which tables travel, and how a row becomes a line of JSON and a row again.

A value is written as Python has it, not as one database does; what JSON has no word for becomes text or, of bytes,
Base64, which the fields of Django read again. Keys and the rows of content types and rights travel too, so that
nothing that names another row has to be changed.
"""

import base64
import datetime
import decimal
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps.registry import Apps
from django.db import connections
from django.db.models import Field, Model, Q, QuerySet

# Who is signed in, who is just now on a page, which workers run, words gathered of the search index, and evidence,
# whose ZIPs lie elsewhere and are thrown away after days.
LEFT_OUT = frozenset({"django_session", "wiki_presence", "wiki_worker", "wiki_evidence", "wiki_knownwords"})
QUEUE = "backups"  # of the jobs that make backups
# Of jobs those that are not done: pages are still to be drawn, people still to be told. One that runs is, to the
# restored wiki, one whose worker was stopped in the middle.
ONLY = {"django_tasks_database_dbtaskresult": ~Q(status="SUCCESSFUL") & ~Q(queue_name=QUEUE)}
AT_A_TIME = 50  # rows; a page's text may have a megabyte
_encode = json.JSONEncoder(separators=(",", ":"), default=lambda value: _as_text(value)).encode


def _as_text(value: Any) -> str:
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"a backup has no form for {type(value).__name__}")


@dataclass(frozen=True)
class Table:
    """One table, by the model that describes it now or did in an earlier release."""

    model: type[Model]

    @property
    def name(self) -> str:
        """As the database calls it."""
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> dict[str, Field]:
        """By the names of their columns."""
        return {field.column: field for field in self.model._meta.concrete_fields}

    def rows(self, using: str) -> QuerySet:
        """What travels of it, in the order of the keys."""
        found = self.model._base_manager.using(using).filter(ONLY.get(self.name, Q()))
        return found.order_by("pk").values_list(*(field.attname for field in self.fields.values()))

    def lines(self, using: str) -> Iterator[str]:
        """Every row as an array in JSON, a line each. No cursor stays open between them, for Ctrl-C to stumble on."""
        rows, place = self.rows(using), list(self.fields).index(self.model._meta.pk.column)
        stretch = list(rows[:AT_A_TIME])
        while stretch:
            yield from (_encode(row) + "\n" for row in stretch)
            stretch = list(rows.filter(pk__gt=stretch[-1][place])[:AT_A_TIME])

    def fill(self, columns: Sequence[str], lines: Sequence[str], using: str) -> None:
        """Inserts rows as they stand: no default, no moment of saving, no receiver takes part."""
        fields = [self.fields[column] for column in columns]
        connection = connections[using]
        rows = [_values(fields, line, connection) for line in lines]
        with connection.cursor() as cursor:
            cursor.executemany(_insertion(self.name, columns, using), rows)

    def has(self, columns: Sequence[str]) -> bool:
        """Whether these are its columns, each once."""
        return sorted(columns) == sorted(self.fields)


def _values(fields: Sequence[Field], line: str, connection: Any) -> list[Any]:
    values = zip(fields, json.loads(line), strict=True)
    return [field.get_db_prep_save(field.to_python(value), connection) for field, value in values]


def _insertion(table: str, columns: Sequence[str], using: str) -> str:
    quoted = connections[using].ops.quote_name
    names = ", ".join(map(quoted, columns))
    # The names are those of our own models, which `require` has compared with the backup's.
    return f"INSERT INTO {quoted(table)} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608


def travelling(apps: Apps) -> list[Table]:
    """The tables of all models in this registry but those of `LEFT_OUT`."""
    models = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    tables = (Table(model) for model in models if model._meta.managed)
    return sorted((table for table in tables if table.name not in LEFT_OUT), key=lambda table: table.name)
