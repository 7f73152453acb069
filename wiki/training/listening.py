"""Since when people belong to teams, which accounts, knowing no training, does not keep."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed
from django.utils import timezone

from accounts.models import Team
from wiki.training.models import TeamStay


def _on_members_changed(
    sender: Any, *, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_sent: Any
) -> None:
    """The pairs come from either side: a team's people, or a person's teams."""
    if action == "post_add":
        _begin((key, instance.pk) if reverse else (instance.pk, key) for key in pk_set or ())
    elif action == "post_remove":
        name = "team__in" if reverse else "person__in"
        _end(_of(instance, reverse=reverse).filter(**{name: pk_set or ()}))
    elif action == "pre_clear":
        _end(_of(instance, reverse=reverse))


def _begin(pairs: Iterable[tuple[int, int]]) -> None:
    stays = [TeamStay(team_id=team, person_id=person) for team, person in pairs]
    TeamStay.objects.bulk_create(stays, ignore_conflicts=True)


def _of(instance: Any, *, reverse: bool) -> QuerySet[TeamStay]:
    stays = TeamStay.objects.filter(until=None)
    return stays.filter(person=instance) if reverse else stays.filter(team=instance)


def _end(stays: QuerySet[TeamStay]) -> None:
    stays.update(until=timezone.now())


def listen() -> None:
    """Called once, when the app is ready."""
    m2m_changed.connect(_on_members_changed, sender=Team.members.through, dispatch_uid="training.teams")
