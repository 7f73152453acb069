"""Whether a browser that comes back has the page's screen already as it is now (RFC 9110, 13.1.2)."""

from hashlib import blake2b
from typing import Any

from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest

from wiki.display.kept import circumstances
from wiki.pages.access import Access
from wiki.reading.bar import viewer_of
from wiki.reading.context import chrome


def state_tag(request: HttpRequest, access: Access, drawn_from: tuple[Any, ...]) -> str:
    """The entity tag of a page's screen that is drawn from this, worked out without drawing it; "" where the screen
    tells something that it tells only once. It holds for minutes: by then "2 hours ago" is another."""
    if len(get_messages(request)):
        return ""
    state = (
        drawn_from,
        request.user.pk,
        access.page.discussion__version,
        viewer_of(request.user, chrome(request), access.page.space),
        request.META.get("CSRF_COOKIE"),  # a form that was kept must still be taken
        getattr(staticfiles_storage, "manifest_hash", ""),
        circumstances(),
    )
    return f'W/"{blake2b(repr(state).encode(), digest_size=16).hexdigest()}"'
