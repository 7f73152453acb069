"""Screens and endpoints of the discussion."""

from wiki.discussion.views.changing import change
from wiki.discussion.views.comments import edit, removal
from wiki.discussion.views.deciding import acceptance, refusal, suggestion, suggestions, withdrawal
from wiki.discussion.views.suggesting import draft, own_suggestions, preview, suggest
from wiki.discussion.views.threads import (
    new_thread,
    people,
    permanent_thread,
    reopening,
    replies,
    resolution,
    thread,
    threads,
)

__all__ = [
    "acceptance",
    "change",
    "draft",
    "edit",
    "new_thread",
    "own_suggestions",
    "people",
    "permanent_thread",
    "preview",
    "refusal",
    "removal",
    "reopening",
    "replies",
    "resolution",
    "suggest",
    "suggestion",
    "suggestions",
    "thread",
    "threads",
    "withdrawal",
]
