"""Many pages at once: choosing them, saying what is to become of them, and what became of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.pages.access import page_by_id
from wiki.pages.actions import move_pages, plan_change, tag_pages, take_back, trash_pages
from wiki.pages.batches.choosing import Choice, choice_of, stretch_named
from wiki.pages.batches.describing import lines_of, links_lost
from wiki.pages.batches.fetching import batch_for, can_be_taken_back, pages_of, reversal_of
from wiki.pages.batches.forms import FORMS, act_in, keys_in
from wiki.pages.batches.models import Batch
from wiki.pages.batches.planning import Plan, expanded, plan_before
from wiki.pages.batches.selection_html import choice_rows, selection_rows
from wiki.pages.errors import BatchRefused, PageError
from wiki.pages.places import FIND, Places, form_for_place, offer_places
from wiki.pages.tree import outline
from wiki.spaces.access import level_in, sees_trash, space_for, spaces_to_edit
from wiki.spaces.models import Level, Space

A_PAGE = 100
VERBS = {Batch.Act.MOVE: move_pages, Batch.Act.TAG: tag_pages, Batch.Act.TRASH: trash_pages}


def selection(request: HttpRequest, space: str) -> HttpResponse:
    """The tree with boxes; then what is to become of the chosen pages; then what will happen, to be confirmed."""
    shelf = space_for(request.user, space, Level.EDITOR)
    if request.method != "POST":
        return _selection_screen(request, shelf, [])
    # Of a large space it comes a stretch at a time, from one to the next by a button that sends the ticks along.
    chosen = expanded(shelf, keys_in(request.POST.getlist("page")), keys_in(request.POST.getlist("branch")))
    act = act_in(request.POST)
    if "again" in request.POST or not act:
        return _selection_screen(request, shelf, chosen)
    if not chosen:
        return _selection_screen(request, shelf, [], error=_("Choose the pages first."))
    return _asked(request, shelf, act, chosen)


def _selection_screen(request: HttpRequest, space: Space, chosen: list[int], *, error: str = "") -> HttpResponse:
    tree = outline(space)
    said = request.POST if request.method == "POST" else request.GET
    choice = choice_of(tree, set(chosen), said.get("stretch") or said.get("here", ""))
    context = {"space": space, "page_url": space.get_absolute_url(), "error": error}
    if choice is None:
        context["rows"] = selection_rows(tree, set(chosen))
    else:
        context |= _choice_context(choice)
    return render(request, "pages/selection.html", context, status=422 if error else 200)


def _choice_context(choice: Choice) -> dict[str, Any]:
    parent, stretch = choice.branch.parent, choice.branch.stretch
    others = {}
    if stretch.has_previous():
        others["previous"] = stretch_named(parent, stretch.previous_page_number())
    if stretch.has_next():
        others["next"] = stretch_named(parent, stretch.next_page_number())
    return others | {
        "rows": choice_rows(choice.lines),
        "choice": choice,
        "here": stretch_named(parent, stretch.number),
        "crumbs": [{"title": node.title, "stretch": stretch_named(node)} for node in (*parent.ancestors, parent)],
        "page_object": stretch,
        "kept_pages": ",".join(map(str, choice.pages)),
        "kept_branches": ",".join(map(str, choice.branches)),
    }


def _asked(request: HttpRequest, space: Space, act: str, chosen: list[int]) -> HttpResponse:
    """Asks for what is missing, shows what will happen, or has it done."""
    said = request.POST if {"asked", "confirmed", "edit", FIND} & request.POST.keys() else QueryDict()
    form = form_for_place(FORMS[act], said, {})
    if act == Batch.Act.MOVE:
        offer_places(form, Places(spaces_to_edit(request.user), space, set(chosen)), said)
    if not form.is_valid() or "edit" in request.POST:
        status = 422 if form.errors else 200
        return _asking_screen(request, space, act, chosen, form, plan_before(space, chosen, act), status=status)
    said = {"by": request.user, "space": space, "pages": chosen, **form.cleaned_data}
    if act == Batch.Act.MOVE:
        said["parent"] = page_by_id(request.user, said["parent"], Level.EDITOR).page
    try:
        if "confirmed" in request.POST:
            return redirect(VERBS[act](**said))
        plan = plan_change(act=act, **said)
    except BatchRefused as refusal:
        plan = Plan(problems=list(refusal.problems))
    except PageError as error:
        plan = Plan()
        plan.refuse(str(error))
    if not plan.is_possible:
        return _asking_screen(request, space, act, chosen, form, plan, status=409)
    return _screen(request, "pages/batch_confirm.html", space, act, chosen, form, plan)


def _asking_screen(
    request: HttpRequest, space: Space, act: str, chosen: list[int], form: Any, plan: Plan, *, status: int
) -> HttpResponse:
    """The chosen pages, everything that stands against it, and what is still to be said."""
    return _screen(request, "pages/batch_asking.html", space, act, chosen, form, plan, status=status)


def _screen(
    request: HttpRequest,
    template: str,
    space: Space,
    act: str,
    chosen: list[int],
    form: Any,
    plan: Plan,
    *,
    status: int = 200,
) -> HttpResponse:
    hindering = {problem.key for problem in plan.problems}
    nodes = outline(space).nodes
    context = {
        "space": space,
        "page_url": space.get_absolute_url(),
        "act": act,
        "form": form,
        "plan": plan,
        "lines": lines_of(plan),
        "links_lost": links_lost(plan) if act == Batch.Act.TRASH else 0,
        "keys": ",".join(map(str, chosen)),
        "possible": ",".join(str(key) for key in chosen if key not in hindering),
        "titles": [nodes[key].title for key in chosen if key in nodes],
    }
    return render(request, template, context, status=status)


def batch(request: HttpRequest, space: str, pk: int) -> HttpResponse:
    """How far a change of many pages is, then what became of it."""
    shelf = space_for(request.user, space, Level.AUDITOR)
    found = batch_for(shelf, pk)
    level = level_in(request.user, shelf)
    needed = Level.TRAINER if found.act == Batch.Act.TRASH else Level.EDITOR
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "batch": found,
        "page_object": Paginator(pages_of(found, request.user), A_PAGE).get_page(request.GET.get("page")),
        "reversal": reversal_of(found),
        "may_take_back": level >= needed and can_be_taken_back(found),
        "sees_trashed": sees_trash(level),
        "is_admin": level >= Level.ADMIN,
    }
    return render(request, "pages/batch.html", context)


@require_POST
def batch_reversal(request: HttpRequest, space: str, pk: int) -> HttpResponse:
    """Takes back what a batch did."""
    shelf = space_for(request.user, space, Level.EDITOR)
    found = batch_for(shelf, pk)
    try:
        return redirect(take_back(by=request.user, batch=found))
    except PageError as error:
        messages.error(request, str(error))
    return redirect(found)
