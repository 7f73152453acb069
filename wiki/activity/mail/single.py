"""One notification by mail, as soon as nothing more is to be added to it."""

from django.utils import timezone

from accounts.models import User
from wiki.activity.excerpts import draw_excerpts
from wiki.activity.kinds import Mode
from wiki.activity.mail.items import item_of
from wiki.activity.mail.messages import send
from wiki.activity.models import Notification, Wishes
from wiki.activity.sentences import plain_sentence
from wiki.activity.showing import notifications_of


def send_single(key: int) -> bool:
    """Mails a notification, unless there is no reason for it any more; whether it did. OSError when no server took it.

    Asked for here anew: whether the person may still read what it is about, wants it by mail, and has not seen it."""
    person = User.objects.active().filter(notifications=key).first()
    if person is None:
        return False
    while draw_excerpts():
        pass
    waiting = notifications_of(person).unread().filter(mail=Mode.ONCE, mailed_at=None)
    row = waiting.filter(pk=key).first()
    wishes = Wishes.objects.filter(person=person).first() or Wishes()
    if row is None or wishes.mode(row.topic) == Mode.NEVER:
        return False
    send(
        person,
        subject=plain_sentence(row),
        key=f"notification-{row.pk}",
        topics=[row.topic],
        template="single",
        words={"item": item_of(row), "topic": row.topic, "actor": row.actor},
        thread=f"page-{row.page_id}" if row.page_id else "",
    )
    Notification.objects.filter(pk=row.pk).update(mailed_at=timezone.now())
    return True
