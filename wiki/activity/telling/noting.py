"""Noting news for people: one notification each, joined with a fresh one that it belongs to."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from wiki.activity.kinds import BUNDLED, TOPIC_OF, WRITTEN, Kind, Mode
from wiki.activity.models import Notification, Wishes
from wiki.activity.tasks import mail_in_time
from wiki.activity.telling.told import Telling
from wiki.audit.models import AuditEvent
from wiki.spaces.readers import readers_of

# Edits of one page by one author within this time are one notification.
EDITING = timedelta(minutes=10)
# An act on many pages is over by then.
BUNDLING = timedelta(minutes=1)
WAITS = {**dict.fromkeys(WRITTEN, EDITING), **dict.fromkeys(BUNDLED, BUNDLING)}


def note(event: AuditEvent, news: Iterable[Telling]) -> None:
    """Notes what an event tells: to each person once, as the first of `news` that concerns them, never to the one who
    did it, and only to people who may read the place."""
    actor = int(event.actor_id) if event.actor_id else None
    told = {actor}
    for telling in news:
        people = _allowed(telling, telling.people - told)
        told |= people
        joined = _join(event, telling, people, actor)
        _make(event, telling, people - joined, actor)


def _allowed(telling: Telling, people: set[int]) -> set[int]:
    if not people:
        return set()
    who = readers_of(telling.place) if telling.place else User.objects.active()
    return set(who.filter(pk__in=people).values_list("pk", flat=True))


def _join(event: AuditEvent, telling: Telling, people: set[int], actor: int | None) -> set[int]:
    """Adds the news to the notifications that it continues; keys of the people who have one."""
    if not people or not (telling.kind == Kind.EDITED or telling.kind in BUNDLED):
        return set()
    fresh = Notification.objects.unread().filter(person__in=people, actor=actor, mailed_at=None)
    fresh = fresh.filter(began_at__gte=event.at - WAITS[telling.kind])
    # Locked: one that is marked as read at this moment must not swallow the news.
    rows = list(_continued(fresh, telling).select_for_update(of=("self",)))
    if telling.kind == Kind.EDITED:
        changes = {"new": telling.details["new"], "excerpt": None, "words": telling.details["words"]}
        _wake(event, telling, [row for row in rows if row.is_minor])
    else:
        changes = {}
    keys = [row.pk for row in rows]
    Notification.objects.filter(pk__in=keys).update(event=event.pk, at=event.at, more=F("more") + 1, **changes)
    return {row.person_id for row in rows}


def _continued(fresh: QuerySet[Notification], telling: Telling) -> QuerySet[Notification]:
    if telling.kind == Kind.EDITED:  # from where that one ended, so that nobody else's change is between
        return fresh.filter(kind__in=WRITTEN, page=telling.page, new=telling.details["old"])
    return fresh.filter(kind=telling.kind, page__space=telling.place)


def _wake(event: AuditEvent, telling: Telling, minor: list[Notification]) -> None:
    """What began as a minor edit, and so is not mailed at once, has become more than that."""
    if telling.details["is_minor"] or not minor:
        return
    modes = _modes([row.person_id for row in minor], telling)
    for row in minor:
        row.is_minor, row.mail = False, modes[row.person_id]
        row.save(update_fields=["is_minor", "mail"])
        mail_in_time(row, event.at + WAITS[telling.kind])


def _make(event: AuditEvent, telling: Telling, people: set[int], actor: int | None) -> None:
    if not people:
        return
    modes = _modes(people, telling)
    shared: dict[str, Any] = {
        "kind": telling.kind,
        "actor_id": telling.by or actor,
        "page": telling.page,
        "space": telling.space,
        "event": event.pk,
        "began_at": event.at,
        "at": event.at,
        **telling.details,
    }
    rows = [Notification(person_id=person, mail=modes[person], **shared) for person in sorted(people)]
    wait = WAITS.get(telling.kind, timedelta())
    for row in Notification.objects.bulk_create(rows):
        mail_in_time(row, event.at + wait)


def _modes(people: Iterable[int], telling: Telling) -> dict[int, Mode]:
    """How each wants such news mailed; a minor edit waits for the digest, or is not mailed."""
    people = list(people)
    chosen = Wishes.objects.in_bulk(people)
    modes = {person: (chosen.get(person) or Wishes()).mode(TOPIC_OF[telling.kind]) for person in people}
    if telling.details.get("is_minor"):
        return {person: Mode.NEVER if mode == Mode.ONCE else mode for person, mode in modes.items()}
    return modes
