"""What of an audit event is hashed, and how one event's hash is tied to the one before.

The rule is public, so that anybody can check an export with a program of their own:

- payload hash: SHA-256 of the event's columns as a JSON object in UTF-8, keys sorted, no spaces, columns that are empty
  left out (so that a column added later leaves older hashes as they are), the time as 2026-03-01T09:30:00.000000Z;
- link hash: SHA-256 of "<hash of the link before>:<key of the event>:<payload hash>"; before the first are 64 zeros.

21 CFR 11.10(e): secure, computer-generated, time-stamped audit trails. EU GMP Annex 11 (9).
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

GENESIS = "0" * 64
# Every column of an event but its key, which the link holds, and the hash itself.
COLUMNS = (
    "at",
    "actor_id",
    "actor_name",
    "action",
    "subject_kind",
    "subject_id",
    "subject_name",
    "space",
    "before",
    "after",
    "reason",
    "batch",
    "address",
)
_EMPTY = (None, "", {})
_LONGEST_NUMBER = 400  # digits; longer than any that a computer writes for a fraction


def _number(text: str) -> int | float | str:
    """A number with a point or an exponent: PostgreSQL writes 1e+20 as an integer when it gives JSON back."""
    value = Decimal(text)
    if abs(value.adjusted()) > _LONGEST_NUMBER:
        return text
    return int(value) if value == value.to_integral_value() else float(value)


# Made once: the functions of the json module make them anew at every call that has options.
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
decode = json.JSONDecoder(parse_float=_number).decode


def hash_of_columns(columns: Mapping[str, Any]) -> str:
    """The payload hash of an event's columns: `at` as text in the form above, `before` and `after` as `decode` reads
    them; what else is in the mapping does not count."""
    kept = {name: columns[name] for name in COLUMNS if columns[name] not in _EMPTY}
    return hashlib.sha256(_encode(kept).encode("utf-8", "surrogatepass")).hexdigest()


def hash_of_link(previous: str, event: int, payload_hash: str) -> str:
    """The hash of the link that ties an event to the link before; the database's triggers do the same."""
    return hashlib.sha256(f"{previous}:{event}:{payload_hash}".encode()).hexdigest()


def time_as_text(moment: datetime.datetime) -> str:
    """The time in UTC, always with microseconds."""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


class PayloadHashField(models.CharField):
    """Hashes the row as it is inserted, alone or in bulk: no writer can forget it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The hash of what the other columns are about to hold."""
        fields = model_instance._meta.get_field
        columns = {name: fields(name).get_prep_value(getattr(model_instance, name)) for name in COLUMNS}
        columns["at"] = time_as_text(columns["at"])
        for name in ("before", "after"):
            columns[name] = columns[name] and decode(json.dumps(columns[name]))  # as it will be read back
        payload_hash = hash_of_columns(columns)
        setattr(model_instance, self.attname, payload_hash)
        return payload_hash

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Plain text to the migrations."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options
