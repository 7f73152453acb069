"""The browser's security policy, and the way to sign in.

The policy is one constant header: nothing inline, no exceptions. Own code rather than django-csp: without nonces there
is nothing to build per request.
"""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)
# What a page shows depends on who looks: no cache between us and them may keep it, and their own asks each time.
CACHE_CONTROL = "private, no-cache"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PolicyMiddleware:
    """Sets the policies on every response that has none of its own (attachments are stricter still)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response


class NoNullCharacters:
    """Keeps the character NUL out of addresses: no text of ours has it, and PostgreSQL refuses to look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


class SignInFirst:
    """Leads strangers to the sign-in wherever a view refuses them: it may be there for them once we know who they are.

    The answer is the same for what is hidden and for what does not exist. Scripts get the refusal itself; our own are
    told that it is this: they can ask people to sign in where they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The redirect, or None for what this is not about."""
        is_refusal = isinstance(exception, Http404 | PermissionDenied)
        if not is_refusal or request.user.is_authenticated:
            return None
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=401)
        is_navigation = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        return redirect_to_login(request.get_full_path()) if is_navigation else None
