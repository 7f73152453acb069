"""Coming in by an invitation, or as the first admin."""

from allauth.account.utils import perform_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import setup
from accounts.actions import invitations
from accounts.errors import Refused
from accounts.forms import JoinForm, SetupForm
from accounts.models import Invitation

GONE = 410


@never_cache
@sensitive_post_parameters("password")
def acceptance(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation's link: asks for a name and a password, and signs in."""
    try:
        invitation = invitations.find_open(token)
        return _acceptance_form(request, invitation, token)
    except Refused as refused:
        return render(request, "accounts/invitation_closed.html", {"reason": refused.message}, status=GONE)


def _acceptance_form(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "accounts/invitation_signed_in.html", {"invitation": invitation})
    form = JoinForm(request.POST or None, email=invitation.email)
    if not form.is_valid():
        return render(request, "accounts/invitation.html", {"form": form, "invitation": invitation})
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    person = invitations.accept(token=token, name=name, password=password)
    return perform_login(request, person, redirect_url=reverse("activity:home"))


@never_cache
@sensitive_post_parameters("password")
def first_admin(request: HttpRequest, token: str) -> HttpResponse:
    """The set-up link: names the wiki, makes its first admin, and signs in."""
    try:
        setup.require_token(token)
        form = SetupForm(request.POST or None)
        if not form.is_valid():
            return render(request, "accounts/setup.html", {"form": form})
        person = setup.create_first_admin(token=token, **form.cleaned_data)
    except Refused as refused:
        return render(request, "accounts/setup_waiting.html", {"reason": refused.message}, status=GONE)
    return perform_login(request, person, redirect_url=reverse("activity:home"))


@never_cache
def setup_waiting(request: HttpRequest) -> HttpResponse:
    """Where every address leads before the first admin is there."""
    if setup.is_finished():
        raise Http404
    return render(request, "accounts/setup_waiting.html")


def signup_closed(request: HttpRequest) -> HttpResponse:
    """People who look for a way to register are told how they get in."""
    return redirect("activity:home") if request.user.is_authenticated else render(request, "account/signup_closed.html")
