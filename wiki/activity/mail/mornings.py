"""When digests go out: at seven in the morning where each person is."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from accounts import zones
from accounts.models import User
from wiki.activity.kinds import Mode
from wiki.activity.models import Wishes
from wiki.activity.tasks import mail_digest

MORNING = time(7)
_WAITING = Q(notifications__mail=Mode.DAILY, notifications__mailed_at=None, notifications__read_at=None)


def last_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """The last seven o'clock in the morning in a zone, on whatever side of a change of its clocks."""
    today = now.astimezone(zone).date()
    morning = datetime.combine(today, MORNING, tzinfo=zone)
    return morning if morning <= now else datetime.combine(today - timedelta(days=1), MORNING, tzinfo=zone)


def hand_out_digests() -> int:
    """Asks the worker for the digests that are due; how many. Each once, however many workers do this."""
    waiting = User.objects.active().filter(_WAITING).annotate(oldest=Min("notifications__made_at", filter=_WAITING))
    return sum(_hand_out(person) for person in waiting)


def _hand_out(person: User) -> bool:
    zone = zones.zone(person.time_zone) or ZoneInfo(settings.TIME_ZONE)
    morning = last_morning(timezone.now(), zone)
    if person.oldest >= morning:
        return False
    Wishes.objects.get_or_create(person=person)
    with transaction.atomic():
        rows = Wishes.objects.filter(Q(digest_at=None) | Q(digest_at__lt=morning), person=person)
        is_first = bool(rows.update(digest_at=morning))
        if is_first:
            mail_digest.enqueue(person.pk, morning.isoformat())
    return is_first
