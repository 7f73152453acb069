"""What happened, in one sentence a notification: as HTML for screens, as plain words for mail."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wiki.activity.kinds import BUNDLED, Kind
from wiki.activity.models import Notification
from wiki.history.timeline import known_as

SENTENCES = {
    Kind.MENTION: gettext_lazy("%(actor)s mentioned you on %(page)s"),
    Kind.REPLY: gettext_lazy("%(actor)s replied on %(page)s"),
    Kind.COMMENT: gettext_lazy("%(actor)s commented on %(page)s"),
    Kind.RESOLVED: gettext_lazy("%(actor)s resolved a discussion on %(page)s"),
    Kind.REOPENED: gettext_lazy("%(actor)s opened a discussion on %(page)s again"),
    Kind.SUGGESTED: gettext_lazy("%(actor)s suggests a change to %(page)s"),
    Kind.ACCEPTED: gettext_lazy("%(actor)s accepted your change to %(page)s"),
    Kind.DECLINED: gettext_lazy("%(actor)s declined your change to %(page)s"),
    Kind.CREATED: gettext_lazy("%(actor)s wrote a new page, %(page)s"),
    Kind.EDITED: gettext_lazy("%(actor)s edited %(page)s"),
    Kind.RESTORED: gettext_lazy("%(actor)s restored an old revision of %(page)s"),
    Kind.MOVED: gettext_lazy("%(actor)s moved %(page)s"),
    Kind.TRASHED: gettext_lazy("%(actor)s moved %(page)s to the trash"),
    Kind.RECOVERED: gettext_lazy("%(actor)s recovered %(page)s from the trash"),
    Kind.MEMBERSHIP: gettext_lazy("%(actor)s made you %(role)s in %(space)s"),
    Kind.ROLE: gettext_lazy("%(actor)s gave you the role %(role)s"),
    Kind.TO_READ: gettext_lazy("Read and confirm %(page)s by %(due)s"),
    Kind.DUE: gettext_lazy("%(page)s is to be read and confirmed by %(due)s"),
    Kind.OVERDUE: gettext_lazy("%(page)s was to be read and confirmed by %(due)s"),
    Kind.ESCALATED: gettext_lazy("%(who)s has not confirmed %(page)s, which was due on %(due)s"),
    Kind.ASKED: gettext_lazy("%(actor)s asks for your approval of %(page)s"),
    Kind.APPROVED: gettext_lazy("%(actor)s approved your change of %(page)s"),
    Kind.REJECTED: gettext_lazy("%(actor)s rejected your change of %(page)s"),
    Kind.PLANNED_ANEW: gettext_lazy("%(actor)s set another date for edition %(edition)s of %(page)s"),
    Kind.CALLED_OFF: gettext_lazy("%(actor)s called off edition %(edition)s of %(page)s"),
    Kind.EFFECTIVE: gettext_lazy("Edition %(edition)s of %(page)s is in force"),
    Kind.FLAGGED: gettext_lazy("%(actor)s found something wrong in %(page)s"),
    Kind.REVIEW_DUE: gettext_lazy("The review of %(page)s is due on %(due)s"),
    Kind.CHECK: gettext_lazy("Look whether the training of %(who)s on %(page)s shows in the work"),
}
_RENAMED = gettext_lazy("%(actor)s renamed “%(title)s” to %(page)s")
_CHANGED = gettext_lazy("%(actor)s changed and accepted your change to %(page)s")


def plain_sentence(row: Notification) -> str:
    """The sentence without any markup."""
    parts = {"page": f"“{_subject(row)}”", "space": str(row.space or "")}
    return _pattern(row) % (_shared(row) | parts) + _bundle(row)


def html_sentence(row: Notification, url: str) -> SafeString:
    """The sentence with the actor set off and the page or space linked to `url`."""
    link = format_html('<a href="{}">{}</a>', url, _subject(row))
    parts: dict[str, Any] = {name: escape(value) for name, value in _shared(row).items()}
    parts |= {"actor": format_html("<strong>{}</strong>", _actor(row)), "page": link, "space": link}
    return mark_safe(conditional_escape(_pattern(row)) % parts + escape(_bundle(row)))


def _subject(row: Notification) -> str:
    """What it is about; a page that the person may not open by the words that they are told of it."""
    return row.page.title if row.page else row.words.get("subject") or str(row.space or "")


def _pattern(row: Notification) -> str:
    if row.kind == Kind.MOVED and "title" in row.words and "from" not in row.words:
        return str(_RENAMED)
    if row.kind == Kind.ACCEPTED and row.words.get("changed"):
        return str(_CHANGED)
    return str(SENTENCES[Kind(row.kind)])


def _shared(row: Notification) -> Mapping[str, str]:
    told = {name: row.words.get(name, "") for name in ("role", "title", "who", "edition")}
    due = row.words.get("due")
    return told | {"actor": _actor(row), "due": date_format(date.fromisoformat(due)) if due else ""}


def _actor(row: Notification) -> str:
    return known_as(row.actor).get_full_name() if row.actor else _("The wiki")


def _bundle(row: Notification) -> str:
    """How many more pages the same act concerned."""
    if row.kind not in BUNDLED or not row.more:
        return ""
    return ngettext(" and %d more page", " and %d more pages", row.more) % row.more
