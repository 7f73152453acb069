"""What people do in a discussion. Every verb takes `by`, asks for the right first, and writes its audit row inside."""

from wiki.discussion.actions.commenting import edit_comment, remove_comment, reply, start_thread
from wiki.discussion.actions.deciding import accept_changed, accept_suggestion, decline_suggestion
from wiki.discussion.actions.settling import reopen_thread, resolve_thread
from wiki.discussion.actions.suggesting import suggest_change, withdraw_suggestion

__all__ = [
    "accept_changed",
    "accept_suggestion",
    "decline_suggestion",
    "edit_comment",
    "remove_comment",
    "reopen_thread",
    "reply",
    "resolve_thread",
    "start_thread",
    "suggest_change",
    "withdraw_suggestion",
]
