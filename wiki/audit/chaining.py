"""Triggers that tie every audit event to the one before, whoever writes it and however.

Writers are serial on SQLite, so the link is made as the event is inserted. On PostgreSQL it is made while the
transaction commits, under one lock, so that links follow one another without making writers wait for each other's
work. That takes two steps: the first runs among the other checks of the commit, which may wait for locks of rows, and
only leaves a note; the second runs after all of them, so that whoever holds the lock waits for nobody and nothing can
deadlock.
"""

from typing import Any

from django.db import connections, transaction

EVENTS, LINKS = "wiki_auditevent", "wiki_auditlink"

# SHA256() is among the functions that Django gives to each of its connections. Before the first link are 64 zeros.
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS wiki_auditevent_chain AFTER INSERT ON wiki_auditevent BEGIN
INSERT INTO wiki_auditlink (sequence, event, previous, hash)
SELECT sequence, event, previous, sha256(previous || ':' || event || ':' || NEW.payload_hash) FROM (
    SELECT coalesce(head.sequence, 0) + 1 AS sequence, NEW.id AS event,
        coalesce(head.hash, hex(zeroblob(32))) AS previous
    FROM (SELECT 1) LEFT JOIN (SELECT sequence, hash FROM wiki_auditlink ORDER BY sequence DESC LIMIT 1) AS head
);
END
"""
_NOTES = """
CREATE UNLOGGED TABLE IF NOT EXISTS looseleaf_unchained (event bigint PRIMARY KEY, payload_hash text NOT NULL)
"""
_NOTE = """
CREATE OR REPLACE FUNCTION looseleaf_chain_later() RETURNS trigger AS $$ BEGIN
INSERT INTO looseleaf_unchained (event, payload_hash) VALUES (NEW.id, NEW.payload_hash);
RETURN NULL;
END $$ LANGUAGE plpgsql
"""
# The lock's number is any that nothing else uses.
_CHAIN = """
CREATE OR REPLACE FUNCTION looseleaf_chain() RETURNS trigger AS $$
DECLARE last_sequence bigint; last_hash text;
BEGIN
PERFORM pg_advisory_xact_lock(7214001);
SELECT sequence, hash INTO last_sequence, last_hash FROM wiki_auditlink ORDER BY sequence DESC LIMIT 1;
last_hash := coalesce(last_hash, repeat('0', 64));
INSERT INTO wiki_auditlink (sequence, event, previous, hash) VALUES (
    coalesce(last_sequence, 0) + 1, NEW.event, last_hash,
    encode(sha256(convert_to(last_hash || ':' || NEW.event || ':' || NEW.payload_hash, 'UTF8')), 'hex')
);
DELETE FROM looseleaf_unchained WHERE event = NEW.event;
RETURN NULL;
END $$ LANGUAGE plpgsql
"""


def _constraint_trigger(name: str, table: str, function: str) -> str:
    """PostgreSQL has no CREATE OR REPLACE for these; dropped first, it would miss what is written meanwhile."""
    return f"""
DO $$ BEGIN
IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = '{name}' AND tgrelid = '{table}'::regclass) THEN
    CREATE CONSTRAINT TRIGGER {name} AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION {function}();
END IF;
END $$
"""


def statements(vendor: str) -> list[str]:
    """The SQL that puts the chain in place; harmless where it is already."""
    if vendor == "sqlite":
        return [_SQLITE]
    return [
        _NOTES,
        _NOTE,
        _CHAIN,
        _constraint_trigger(f"{EVENTS}_chain", EVENTS, "looseleaf_chain_later"),
        _constraint_trigger("looseleaf_unchained_chain", "looseleaf_unchained", "looseleaf_chain"),
    ]


def triggers(vendor: str) -> tuple[str, ...]:
    """The names of the triggers that make the chain."""
    first = f"{EVENTS}_chain"
    return (first,) if vendor == "sqlite" else (first, "looseleaf_unchained_chain")


def install(using: str, **_sent: Any) -> None:
    """Receiver of post_migrate: SQLite drops a table's triggers when a migration rebuilds the table."""
    if not {EVENTS, LINKS}.issubset(connections[using].introspection.table_names()):
        return
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for statement in statements(connections[using].vendor):
            cursor.execute(statement)
