"""What happens to spaces when accounts, which knows none, tells of a team's end."""

from typing import Any

from accounts.models import Team
from accounts.signals import people_changed
from wiki.spaces.actions import remove_membership
from wiki.spaces.models import Membership


def _on_people_changed(sender: Any, *, action: str, subject: Any, by: Any, **_sent: Any) -> None:
    """A team that goes loses its memberships one by one, so that the audit trail has each."""
    if action == "team.deleted":
        for membership in Membership.objects.filter(team=subject).select_related("space", "team"):
            remove_membership(membership, by=by)


def listen() -> None:
    """Called once, when the app is ready."""
    people_changed.connect(_on_people_changed, sender=Team, dispatch_uid="spaces.teams")
