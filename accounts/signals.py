"""What accounts tells the layers above, which it does not know.

`people_changed` is sent inside the transaction of every verb, so that the audit trail is written with the deed or not
at all. Arguments: by (User or None), action ("person.deactivated"), subject (User, Team, Invitation or Site), before
and after (dicts of plain values), reason.
"""

from typing import Any

from django.db.models import Model
from django.dispatch import Signal

people_changed = Signal()


def tell(
    action: str,
    subject: Model,
    *,
    by: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Sends `people_changed`; an error of a receiver undoes the deed."""
    people_changed.send(
        type(subject),
        by=by,
        action=action,
        subject=subject,
        before=before or {},
        after=after or {},
        reason=reason,
    )
