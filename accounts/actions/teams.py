"""Verbs about teams."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.models import Team, User
from accounts.signals import tell


def told(team: Team) -> dict[str, Any]:
    """What the audit trail keeps of a team."""
    members = [f"{member} <{member.email}>" for member in team.members.order_by("email")]
    return {"name": team.name, "members": members}


@transaction.atomic
def save_team(team: Team, *, by: User, members: Iterable[User]) -> Team:
    """Saves a new or changed team with exactly these members."""
    is_new = team.pk is None
    require(by, "add_team" if is_new else "change_team")
    before = {} if is_new else told(Team.objects.get(pk=team.pk))
    team.full_clean()
    team.save()
    team.members.set(members)
    after = told(team)
    if before != after:
        tell("team.created" if is_new else "team.changed", team, by=by, before=before, after=after)
    return team


@transaction.atomic
def delete_team(team: Team, *, by: User) -> None:
    """Removes the team, and with it what its members could do through it. The people stay."""
    require(by, "delete_team")
    tell("team.deleted", team, by=by, before=told(team))
    team.delete()
