"""Triggers that refuse any change of what was saved: the database's own word, whoever asks.

Made again after every migrate, because SQLite drops a table's triggers when a migration rebuilds the table.
"""

from typing import Any

from django.db import connections

PROTECTED = (
    "reversion_version",
    "reversion_revision",
    "wiki_revision",
    "wiki_auditevent",
    "wiki_auditlink",
    "wiki_signature",
    "wiki_decision",
    "wiki_periodicreview",
    "wiki_acknowledgement",
    "wiki_signoff",
    "wiki_attempt",
    "wiki_effectivenesscheck",
)
MESSAGE = "saved history can not be changed or deleted"

_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION looseleaf_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql;
"""


def statements(vendor: str) -> list[str]:
    """The SQL that puts the triggers in place; harmless where they are already."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for table in PROTECTED
            for verb in ("update", "delete")
        ]
    triggers = (("immutable", "UPDATE OR DELETE", "ROW"), ("kept", "TRUNCATE", "STATEMENT"))
    return [
        _POSTGRESQL,
        *(
            f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {verbs} ON {table} "
            f"FOR EACH {reach} EXECUTE FUNCTION looseleaf_refuse()"
            for table in PROTECTED
            for name, verbs, reach in triggers
        ),
    ]


def triggers(vendor: str) -> dict[str, str]:
    """The names of the triggers, and the table of each."""
    names = ("no_update", "no_delete") if vendor == "sqlite" else ("immutable", "kept")
    return {f"{table}_{name}": table for table in PROTECTED for name in names}


def removals(vendor: str) -> list[str]:
    """The SQL that takes the triggers away: for tests that empty the database, and for nothing else."""
    of_table = " ON {}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{of_table.format(table)}" for name, table in triggers(vendor).items()]


def run(sql: list[str], using: str) -> None:
    """Runs the statements on one database."""
    with connections[using].cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def protect(using: str, **_sent: Any) -> None:
    """Receiver of post_migrate: puts the triggers in place once all the tables are there."""
    tables = set(connections[using].introspection.table_names())
    if tables.issuperset(PROTECTED):
        run(statements(connections[using].vendor), using)
