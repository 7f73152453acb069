"""The digest: what waited for it, in one mail."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from accounts.site import wiki_name
from wiki.activity.excerpts import draw_excerpts
from wiki.activity.kinds import Mode
from wiki.activity.mail.items import item_of
from wiki.activity.mail.messages import send
from wiki.activity.models import Notification, Wishes
from wiki.activity.showing import notifications_of

LISTED = 30


def send_digest(key: int, morning: datetime) -> int:
    """Mails what a person was told before that morning and has not seen; how much that was, 0 for no mail. OSError when
    no server took it; what was not mailed waits for the next one."""
    person = User.objects.active().filter(pk=key).first()
    if person is None:
        return 0
    while draw_excerpts():
        pass
    waiting = Notification.objects.filter(person=person, mail=Mode.DAILY, mailed_at=None, made_at__lt=morning)
    wishes = Wishes.objects.filter(person=person).first() or Wishes()
    rows = notifications_of(person).unread().filter(pk__in=waiting.values("pk")).order_by("page", "at")
    rows = [row for row in rows if wishes.mode(row.topic) != Mode.NEVER]
    keys = list(waiting.values_list("pk", flat=True))
    if rows:
        _send(person, rows, morning)
    # Also what is not shown to the person any more, or was read: it must not wait for ever.
    Notification.objects.filter(pk__in=keys).update(mailed_at=timezone.now())
    return len(rows)


def _send(person: User, rows: list[Notification], morning: datetime) -> None:
    topics = list(dict.fromkeys(row.topic for row in rows))
    count = len(rows)
    subject = ngettext("%(wiki)s: %(count)d thing since yesterday", "%(wiki)s: %(count)d things since yesterday", count)
    send(
        person,
        subject=subject % {"wiki": wiki_name(), "count": count},
        key=f"digest-{person.pk}-{morning.timestamp():.0f}",
        topics=topics,
        template="digest",
        words={"items": [item_of(row) for row in rows[:LISTED]], "left_out": max(0, count - LISTED)},
    )
