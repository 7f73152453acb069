"""The supervisor's look whether a training shows in the work."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.pages.notices import page_link, tell
from wiki.training.access import check_to_make
from wiki.training.actions import check_effect
from wiki.training.errors import TrainingError
from wiki.training.forms import EffectForm

INVALID = 422


@login_required
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what the supervisor saw, weeks after the person confirmed the page."""
    given = check_to_make(request.user, pk)
    form = EffectForm(request.POST or None)
    if form.is_valid():
        try:
            check_effect(by=request.user, acknowledgement=given, **form.cleaned_data)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("Thank you. What you saw of {page} is on record."), page=page_link(given.page))
            return redirect("training:person", given.person_id)
    context = {"given": given, "form": form}
    return render(request, "training/effect.html", context, status=INVALID if form.is_bound else 200)
