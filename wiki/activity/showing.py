"""Notifications as screens and mail show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from wiki.activity.kinds import Kind
from wiki.activity.models import Notification
from wiki.activity.sentences import html_sentence
from wiki.discussion.mentions import with_present_names
from wiki.display.tags import icon_html
from wiki.history.timeline import known_as

ICONS = {
    Kind.MENTION: "message-square",
    Kind.REPLY: "message-square",
    Kind.COMMENT: "message-square",
    Kind.RESOLVED: "circle-check",
    Kind.REOPENED: "message-square",
    Kind.SUGGESTED: "lightbulb",
    Kind.ACCEPTED: "circle-check",
    Kind.DECLINED: "x",
    Kind.CREATED: "file-plus",
    Kind.EDITED: "pencil",
    Kind.RESTORED: "rotate-ccw",
    Kind.MOVED: "move",
    Kind.TRASHED: "trash-2",
    Kind.RECOVERED: "archive-restore",
    Kind.MEMBERSHIP: "users",
    Kind.ROLE: "shield-check",
    Kind.TO_READ: "book-open-check",
    Kind.DUE: "clock",
    Kind.OVERDUE: "clock-alert",
    Kind.ESCALATED: "clock-alert",
    Kind.CHECK: "clipboard-check",
    Kind.ASKED: "shield-check",
    Kind.APPROVED: "circle-check",
    Kind.REJECTED: "x",
    Kind.PLANNED_ANEW: "clock",
    Kind.CALLED_OFF: "x",
    Kind.EFFECTIVE: "shield-check",
    Kind.FLAGGED: "flag",
    Kind.REVIEW_DUE: "clock",
}
_LONG = ("page__text", "page__front_matter", "comment__text", "suggestion__text")


@dataclass(frozen=True, slots=True)
class Shown:
    """One notification with all that is said of it."""

    pk: int
    row: Notification
    sentence: SafeString
    icon: SafeString
    at: datetime
    url: str  # opens it, and marks it as read
    actor: Any
    place: str
    place_url: str
    reason: str
    quote: SafeString  # of a comment
    excerpt: SafeString
    is_whole: bool
    is_unread: bool


def notifications_of(user: Any) -> QuerySet[Notification]:
    """A person's own that they may still read, newest first, with all that is shown of them."""
    rows = Notification.objects.shown_to(user)
    about = ("actor__merged_into", "page__space", "space", "comment", "thread", "suggestion__outcome", "excerpt")
    return rows.select_related(*about).defer(*_LONG).order_by("-at", "-pk")


def shown(rows: Iterable[Notification]) -> list[Shown]:
    """The notifications as templates show them."""
    return [_shown(row) for row in rows]


def _shown(row: Notification) -> Shown:
    url = reverse("activity:notification", args=[row.pk])
    space = row.page.space if row.page else row.space
    return Shown(
        pk=row.pk,
        row=row,
        sentence=html_sentence(row, url),
        icon=icon_html(ICONS[Kind(row.kind)]),
        at=row.at,
        url=url,
        actor=known_as(row.actor),
        place=space.name if space else "",
        place_url=space.get_absolute_url() if space else "",
        reason=row.words.get("reason", ""),
        quote=_quote(row),
        excerpt=mark_safe(row.excerpt.html if row.excerpt else ""),  # made of a cleaned page
        is_whole=bool(row.excerpt and row.excerpt.is_whole),
        is_unread=row.is_unread,
    )


def _quote(row: Notification) -> SafeString:
    """What was said, or the passage that a settled discussion was about."""
    if row.comment:
        return with_present_names(row.comment.html, {})
    return SafeString("")


def address_of(row: Notification) -> str:
    """Where the thing is that the notification tells of, for somebody who may read its page."""
    page = row.page
    if row.kind in (Kind.ESCALATED, Kind.CHECK):
        return _address_for_supervisor(row)
    if page is None:
        return row.space.get_absolute_url() if row.space else reverse("activity:home")
    if row.comment:
        return f"{page.url(f'threads/{row.comment.thread_id}/')}#comment-{row.comment.pk}"
    if row.thread:
        return page.url(f"threads/{row.thread.pk}/")
    if row.suggestion:
        return page.url(f"suggestions/{row.suggestion.pk}/")
    if request := row.words.get("request"):
        return page.url(f"requests/{request}/")
    if row.kind in (Kind.FLAGGED, Kind.REVIEW_DUE):
        return page.url("document/" if row.kind == Kind.FLAGGED else "review/")
    return _address_of_change(row)


def _address_for_supervisor(row: Notification) -> str:
    """Where the supervisor says what they saw, or the record of the person who is late."""
    if given := row.words.get("acknowledgement"):
        return reverse("training:effect", args=[given])
    person = row.words.get("person")
    return reverse("training:person", args=[person]) if person else reverse("activity:home")


def _address_of_change(row: Notification) -> str:
    page = row.page
    if row.kind == Kind.TRASHED:  # it is read by a few only; anybody may see where it was
        return page.space.get_absolute_url()
    return page.url(f"compare/{row.old}..{row.new}/") if row.old and row.new else page.url()
