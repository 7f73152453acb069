"""What people do about being told: watch, read their notifications, choose their mail."""

from wiki.activity.actions.reading import mark_all_read, mark_read, mark_seen
from wiki.activity.actions.watching import end_watch, watch
from wiki.activity.actions.wishing import choose, stop_mail

__all__ = ["choose", "end_watch", "mark_all_read", "mark_read", "mark_seen", "stop_mail", "watch"]
