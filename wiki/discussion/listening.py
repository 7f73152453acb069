"""What happens to discussions when accounts, which knows none, tells of people: their names stand in them."""

from typing import Any

from accounts.models import User
from accounts.signals import people_changed
from wiki.discussion.fetching import touch_discussions_with


def _on_people_changed(sender: Any, *, subject: User, **_sent: Any) -> None:
    touch_discussions_with(subject)


def listen() -> None:
    """Called once, when the app is ready."""
    people_changed.connect(_on_people_changed, sender=User, dispatch_uid="discussion.people")
