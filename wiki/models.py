"""Every slice's models, for Django to find. No slice imports this module."""

from wiki.activity.models import EventPosition, Excerpt, Notification, Watch, Wishes
from wiki.audit.models import AuditEvent, AuditLink
from wiki.control.models import (
    ChangeSet,
    Decision,
    Delegation,
    Document,
    Flag,
    FormerNumber,
    PeriodicReview,
    Policy,
    Remark,
    Retirement,
    ReviewRequest,
    Signature,
    Step,
    StepMember,
)
from wiki.discussion.models import Comment, Discussion, Mention, Outcome, Resolution, Suggestion, Thread
from wiki.exchange.evidence.models import Evidence
from wiki.exchange.models import Import
from wiki.integrity.models import ChainCheck
from wiki.jobs.models import Job, PeriodicRun, Worker
from wiki.pages.batches.models import Batch
from wiki.pages.editions.models import Edition
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.models import (
    Draft,
    FormerAddress,
    FormerTitle,
    Link,
    Page,
    PageTag,
    Rendering,
    Revision,
    SnippetName,
    Trashing,
)
from wiki.pages.presence.models import Presence
from wiki.pages.sharing.models import DraftLink
from wiki.search.models import KnownWords, MissedSearch, PageRequest
from wiki.spaces.models import Membership, Space
from wiki.training.models import (
    Acknowledgement,
    Assignment,
    Attempt,
    EffectivenessCheck,
    Exemption,
    LearningPath,
    PathItem,
    Reminder,
    Retry,
    SignOff,
    Supervisor,
    TeamStay,
)

__all__ = [
    "Acknowledgement",
    "Assignment",
    "Attempt",
    "AuditEvent",
    "AuditLink",
    "Batch",
    "ChainCheck",
    "ChangeSet",
    "Comment",
    "Decision",
    "Delegation",
    "Discussion",
    "Document",
    "Draft",
    "DraftLink",
    "Edition",
    "EffectivenessCheck",
    "EventPosition",
    "Evidence",
    "Excerpt",
    "Exemption",
    "Flag",
    "FormerAddress",
    "FormerNumber",
    "FormerTitle",
    "Import",
    "Job",
    "KnownWords",
    "LearningPath",
    "Link",
    "Membership",
    "Mention",
    "MissedSearch",
    "Notification",
    "Outcome",
    "Page",
    "PageRequest",
    "PageTag",
    "PathItem",
    "PeriodicReview",
    "PeriodicRun",
    "PinnedFile",
    "Policy",
    "Presence",
    "Remark",
    "Reminder",
    "Rendering",
    "Resolution",
    "Retirement",
    "Retry",
    "ReviewRequest",
    "Revision",
    "SignOff",
    "Signature",
    "SnippetName",
    "Space",
    "Step",
    "StepMember",
    "StoredFile",
    "Suggestion",
    "Supervisor",
    "TeamStay",
    "Thread",
    "Trashing",
    "Watch",
    "Wishes",
    "Worker",
]
