"""record(): the one way to write the audit trail."""

from contextvars import ContextVar
from typing import Any

from django.db import models

from wiki.audit.models import AuditEvent

# Actions know nothing of HTTP; the middleware leaves the address here for the length of a request.
remote_address: ContextVar[str | None] = ContextVar("remote_address", default=None)


def record(
    action: str,
    subject: models.Model,
    *,
    by: Any,
    space: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    batch: int | None = None,
) -> AuditEvent:
    """Writes one event in the caller's transaction; `by` None means the product itself. `batch` is the number that
    joins the events of one change of many things."""
    return AuditEvent.objects.create(
        actor_id=str(by.pk) if by else "",
        actor_name=str(by)[:200] if by else "",
        action=action,
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk or ""),  # none: an address that nobody has, at a failed sign-in
        subject_name=str(subject)[:300],
        space=space,
        before=before or {},
        after=after or {},
        reason=reason,
        batch=batch,
        address=remote_address.get(),
    )
