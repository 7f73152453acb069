"""Screens of what concerns a person."""

from wiki.activity.views.home import changes, home
from wiki.activity.views.notifications import notification, notifications, reading
from wiki.activity.views.watches import watch_page, watch_space, watches
from wiki.activity.views.wishes import mail_stop, wishes

__all__ = [
    "changes",
    "home",
    "mail_stop",
    "notification",
    "notifications",
    "reading",
    "watch_page",
    "watch_space",
    "watches",
    "wishes",
]
