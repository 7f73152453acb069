"""Every slice's models, for Django to find. No slice imports this module."""

from wiki.audit.models import AuditEvent
from wiki.pages.models import (
    Draft,
    FormerAddress,
    FormerTitle,
    Link,
    Page,
    PageTag,
    PinnedFile,
    Rendering,
    Revision,
    StoredFile,
    Trashing,
)
from wiki.spaces.models import Membership, Space

__all__ = [
    "AuditEvent",
    "Draft",
    "FormerAddress",
    "FormerTitle",
    "Link",
    "Membership",
    "Page",
    "PageTag",
    "PinnedFile",
    "Rendering",
    "Revision",
    "Space",
    "StoredFile",
    "Trashing",
]
