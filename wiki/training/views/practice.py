"""Trainer and trainee sign together, on one screen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from wiki.control.errors import ControlError
from wiki.history.views.revisions import crumbs
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.training.access import page_to_train
from wiki.training.actions import sign_off
from wiki.training.confirming import confirmable
from wiki.training.errors import TrainingError
from wiki.training.forms import SignOffForm
from wiki.training.models import SignOff
from wiki.training.terms import Passwords

INVALID, CONFLICT = 422, 409


@sensitive_post_parameters("person_password", "trainer_password")
@login_required
def practice(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The form that both sign; `?person=` is an address that it begins with."""
    page = page_to_train(request.user, space, path).page
    context = {"page": page, "page_url": page.url(), "crumbs": crumbs(page)}
    try:
        text = confirmable(page)
    except TrainingError as error:
        return render(request, "training/nothing.html", {**context, "error": str(error)}, status=CONFLICT)
    seen = {"revision": text.revision.number, "edition": text.edition and text.edition.pk}
    form = SignOffForm(request.POST or None, initial={**seen, "person": request.GET.get("person", "")})
    if form.is_valid():
        try:
            made = _sign(request, page, form)
        except (TrainingError, ControlError) as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{name} and you signed the practice of {page}."), name=made.person, page=page_link(page))
            return redirect(page.url("training/"))
    context |= {"form": form, "text": text}
    return render(request, "training/practice.html", context, status=INVALID if form.is_bound else 200)


def _sign(request: HttpRequest, page: Page, form: SignOffForm) -> SignOff:
    said = form.cleaned_data
    return sign_off(
        by=request.user,
        page=page,
        passwords=Passwords(said["person_password"], said["trainer_password"]),
        **{name: said[name] for name in ("person", "revision", "edition", "remark")},
    )
