"""How the check questions of a page were answered, for its trainers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.history.views.revisions import crumbs
from wiki.pages.access import key_from
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.training.access import page_to_train
from wiki.training.actions import allow_retry
from wiki.training.confirming import confirmable
from wiki.training.errors import TrainingError
from wiki.training.statistics import answered, stuck, stuck_person

CONFLICT = 409


@login_required
def questions(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The questions, the hardest first, and who can't go on alone; posted, lets one of them try again."""
    page = page_to_train(request.user, space, path).page
    if request.method == "POST":
        return _retry(request, page)
    context = {"page": page, "page_url": page.url(), "crumbs": crumbs(page)}
    try:
        text = confirmable(page)
    except TrainingError as error:
        return render(request, "training/nothing.html", {**context, "error": str(error)}, status=CONFLICT)
    context |= {"answered": answered(text), "stuck": stuck(text), "text": text}
    return render(request, "training/statistics.html", context)


def _retry(request: HttpRequest, page: Page) -> HttpResponse:
    person = stuck_person(page, key_from(request.POST.get("person", "")))
    try:
        allow_retry(by=request.user, person=person, page=page, reason="")
    except TrainingError as error:
        messages.error(request, str(error))
    else:
        tell(request, _("{name} may try the questions of {page} again."), name=person, page=page_link(page))
    return redirect(page.url("training/questions/"))
