"""One request: what would change for readers, who was asked, and one's own word."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.control.access import request_for
from wiki.control.actions import decide, remark, withdraw
from wiki.control.errors import PasswordNeeded, ReasonNeeded
from wiki.control.fetching import submitted_with
from wiki.control.forms import DecisionForm, RemarkForm
from wiki.control.models import ReviewRequest
from wiki.control.policy import policy_of
from wiki.control.routing import Route
from wiki.control.sections import CHOICES, changed_sections, marks_from
from wiki.control.views.frame import asks_password, done_or_told, last_signed, note_signature, screen
from wiki.history.access import revision_of
from wiki.history.comparing import compare
from wiki.history.rendering import shown
from wiki.history.views.comparing import comparison_context
from wiki.pages.access import Access
from wiki.pages.errors import PageError
from wiki.pages.notices import page_link, tell


def review_request(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """All edits since the edition in force together, as they would show; and the way to say yes or no."""
    access, asked = request_for(request.user, space, path, pk)
    form = DecisionForm(initial={"seen": asked.seal}, needs_password=asks_password(request, access.page.space))
    return _screen(request, access, asked, form)


def _screen(
    request: HttpRequest, access: Access, asked: ReviewRequest, form: DecisionForm, status: int = 200
) -> HttpResponse:
    page, route = access.page, Route(asked)
    place = route.place_for(request.user) if asked.closed_at is None else None
    is_overtaken = asked.kind == ReviewRequest.Kind.NORMAL and page.latest.pk != asked.revision_id
    waits = asked.closed_at is None and not is_overtaken
    context = {
        **screen(access),
        "asked": asked,
        "route": route.steps,
        "open_steps": route.open_steps if waits else [],
        "waits": waits,
        "is_overtaken": asked.closed_at is None and is_overtaken,
        "place": place if waits else None,
        "mark_choices": CHOICES,
        "together": submitted_with(asked),
        "may_withdraw": asked.closed_at is None and (asked.by_id == request.user.pk or access.may_restore),
        "is_author": request.user.pk in route.authors,
        "is_signed": policy_of(page.space).is_signed,
        "form": form,
        "remark_form": RemarkForm(),
        "remarks": asked.remarks.select_related("by__merged_into").order_by("at"),
        **_changes(access, asked, marks_from(request.POST)),
    }
    return render(request, "control/request.html", context, status=status)


def _changes(access: Access, asked: ReviewRequest, said: dict[str, str]) -> dict[str, Any]:
    """The comparison and its sections: with what the form said that is shown again, else with what others said."""
    page = access.page
    new = revision_of(page, asked.revision.number)
    if asked.base is None:
        return {"first": shown(page, new)}
    compared = compare(page, revision_of(page, asked.base.revision.number), new)
    return {**comparison_context(compared, "rendered"), "sections": changed_sections(compared, said, asked.marks)}


@require_POST
def decision(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """One's yes or no."""
    access, asked = request_for(request.user, space, path, pk)
    page = access.page
    form = DecisionForm(request.POST, needs_password=asks_password(request, page.space))
    if not form.is_valid():
        return _screen(request, access, asked, form, status=422)
    try:
        made = decide(
            by=request.user,
            request=asked,
            marks=marks_from(request.POST),
            last_signed=last_signed(request),
            **form.said,
        )
    except PasswordNeeded as error:
        form.add_error("password" if "password" in form.fields else None, str(error))
        return _screen(request, access, asked, form, status=422)
    except ReasonNeeded as error:
        form.add_error("reason", str(error))
        return _screen(request, access, asked, form, status=422)
    except PageError as error:
        messages.error(request, str(error))
        return redirect(page.url(f"requests/{pk}/"))
    note_signature(request, made.signature)
    tell(request, _told(asked, agrees=made.agrees), page=page_link(page))
    return redirect(page.url(f"requests/{pk}/"))


def _told(asked: ReviewRequest, *, agrees: bool) -> str:
    asked.refresh_from_db(fields=["outcome", "edition"])
    if not agrees:
        return _("You rejected the change of {page}. Who submitted it is told why.")
    if asked.outcome == ReviewRequest.Outcome.APPROVED and asked.change_set_id and not asked.edition_id:
        return _("Your approval of the change of {page} is kept. It takes effect as one with the other pages.")
    if asked.outcome == ReviewRequest.Outcome.APPROVED:
        return _("The change of {page} is approved.")
    return _("Your approval of the change of {page} is kept; others are asked as well.")


@require_POST
def withdrawal(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Takes a request back."""
    access, asked = request_for(request.user, space, path, pk)
    page = access.page

    def act() -> None:
        withdraw(by=request.user, request=asked)
        sentence = _("The request for {page} is withdrawn. What was saved stays, and can be submitted anew.")
        tell(request, sentence, page=page_link(page))

    return done_or_told(request, act, page.url("document/"))


@require_POST
def remarks(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Something to say about a passage."""
    access, asked = request_for(request.user, space, path, pk)
    form = RemarkForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {"text": ""}
    return done_or_told(
        request, lambda: remark(by=request.user, request=asked, **said), access.page.url(f"requests/{pk}/#remarks")
    )
