"""What people may do: for the people themselves."""

from accounts.models import User
from accounts.roles import Role
from wiki.activity.kinds import Kind
from wiki.activity.telling.told import Telling
from wiki.audit.models import AuditEvent
from wiki.spaces.models import Membership

ACTIONS = frozenset(("membership.given", "membership.changed", "person.role_changed"))


def tellings(event: AuditEvent) -> list[Telling]:
    """News of a role in the wiki or in a space."""
    key = int(event.subject_id)
    if event.action == "person.role_changed":
        role = event.after.get("role", "")
        shown = str(Role(role).label) if role in Role.values else role
        return [Telling(Kind.ROLE, {key}, details={"words": {"role": shown}})]
    return _membership(key)


def _membership(key: int) -> list[Telling]:
    """As the membership is now; nothing when it was taken away meanwhile."""
    membership = Membership.objects.select_related("space").filter(pk=key).first()
    if membership is None:
        return []
    team = User.objects.filter(teams=membership.team_id) if membership.team_id else ()
    people = {membership.user_id} if membership.user_id else {person.pk for person in team}
    details = {"words": {"role": str(membership.get_level_display())}}
    return [Telling(Kind.MEMBERSHIP, people, space=membership.space, details=details)]
