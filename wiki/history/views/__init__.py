"""Screens of the history."""

from wiki.history.views.comparing import comparison, comparison_choice
from wiki.history.views.drafts import draft
from wiki.history.views.restoring import restoration
from wiki.history.views.revisions import revision, timeline, trashed

__all__ = ["comparison", "comparison_choice", "draft", "restoration", "revision", "timeline", "trashed"]
