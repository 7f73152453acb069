"""Jobs of the worker that concern notifications. Each may be begun again: what was done before is not done twice."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from wiki.activity.kinds import Mode
from wiki.activity.mail.digest import send_digest
from wiki.activity.mail.single import send_single
from wiki.activity.models import Excerpt, Notification

KEPT_READ = timedelta(days=90)
KEPT = timedelta(days=365)


@task()
def mail_notification(key: int) -> bool:
    """Mails one notification, if there is still reason to; whether it did."""
    return send_single(key)


@task()
def mail_digest(person: int, morning: str) -> int:
    """Mails a person what waited for this morning, an ISO 8601 time; how many notifications."""
    return send_digest(person, datetime.fromisoformat(morning))


@task()
def clear_notifications() -> int:
    """Throws away what nobody looks for any more: read for three months, or a year old; how many."""
    now = timezone.now()
    old = Notification.objects.filter(Q(read_at__lt=now - KEPT_READ) | Q(at__lt=now - KEPT))
    count, _by_model = old.delete()
    Excerpt.objects.filter(notifications=None, drawn_at__lt=now - timedelta(days=1)).delete()
    return count


def mail_in_time(row: Notification, when: datetime) -> None:
    """Has a notification that is to be mailed at once mailed at that time; in the caller's transaction."""
    if row.mail == Mode.ONCE:
        mail_notification.using(run_after=when).enqueue(row.pk)
