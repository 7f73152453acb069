"""How a person wants to be told: the settings, and the link in a mail that stops such mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.mail import has_mail_server
from wiki.activity.actions import choose, stop_mail
from wiki.activity.forms import WishesForm
from wiki.activity.mail.stopping import read_token
from wiki.activity.wishes import wishes_of

GONE = 410


@login_required
def wishes(request: HttpRequest) -> HttpResponse:
    """Which topics are mailed when, and what is watched without being asked for."""
    form = WishesForm(request.POST or None, initial=wishes_of(request.user))
    if form.is_valid():
        choose(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("activity:wishes")
    return render(request, "activity/wishes.html", {"form": form, "has_mail_server": has_mail_server()})


@csrf_exempt  # RFC 8058: a mail program posts here without a cookie; the signed address is the proof
@never_cache
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stops mail about the topics in a signed link, only when posted: mail programs open links unasked."""
    found = read_token(token)
    if found is None:
        return render(request, "activity/mail_stop_unknown.html", status=GONE)
    person, topics = found
    if request.method == "POST":
        stop_mail(person=person, topics=topics)
    context = {"person": person, "topics": topics, "is_stopped": request.method == "POST"}
    return render(request, "activity/mail_stop.html", context)
