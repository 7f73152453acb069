"""What one does with one's own drafts away from their editor: share them, throw them away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.pages.drafts import own_draft, remove_draft
from wiki.pages.notices import tell
from wiki.pages.sharing.actions import share_draft, unshare_draft


@require_POST
@login_required
def draft_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the draft an address for colleagues, or says the one it has."""
    link = share_draft(by=request.user, draft=own_draft(request.user, pk))
    return JsonResponse({"url": request.build_absolute_uri(f"/p/drafts/{link.key}/")})


@require_POST
@login_required
def draft_link_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the address back."""
    unshare_draft(by=request.user, draft=own_draft(request.user, pk))
    return _done(request, _("The draft is yours alone again; its address leads nowhere now."))


@require_POST
@login_required
def draft_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws the draft away."""
    remove_draft(by=request.user, draft=own_draft(request.user, pk))
    return _done(request, _("The draft is gone."))


def _done(request: HttpRequest, words: str) -> HttpResponse:
    """Scripts get no screen."""
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({})
    tell(request, words)
    return redirect("activity:home")
