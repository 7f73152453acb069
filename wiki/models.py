"""Every slice's models, for Django to find. No slice imports this module."""

from wiki.audit.models import AuditEvent
from wiki.discussion.models import Comment, Discussion, Mention, Outcome, Resolution, Suggestion, Thread
from wiki.exchange.models import Import
from wiki.jobs.models import Job
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
from wiki.search.models import MissedSearch, PageRequest
from wiki.spaces.models import Membership, Space

__all__ = [
    "AuditEvent",
    "Comment",
    "Discussion",
    "Draft",
    "FormerAddress",
    "FormerTitle",
    "Import",
    "Job",
    "Link",
    "Membership",
    "Mention",
    "MissedSearch",
    "Outcome",
    "Page",
    "PageRequest",
    "PageTag",
    "PinnedFile",
    "Rendering",
    "Resolution",
    "Revision",
    "Space",
    "StoredFile",
    "Suggestion",
    "Thread",
    "Trashing",
]
