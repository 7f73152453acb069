"""What somebody signed, decided or confirmed, as the audit trail keeps it: the hash of the whole row, in the event that
tells of it. The trail is chained, so that who changes, removes or adds such a row past the wiki is found (21 CFR
11.10(a), (e))."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

PROOF = "proof"  # the key of an event's `after`


def proof_of(*rows: Model | None) -> dict[str, dict[str, str]]:
    """What an event that tells of these rows holds of them."""
    return {PROOF: {f"{row._meta.model_name} {row.pk}": digest_of(row) for row in rows if row is not None}}


def digest_of(row: Model) -> str:
    """The SHA-256 of the row's columns as a JSON object in UTF-8: times in UTC, keys sorted, no spaces, empty columns
    left out, so that a column that is added later, empty, changes no hash."""
    columns = {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    filled = {name: value for name, value in columns.items() if value not in (None, "")}
    written = json.dumps(filled, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
