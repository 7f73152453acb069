"""What people set about themselves."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions import people
from accounts.forms import SettingsForm, ThemeForm


@login_required
def own_settings(request: HttpRequest) -> HttpResponse:
    """Name, time zone and colours."""
    person = request.user
    initial = {"name": person.name, "time_zone": person.time_zone, "theme": person.theme}
    form = SettingsForm(request.POST or None, initial=initial)
    if form.is_valid():
        people.change_own_settings(by=person, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("account_settings")
    return render(request, "accounts/settings.html", {"form": form})


@login_required
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Ends every session of the person, this one too: it is found ended at the next request."""
    people.end_sessions(by=request.user, person=request.user)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")


@login_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """The switch in the menu: saves the colours; a script gets an empty answer, a browser its page again."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    people.choose_theme(by=request.user, theme=form.cleaned_data["theme"])
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "account_settings")
