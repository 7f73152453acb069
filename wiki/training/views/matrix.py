"""The training matrix, for trainers, auditors and admins."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from wiki.pages.access import key_from
from wiki.spaces.models import Space
from wiki.training.access import spaces_to_oversee
from wiki.training.exporting import matrix_lines
from wiki.training.fetching import team_by_key, teams
from wiki.training.forms import AsOfForm
from wiki.training.matrix import Matrix, is_state
from wiki.training.matrix_html import matrix_rows
from wiki.training.standing.dates import State

PEOPLE, DOCUMENTS = 50, 40  # a screen


@login_required
def matrix(request: HttpRequest) -> HttpResponse:
    """People by documents, now or as of a day; filtered by team, space, name and state, as a page or as CSV."""
    spaces = spaces_to_oversee(request.user)
    chosen = {name: request.GET.get(name, "") for name in ("space", "team", "state", "q", "as_of")}
    form = AsOfForm({"as_of": chosen["as_of"]})
    found = _matrix(spaces, chosen, form.cleaned_data["as_of"] if form.is_valid() else None)
    if request.GET.get("format") == "csv":
        answer = StreamingHttpResponse(matrix_lines(found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="training-matrix.csv"'
        return answer
    return render(request, "training/matrix.html", _context(request, found, spaces, chosen))


def _matrix(spaces: list[Space], chosen: dict[str, str], as_of: date | None) -> Matrix:
    within = [space for space in spaces if chosen["space"] in ("", space.slug)]
    key = key_from(chosen["team"])
    state = chosen["state"] if is_state(chosen["state"]) else ""
    return Matrix(within, team_by_key(key) if key else None, chosen["q"].strip(), state, as_of)


def _context(request: HttpRequest, found: Matrix, spaces: list[Space], chosen: dict[str, str]) -> dict[str, Any]:
    people = Paginator(found.people, PEOPLE).get_page(request.GET.get("page"))
    documents = Paginator(found.subjects, DOCUMENTS).get_page(request.GET.get("documents"))
    filters = {name: value for name, value in chosen.items() if value}
    return {
        "spaces": spaces,
        "teams": teams(),
        "states": [(state.value, state.label) for state in State if is_state(state)],
        "chosen": chosen,
        "as_of": found.as_of,
        "page_object": people,
        "documents": documents,
        "rows": matrix_rows(found.rows(people.object_list, documents.object_list)),
        "filters": urlencode(filters),
        "query": "&" + urlencode(filters | {"documents": documents.number}),
        "documents_query": urlencode(filters | {"page": people.number}),
    }
