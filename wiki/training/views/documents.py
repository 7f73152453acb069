"""The record of one page: who has to know it, and who does."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.history.views.revisions import crumbs
from wiki.training.access import page_to_oversee
from wiki.training.fetching import end_of, exemptions_of, standing_assignments, survey_of_page
from wiki.training.forms import AsOfForm
from wiki.training.standing.dates import State
from wiki.training.standing.survey import Survey

A_PAGE = 100
_LISTED = (State.OVERDUE, State.DUE, State.CURRENT, State.EXEMPT)


@login_required
def document(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Assignments, people by their state, and exemptions; as of any day."""
    access = page_to_oversee(request.user, space, path)
    page = access.page
    form = AsOfForm(request.GET or None)
    as_of = form.cleaned_data["as_of"] if form.is_valid() else None
    survey = survey_of_page(page, end_of(as_of) if as_of else None)
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "as_of": as_of,
        "as_of_form": form,
        "assignments": standing_assignments(page),
        "exemptions": exemptions_of(page),
        "standard": survey.standards.get(page.pk),
        **_people(request, survey, page.pk),
        "query": f"&as_of={as_of.isoformat()}" if as_of else "",
    }
    return render(request, "training/document.html", context)


def _people(request: HttpRequest, survey: Survey, page: int) -> dict[str, Any]:
    """Those whom the page is asked of, the late ones first, and how many stand how."""
    column = survey.column(page) if page in survey.subjects else {}
    rows = sorted(
        ((survey.people[key], cell) for key, cell in column.items()),
        key=lambda row: (_LISTED.index(row[1].state), row[0].get_full_name().lower()),
    )
    wanted = request.GET.get("state", "")
    shown = [row for row in rows if row[1].state == wanted] if wanted in _LISTED else rows
    counts = [(state, sum(cell.state == state for _person, cell in rows)) for state in _LISTED]
    page_object = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return {"rows": page_object.object_list, "page_object": page_object, "counts": counts, "state": wanted}
