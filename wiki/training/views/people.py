"""The record of one person: one's own, and that of others for those who may see it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from wiki.display.stretches import stretch_of
from wiki.training.access import overseen_spaces, person_to_see
from wiki.training.fetching import acknowledgements_by, duties_of, end_of, sign_offs_by
from wiki.training.forms import AsOfForm
from wiki.training.standing.dates import State
from wiki.training.supervised import supervised_by

A_PAGE = 100


@login_required
def own_record(request: HttpRequest) -> HttpResponse:
    """What is due, what is done, and all that the person ever confirmed; as of any day."""
    may_see_others = bool(overseen_spaces(request.user))
    context = {"is_own": True, "may_see_others": may_see_others, "supervised": supervised_by(request.user)}
    return _record(request, request.user, None, context)


@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of another person."""
    found, spaces = person_to_see(request.user, pk)
    return _record(request, found, spaces, {"is_own": found.pk == request.user.pk})


def _record(request: HttpRequest, person: User, spaces: list[int] | None, context: dict[str, Any]) -> HttpResponse:
    form = AsOfForm(request.GET or None)
    as_of = form.cleaned_data["as_of"] if form.is_valid() else None
    at = end_of(as_of) if as_of else None
    duties = duties_of(person, at, spaces)
    given, signed = acknowledgements_by(person, at), sign_offs_by(person, at)
    if spaces is not None:
        given, signed = given.filter(page__space__in=spaces), signed.filter(page__space__in=spaces)
    context |= {
        "person": person,
        "as_of": as_of,
        "as_of_form": form,
        "open": [duty for duty in duties if duty.cell.is_open],
        "done": [duty for duty in duties if duty.cell.state == State.CURRENT],
        "exempt": [duty for duty in duties if duty.cell.state == State.EXEMPT],
        "page_object": (given_page := stretch_of(given, request.GET.get("page"), A_PAGE)),
        "given": given_page.rows,
        "signed": signed,
        "query": f"&as_of={as_of.isoformat()}" if as_of else "",
    }
    return render(request, "training/record.html", context)
