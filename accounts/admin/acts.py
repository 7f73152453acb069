"""What an admin does to people beyond their name and role. Every act is asked about first and done by POST."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import people
from accounts.errors import Refused
from accounts.mail import send_reset_link
from accounts.models import User

LIST = "admin:accounts_user_changelist"


@dataclass(frozen=True)
class Act:
    """The words of one act, and the verb that does it to one person."""

    title: str
    explanation: str
    button: str
    done: str
    verb: Callable[..., Any]
    is_dangerous: bool = False


REACTIVATION = Act(
    title=gettext_lazy("Reactivate"),
    explanation=gettext_lazy("They can sign in again, with the role and the teams that they had."),
    button=gettext_lazy("Reactivate"),
    done=gettext_lazy("%(name)s can sign in again."),
    verb=lambda by, person: people.reactivate(by=by, person=person),
)
SESSIONS_END = Act(
    title=gettext_lazy("End all sessions"),
    explanation=gettext_lazy(
        "They are signed out in every browser and on every device, and can sign in again with their password. "
        "If somebody else may know the password, send them a link for a new one as well."
    ),
    button=gettext_lazy("End all sessions"),
    done=gettext_lazy("%(name)s is signed out everywhere."),
    verb=lambda by, person: people.end_sessions(by=by, person=person),
)
SEPARATION = Act(
    title=gettext_lazy("Take the merge back"),
    explanation=gettext_lazy("The imported author stands for themselves again. No revision is changed."),
    button=gettext_lazy("Take the merge back"),
    done=gettext_lazy("%(name)s stands for themselves again."),
    verb=lambda by, person: people.separate_people(by=by, imported=person),
)


class ReasonForm(forms.Form):
    """Why; for the audit trail."""

    reason = forms.CharField(label=gettext_lazy("Reason, for the audit trail"), required=False, max_length=500)


class MergeForm(forms.Form):
    """With whom."""

    into = forms.ModelChoiceField(User.objects.real(), label=gettext_lazy("Is the same person as"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].widget = AutocompleteSelect(User._meta.get_field("merged_into"), admin.site)
        self.fields["into"].widget.choices = self.fields["into"].choices


def address(act: str, chosen: Iterable[User]) -> str:
    """The page of an act on these people."""
    return reverse(f"admin:person_{act}") + "?" + urlencode({"ids": ",".join(str(person.pk) for person in chosen)})


def deactivation(request: HttpRequest) -> HttpResponse:
    """Ends the access of the chosen people."""
    form = ReasonForm(_posted(request))
    act = Act(
        title=_("Deactivate"),
        explanation=_(
            "They are signed out everywhere and can't sign in again. Everything they wrote stays under their name. "
            "You can reactivate them at any time."
        ),
        button=_("Deactivate"),
        done=_("%(name)s is deactivated."),
        verb=lambda by, person: people.deactivate(by=by, person=person, reason=form.cleaned_data["reason"]),
        is_dangerous=True,
    )
    return _act(request, act, form)


def reactivation(request: HttpRequest) -> HttpResponse:
    """Gives it back."""
    return _act(request, REACTIVATION)


def sessions_end(request: HttpRequest) -> HttpResponse:
    """Signs the chosen people out of every browser."""
    return _act(request, SESSIONS_END)


def separation(request: HttpRequest) -> HttpResponse:
    """Undoes a merge."""
    return _act(request, SEPARATION)


def merging(request: HttpRequest) -> HttpResponse:
    """Says which real person the chosen imported authors are."""
    form = MergeForm(_posted(request))
    act = Act(
        title=_("Merge with a real person"),
        explanation=_("Their old revisions are shown under that person's name. Nothing in the history is changed."),
        button=_("Merge"),
        done=_("%(name)s is merged."),
        verb=lambda by, person: people.merge_people(by=by, imported=person, into=form.cleaned_data["into"]),
    )
    return _act(request, act, form)


def _posted(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with; a POST without fields is one too."""
    return request.POST if request.method == "POST" else None


def _chosen(request: HttpRequest) -> list[User]:
    """The people of the address; Http404 for nobody."""
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    ids = [word for word in request.GET.get("ids", "").split(",") if word.isdecimal() and len(word) < 19]
    if chosen := list(User.objects.filter(pk__in=ids).with_role()):
        return chosen
    raise Http404


def _act(request: HttpRequest, act: Act, form: forms.Form | None = None) -> HttpResponse:
    chosen = _chosen(request)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _done(request, act, chosen)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(LIST)
    words = admin.site.each_context(request) | {"act": act, "chosen": chosen, "form": form, "title": act.title}
    return render(request, "admin/accounts/user/act.html", words)


def _done(request: HttpRequest, act: Act, chosen: list[User]) -> HttpResponse:
    with transaction.atomic():  # all of them or none
        for person in chosen:
            act.verb(by=request.user, person=person)
    for person in chosen:
        messages.success(request, act.done % {"name": person})
    return redirect("admin:accounts_user_change", chosen[0].pk) if len(chosen) == 1 else redirect(LIST)


def reset_link(request: HttpRequest) -> HttpResponse:
    """Makes a link to set a new password, mails it, and shows it for when mail does not arrive."""
    person = _chosen(request)[0]
    words = admin.site.each_context(request) | {"title": _("Link to set a new password"), "person": person}
    if request.method == "POST":
        try:
            link = people.make_reset_link(by=request.user, person=person)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(LIST)
        words |= {"link": link, "is_sent": send_reset_link(person, link)}
    return render(request, "admin/accounts/user/reset_link.html", words)
