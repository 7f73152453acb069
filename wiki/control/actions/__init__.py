"""What people do with controlled documents. Every verb takes `by`, asks for the right first, and writes its audit row
inside."""

from wiki.control.actions.deciding import decide, remark, withdraw
from wiki.control.actions.documents import (
    change_document,
    change_policy,
    control_page,
    control_space,
    open_page,
    open_space,
)
from wiki.control.actions.planning import call_off, plan_anew
from wiki.control.actions.retiring import retire
from wiki.control.actions.reviewing import close_flag, flag, keep_unchanged
from wiki.control.actions.submitting import submit, submit_together

__all__ = [
    "call_off",
    "change_document",
    "change_policy",
    "close_flag",
    "control_page",
    "control_space",
    "decide",
    "flag",
    "keep_unchanged",
    "open_page",
    "open_space",
    "plan_anew",
    "remark",
    "retire",
    "submit",
    "submit_together",
    "withdraw",
]
