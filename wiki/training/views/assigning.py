"""Asking people to know a page, what lies below it, or a space."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from wiki.history.views.revisions import crumbs
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.training.access import assignment_to_end, page_to_train, path_to_change
from wiki.training.actions import assign as assign_training
from wiki.training.actions import end_assignment
from wiki.training.errors import TrainingError
from wiki.training.forms import AssignmentForm, ReasonForm
from wiki.training.models import Assignment

INVALID = 422
_PAGE, _SPACE = "page", "space"


@login_required
def assign(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The form that asks people to know the page, or more, and what comes of it."""
    page = page_to_train(request.user, space, path).page
    targets = _targets(page)
    form = AssignmentForm(request.POST or None, targets=targets, initial={"target": targets[0][0]})
    if form.is_valid():
        try:
            _assign(request, page, form)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{page} is assigned."), page=page_link(page))
            return redirect(page.url("training/"))
    context = {"page": page, "page_url": page.url(), "space": page.space, "crumbs": crumbs(page), "form": form}
    return render(request, "training/assign.html", context, status=INVALID if form.is_bound else 200)


def _targets(page: Page) -> list[tuple[str, str]]:
    alone, below = (_PAGE, _("This page")), (AssignmentForm.WITH_BELOW, _("This page and all below it"))
    whole = (_SPACE, _("The whole space, pages that come later too"))
    return [whole, alone] if page.is_front else [alone, below]


def _assign(request: HttpRequest, page: Page, form: AssignmentForm) -> Assignment:
    said = form.cleaned_data
    return assign_training(
        by=request.user,
        target=page.space if said["target"] == _SPACE else page,
        with_below=said["target"] == AssignmentForm.WITH_BELOW,
        audience=form.chosen_audience,
        terms=form.terms,
        reason=said["reason"],
    )


@login_required
def path_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a learning path."""
    path = path_to_change(request.user, pk)
    form = AssignmentForm(request.POST or None, targets=[("path", path.name)])
    if form.is_valid():
        try:
            terms, reason = form.terms, form.cleaned_data["reason"]
            assign_training(by=request.user, target=path, audience=form.chosen_audience, terms=terms, reason=reason)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("The learning path “{path}” is assigned."), path=path.name)
            return redirect("training:path", path.pk)
    context = {"path": path, "form": form}
    return render(request, "training/path_assign.html", context, status=INVALID if form.is_bound else 200)


@login_required
def assignment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why, then ends an assignment."""
    assignment = assignment_to_end(request.user, pk)
    form = ReasonForm(request.POST or None)
    back = _record_of(assignment)
    if form.is_valid():
        try:
            end_assignment(by=request.user, assignment=assignment, reason=form.cleaned_data["reason"])
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            link = format_html('<a href="{}">{}</a>', back, assignment.target)
            tell(request, _("The assignment of {target} has ended. What was confirmed stays on record."), target=link)
            return redirect(back)
    context = {"assignment": assignment, "back_url": back, "form": form}
    return render(request, "training/assignment_end.html", context, status=INVALID if form.is_bound else 200)


def _record_of(assignment: Assignment) -> str:
    if assignment.page:
        return assignment.page.url("training/")
    space = assignment.space or assignment.path.space
    return f"{space.get_absolute_url()}-/training/"
