"""Screens of document control."""

from wiki.control.views.approvals import approvals, delegation, delegation_end
from wiki.control.views.documents import document, document_change, page_keeping
from wiki.control.views.planning import plan
from wiki.control.views.registers import policy, register, space_keeping
from wiki.control.views.requests import decision, remarks, review_request, withdrawal
from wiki.control.views.reviewing import flag_closing, flags, periodic_review, retirement
from wiki.control.views.submitting import change_set, submission

__all__ = [
    "approvals",
    "change_set",
    "decision",
    "delegation",
    "delegation_end",
    "document",
    "document_change",
    "flag_closing",
    "flags",
    "page_keeping",
    "periodic_review",
    "plan",
    "policy",
    "register",
    "remarks",
    "retirement",
    "review_request",
    "space_keeping",
    "submission",
    "withdrawal",
]
