"""What the screens of document control have in common."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wiki.control.policy import policy_of
from wiki.control.signing import needs_password
from wiki.history.views.revisions import crumbs
from wiki.pages.access import Access
from wiki.pages.errors import PageError
from wiki.spaces.models import Space

_SIGNED_AT = "signed_at"  # when the person signed in this session for the last time


def screen(access: Access) -> dict[str, Any]:
    """The page and its place."""
    page = access.page
    return {"access": access, "page": page, "page_url": page.url(), "space": page.space, "crumbs": crumbs(page)}


def last_signed(request: HttpRequest) -> datetime | None:
    """When the person signed in this session for the last time."""
    said = request.session.get(_SIGNED_AT)
    return datetime.fromisoformat(said) if said else None


def asks_password(request: HttpRequest, space: Space) -> bool:
    """Whether an approval given now has to come with the password."""
    return policy_of(space).is_signed and needs_password(last_signed(request))


def note_signature(request: HttpRequest, signature: Any) -> None:
    """Remembers the moment of a signature in the session."""
    if signature is not None:
        request.session[_SIGNED_AT] = signature.at.isoformat()


def done_or_told(request: HttpRequest, act: Callable[[], Any], to: str) -> HttpResponse:
    """Leads to `to` after the act, or after saying what stood against it."""
    try:
        act()
    except PageError as error:
        messages.error(request, str(error))
    return redirect(to)
