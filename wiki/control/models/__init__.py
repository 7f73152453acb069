"""The tables of document control, by what they tell of."""

from wiki.control.models.documents import Document, Flag, FormerNumber, PeriodicReview, Policy, Retirement
from wiki.control.models.requests import (
    UNFINISHED,
    ChangeSet,
    Decision,
    Delegation,
    Remark,
    ReviewRequest,
    Step,
    StepMember,
)
from wiki.control.models.signatures import Signature

__all__ = [
    "UNFINISHED",
    "ChangeSet",
    "Decision",
    "Delegation",
    "Document",
    "Flag",
    "FormerNumber",
    "PeriodicReview",
    "Policy",
    "Remark",
    "Retirement",
    "ReviewRequest",
    "Signature",
    "Step",
    "StepMember",
]
