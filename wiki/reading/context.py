"""What every screen shows around its content. No query: it is part of every page view."""

from typing import Any

from django.http import HttpRequest

from accounts.site import wiki_name
from wiki.spaces.access import level_by_role
from wiki.spaces.models import Level


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The wiki's name, the colours that the person chose, and whether "New" has a place to lead to."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "wiki_name": wiki_name(),
        "theme": user.theme if signed_in else "",
        "chrome": {
            "may_edit_somewhere": signed_in and level_by_role(user) >= Level.EDITOR,
            "new_url": "/spaces/new-page/",
        },
    }
