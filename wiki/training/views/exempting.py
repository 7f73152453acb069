"""Exempting somebody from a page, and no longer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.history.views.revisions import crumbs
from wiki.pages.notices import page_link, tell
from wiki.training.access import exemption_to_end, page_to_train
from wiki.training.actions import end_exemption, exempt
from wiki.training.errors import TrainingError
from wiki.training.forms import ExemptionForm

INVALID = 422


@login_required
def exemption(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Asks whom and why; `?person=` is an address that the form begins with."""
    page = page_to_train(request.user, space, path).page
    form = ExemptionForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    if form.is_valid():
        try:
            made = exempt(by=request.user, page=page, **form.cleaned_data)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{name} need not confirm {page}."), name=made.person, page=page_link(page))
            return redirect(page.url("training/"))
    context = {"page": page, "page_url": page.url(), "crumbs": crumbs(page), "form": form}
    return render(request, "training/exemption.html", context, status=INVALID if form.is_bound else 200)


@login_required
@require_POST
def exemption_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends an exemption."""
    ended = end_exemption(by=request.user, exemption=exemption_to_end(request.user, pk))
    tell(request, _("{name} has to know {page} again."), name=ended.person, page=page_link(ended.page))
    return redirect(ended.page.url("training/"))
