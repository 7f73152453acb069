"""Which people an assignment means, and since when: asked of teams and roles as they are at that moment, so that who
comes later is asked by itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import Group
from django.db.models import Q

from accounts.models import Team, User
from wiki.spaces.models import Space
from wiki.spaces.readers import learners_of
from wiki.training.models import Assignment, TeamStay

FEW = 500  # people who are named in a query one by one

Since = dict[int, datetime]


def people_asked(assignments: Iterable[Assignment]) -> Q:
    """A condition on people: those whom any of the assignments may mean."""
    assignments = list(assignments)
    if any(assignment.role == Assignment.EVERYONE for assignment in assignments):
        return Q()
    persons = {assignment.person_id for assignment in assignments if assignment.person_id}
    teams = {assignment.team_id for assignment in assignments if assignment.team_id}
    roles = {assignment.role for assignment in assignments if assignment.role}
    members = Team.members.through.objects.filter(team__in=teams).values("user")
    holders = User.groups.through.objects.filter(group__name__in=roles).values("user")
    return Q(pk__in=persons) | Q(pk__in=members) | Q(pk__in=holders)


def asked_since(assignments: Iterable[Assignment], people: Mapping[int, User], at: datetime) -> dict[int, Since]:
    """For each assignment, by its key, whom of these people it means, and since when they belong to those whom it is
    for. Assignments for the same people share one answer."""
    assignments = list(assignments)
    teams = _members({assignment.team_id for assignment in assignments if assignment.team_id}, people, at)
    roles = _holders({assignment.role for assignment in assignments if assignment.role}, people)
    return {assignment.pk: _of(assignment, people, teams, roles) for assignment in assignments}


def _of(
    assignment: Assignment, people: Mapping[int, User], teams: Mapping[int, Since], roles: Mapping[str, Since]
) -> Since:
    if assignment.team_id:
        return teams[assignment.team_id]
    if assignment.person_id:
        person = people.get(assignment.person_id)
        return {person.pk: person.joined_at} if person else {}
    return roles[assignment.role]


def _named(people: Mapping[int, User], name: str) -> Q:
    return Q(**{f"{name}__in": list(people)}) if len(people) <= FEW else Q()


def _members(teams: set[int], people: Mapping[int, User], at: datetime) -> dict[int, Since]:
    """Of each team its members at a moment, each since they came; of a stay that began before stays were noted, only
    that it is not over is known."""
    found: dict[int, Since] = {team: {} for team in teams}
    if not teams:
        return found
    now = Team.members.through.objects.filter(_named(people, "user"), team__in=teams)
    stays = TeamStay.objects.filter(_named(people, "person"), team__in=teams)
    noted = set(stays.filter(until=None).values_list("team", "person"))
    for team, person in now.values_list("team", "user"):
        if person in people and (team, person) not in noted:
            found[team][person] = people[person].joined_at
    past = stays.filter(Q(until=None) | Q(until__gt=at), since__lte=at)
    for team, person, since in past.values_list("team", "person", "since"):
        if person in people:
            found[team][person] = since
    return found


def _holders(roles: set[str], people: Mapping[int, User]) -> dict[str, Since]:
    found: dict[str, Since] = {role: {} for role in roles}
    if Assignment.EVERYONE in roles:
        found[Assignment.EVERYONE] = {key: person.joined_at for key, person in people.items()}
    named = roles - {Assignment.EVERYONE}
    if not named:
        return found
    rows = User.groups.through.objects.filter(_named(people, "user"), group__in=Group.objects.filter(name__in=named))
    for role, person in rows.values_list("group__name", "user"):
        if person in people:
            found[role][person] = people[person].joined_at
    return found


def reader_keys(space: int, people: Mapping[int, User]) -> set[int]:
    """Which of these people may read a space: nobody is asked for what they can't open. One or two queries."""
    readers = learners_of(Space.objects.get(pk=space)).filter(_named(people, "pk"))
    return people.keys() & set(readers.values_list("pk", flat=True))
