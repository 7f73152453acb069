"""Read and understood: first what changed since the last time, then the button."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from wiki.history.rendering import body_html
from wiki.history.views.revisions import crumbs
from wiki.pages.access import Access, key_from
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.training.access import page_to_confirm
from wiki.training.actions import acknowledge, answer_questions
from wiki.training.asking import asked, attempts_left, has_passed, questions_of
from wiki.training.changes import changes_since
from wiki.training.confirming import Confirmable, confirmable, next_edition
from wiki.training.errors import TrainingError
from wiki.training.fetching import duties_of, last_confirmed
from wiki.training.models import Attempt

CONFLICT, INVALID = 409, 422
NEXT = "next"  # stands for the edition that is planned first
QUESTION = "question-"  # begins the names of their fields


@login_required
def acknowledgement(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """What the person has to read of the page, and the button that confirms it; `?edition=` is a planned one by key,
    or "next"."""
    access = page_to_confirm(request.user, space, path)
    said = request.POST if request.method == "POST" else request.GET
    edition = next_edition(access.page) if said.get("edition") == NEXT else key_from(said.get("edition", ""))
    if request.method != "POST":
        return _screen(request, access, edition)
    seen = {"revision": key_from(said.get("revision", "")) or 0, "edition": edition}
    try:
        attempt = _attempt(request, access.page, seen)
        if attempt and not attempt.passed:
            return _screen(request, access, edition, attempt=attempt, status=INVALID)
        given = acknowledge(by=request.user, page=access.page, **seen)
    except TrainingError as error:
        return _screen(request, access, None, error=str(error), status=CONFLICT)
    label = _("edition %(number)s") % {"number": given.edition.number} if given.edition else ""
    sentence = _("You confirmed {page}, {edition}.") if label else _("You confirmed {page}.")
    tell(request, sentence, page=page_link(access.page), edition=label)
    return redirect(access.page.url())


def _attempt(request: HttpRequest, page: Page, seen: dict[str, Any]) -> Attempt | None:
    """What was answered, graded; None for a form without questions."""
    fields = [name for name in request.POST if name.startswith(QUESTION)]
    if not fields:
        return None
    answers = {name.removeprefix(QUESTION): request.POST.getlist(name) for name in fields}
    return answer_questions(by=request.user, page=page, answers=answers, **seen)


def _screen(
    request: HttpRequest,
    access: Access,
    edition: int | None,
    *,
    attempt: Attempt | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    page = access.page
    context = {"access": access, "page": page, "page_url": page.url(), "space": page.space, "crumbs": crumbs(page)}
    try:
        text = confirmable(page, edition)
    except TrainingError as nothing:
        return render(request, "training/nothing.html", {**context, "error": error or str(nothing)}, status=CONFLICT)
    context |= _read(request, text) | _questions(request, text, attempt) | {"error": error}
    return render(request, "training/acknowledgement.html", context, status=status)


def _questions(request: HttpRequest, text: Confirmable, attempt: Attempt | None) -> dict[str, Any]:
    """The questions that the person still has to answer."""
    questions = questions_of(text)
    if not questions or has_passed(request.user, text):
        return {}
    left = attempts_left(request.user, text, questions)
    return {"asked": asked(text, questions, attempt), "attempt": attempt, "attempts_left": left, "is_over": left == 0}


def _read(request: HttpRequest, text: Confirmable) -> dict[str, Any]:
    last = last_confirmed(request.user, text.page)
    changes = changes_since(last, text) if last else None
    duty = next((duty for duty in duties_of(request.user) if duty.subject.pk == text.page.pk), None)
    return {
        "text": text,
        "last": last,
        "changes": changes,
        "is_same": last is not None and changes is None,
        "body": "" if changes else mark_safe(body_html(text.page, text.body)),
        "cell": duty and duty.cell,
        "must_confirm": last is None or changes is not None or bool(duty and duty.cell.must_read),
    }
