"""What waits for one's own word, and who decides in one's place."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.control.access import open_requests
from wiki.control.actions.delegating import delegate, end_delegation
from wiki.control.delegation_form import DelegationForm
from wiki.control.fetching import delegation_from, delegations_of, own_requests
from wiki.pages.notices import tell


@login_required
def approvals(request: HttpRequest) -> HttpResponse:
    """Requests that wait for the person, those that they made, and their delegations."""
    return _screen(request, DelegationForm(person=request.user))


def _screen(request: HttpRequest, form: DelegationForm, status: int = 200) -> HttpResponse:
    context = {
        "waiting": open_requests(request.user),
        "own": own_requests(request.user),
        "delegations": delegations_of(request.user),
        "form": form,
    }
    return render(request, "control/approvals.html", context, status=status)


@login_required
@require_POST
def delegation(request: HttpRequest) -> HttpResponse:
    """Names somebody who decides in one's place."""
    form = DelegationForm(request.POST, person=request.user)
    if not form.is_valid():
        return _screen(request, form, status=422)
    made = delegate(by=request.user, **form.cleaned_data)
    tell(
        request,
        _("{name} decides in your place from {since} to {until}."),
        name=made.to,
        since=made.since,
        until=made.until,
    )
    return redirect("control:approvals")


@login_required
@require_POST
def delegation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a delegation of one's own."""
    end_delegation(by=request.user, delegation=delegation_from(request.user, pk))
    return redirect("control:approvals")
