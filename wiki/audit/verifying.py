"""Walks the chain of the audit trail and finds what was inserted, changed, deleted or put in another order.

21 CFR 11.10(e): an audit trail may not obscure what was recorded. Rows are read with plain SQL: a million of them would
take Django's models four times as long.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.audit.findings import Advance, Finding
from wiki.audit.hashing import COLUMNS, GENESIS, decode, hash_of_columns, hash_of_link
from wiki.audit.models import AuditLink
from wiki.audit.words import action_in_words

AT_A_TIME = 5000
# Columns that the two databases keep in ways of their own, as the rule in `hashing` writes them.
_OWN = {
    "sqlite": {"at": """substr(replace(e.at, ' ', 'T') || '.000000', 1, 26) || 'Z'"""},
    "postgresql": {
        "at": """to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
        "before": "e.before::text",
        "after": "e.after::text",
        "address": "host(e.address)",
    },
}
_WALK = """
SELECT l.sequence, l.previous, l.hash, l.event, e.id, e.payload_hash, {columns}
FROM wiki_auditlink l LEFT JOIN wiki_auditevent e ON e.id = l.event
WHERE l.sequence > %s ORDER BY l.sequence LIMIT %s
"""
_OUTSIDE = """
SELECT e.id, e.action, e.subject_name, e.actor_name FROM wiki_auditevent e
LEFT JOIN wiki_auditlink l ON l.event = e.id WHERE l.event IS NULL AND e.id > %s ORDER BY e.id LIMIT %s
"""
_GIVEN = """
SELECT seq, (SELECT max(id) FROM wiki_auditevent) FROM sqlite_sequence WHERE name = 'wiki_auditevent'
"""


def link_count() -> int:
    """How many links the walk will look at, from the newest one's number."""
    return AuditLink.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def trail_findings(advance: Advance) -> Iterator[Finding]:
    """Everything that is wrong with the trail and its chain."""
    sequence, head = 0, GENESIS
    for rows in _batches(_walk_sql()):
        for row in rows:
            if row[0] != sequence + 1 or row[1] != head or not _is_sound(row):
                yield from _wrong(row, sequence, head)
            sequence, head = row[0], row[2]
        advance(len(rows))
    for rows in _batches(_OUTSIDE):
        for key, action, subject, actor in rows:
            event = {"action": action, "subject_name": subject, "actor_name": actor}
            yield _finding("inserted", _("%(event)s is not in the chain: it was inserted."), key, event)
    yield from _newest_deleted(sequence)


def _walk_sql() -> str:
    own = _OWN[connection.vendor]
    return _WALK.format(columns=", ".join(own.get(name, f"e.{name}") for name in COLUMNS))


def _batches(sql: str) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a statement that takes the key to go on after, and how many."""
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(sql, [last, AT_A_TIME])
            rows = cursor.fetchall()
            if not rows:
                return
            yield rows
            last = rows[-1][0]


def _is_sound(row: tuple[Any, ...]) -> bool:
    """Whether the event is there and is what the link was made of."""
    _sequence, previous, link, event, key, payload_hash, *columns = row
    return key is not None and _hash(columns) == payload_hash and hash_of_link(previous, event, payload_hash) == link


def _hash(values: list[Any]) -> str:
    columns = dict(zip(COLUMNS, values, strict=True))
    try:
        for name in ("before", "after"):
            columns[name] = {} if columns[name] == "{}" else decode(columns[name])
        return hash_of_columns(columns)
    except (ValueError, TypeError, RecursionError):  # what the database would not have taken from us
        return ""


def _wrong(row: tuple[Any, ...], sequence: int, head: str) -> Iterator[Finding]:
    """What is wrong with a link that follows the one with this number and hash, and with its event."""
    if row[0] != sequence + 1:
        yield Finding("links-deleted", _links_deleted(sequence + 1, row[0] - 1))
    elif row[1] != head:
        words = _("Link %(number)d does not follow the link before it: the order was changed.")
        yield Finding("reordered", words % {"number": row[0]})
    if row[4] is None:
        words = _("Event %(key)d, link %(number)d of the chain, was deleted.")
        yield Finding("deleted", words % {"key": row[3], "number": row[0]})
    elif not _is_sound(row):
        columns = dict(zip(COLUMNS, row[6:], strict=True))
        yield _finding("changed", _("%(event)s is not what was recorded: it was changed."), row[4], columns)


def _finding(name: str, words: str, key: int, columns: dict[str, Any]) -> Finding:
    said = columns | {"key": key, "action": action_in_words(columns["action"])}
    words_of_event = _("Event %(key)d (%(action)s: “%(subject_name)s”, %(actor_name)s)")
    event = (words_of_event if said["actor_name"] else _("Event %(key)d (%(action)s: “%(subject_name)s”)")) % said
    return Finding(name, " ".join((words % {"event": event}).split()))


def _links_deleted(first: int, last: int) -> str:
    words = ngettext(
        "Link %(first)d of the chain is missing: it was deleted.",
        "Links %(first)d to %(last)d of the chain are missing: they were deleted.",
        last - first + 1,
    )
    return words % {"first": first, "last": last}


def _newest_deleted(sequence: int) -> Iterator[Finding]:
    """SQLite remembers the last key that it gave out, and takes it back when a transaction is undone."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN)
        given, newest = cursor.fetchone() or (0, 0)
    if given > (newest or 0):
        words = _("The newest events are missing: event %(given)d was recorded, and the last one there is %(newest)d.")
        yield Finding("newest-deleted", words % {"given": given, "newest": newest or 0})
