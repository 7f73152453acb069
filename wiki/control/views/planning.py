"""An edition that is approved and not in force yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.control.actions import call_off, plan_anew
from wiki.control.fetching import approved_with, planned_edition
from wiki.control.plan_form import PlanForm
from wiki.control.views.frame import screen
from wiki.pages.access import page_for
from wiki.pages.editions.models import Edition
from wiki.pages.errors import PageError
from wiki.pages.notices import page_link, tell
from wiki.spaces.models import Level


def plan(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Asks for another moment for a planned edition, or calls it off."""
    access = page_for(request.user, space, path, Level.TRAINER)
    page = access.page
    edition = planned_edition(page, pk)
    if edition is None:
        raise Http404(_("There is no such edition planned."))
    form = PlanForm(request.POST or None, initial={"effective_at": edition.effective_at})
    if request.method == "POST" and form.is_valid():
        try:
            sentence = _planned(request, edition, form)
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, sentence, page=page_link(page), number=edition.number)
            return redirect(page.url("document/"))
    context = {**screen(access), "form": form, "edition": edition, "others": approved_with(edition)}
    return render(request, "control/plan.html", context, status=422 if form.errors else 200)


def _planned(request: HttpRequest, edition: Edition, form: PlanForm) -> str:
    said = form.cleaned_data
    if said["begins"] == "never":
        call_off(by=request.user, edition=edition, reason=said["reason"])
        return _("Edition {number} of {page} is called off. Its text waits for approval again.")
    plan_anew(by=request.user, edition=edition, effective_at=said["effective_at"], reason=said["reason"])
    if said["begins"] == "now":
        return _("Edition {number} of {page} is in force.")
    return _("Edition {number} of {page} has another date.")
