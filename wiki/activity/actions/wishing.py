"""Choosing how to be told."""

from typing import Any

from django.db import transaction

from accounts.models import User
from wiki.activity.kinds import NEVER_DAILY, Mode, Topic
from wiki.activity.models import Wishes
from wiki.audit.recording import record


@transaction.atomic
def choose(*, by: User, watches_own: bool, **modes: str) -> Wishes:
    """Keeps how `by` wants each topic mailed, and whether they watch what they write."""
    wishes, _created = Wishes.objects.get_or_create(person=by)
    before = _told(wishes)
    for topic, mode in modes.items():
        setattr(wishes, Topic(topic).value, _possible(Topic(topic), Mode(mode)))
    wishes.watches_own = watches_own
    wishes.save()
    if before != _told(wishes):
        record("wishes.changed", by, by=by, before=before, after=_told(wishes))
    return wishes


@transaction.atomic
def stop_mail(*, person: User, topics: list[Topic]) -> None:
    """No more mail about these topics for `person`, who has a signed link as proof and need not be signed in."""
    wishes, _created = Wishes.objects.get_or_create(person=person)
    before = _told(wishes)
    for topic in topics:
        setattr(wishes, topic.value, Mode.NEVER)
    wishes.save()
    if before != _told(wishes):
        record("wishes.changed", person, by=person, before=before, after=_told(wishes))


def _possible(topic: Topic, mode: Mode) -> Mode:
    return Mode.ONCE if mode == Mode.DAILY and topic in NEVER_DAILY else mode


def _told(wishes: Wishes) -> dict[str, Any]:
    return {topic.value: str(wishes.mode(topic).label) for topic in Topic} | {"watches_own": wishes.watches_own}
