"""Learning paths: the list, one with its progress, and what trainers do with them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.pages.notices import tell
from wiki.spaces.access import space_for
from wiki.spaces.models import Level, Space
from wiki.training.access import path_to_change, path_to_see, trained_spaces
from wiki.training.actions import change_path, end_path, make_path
from wiki.training.errors import TrainingError
from wiki.training.forms import PathForm
from wiki.training.models import LearningPath
from wiki.training.paths import finder, followers, pages_in, paths_to_see, steps

INVALID = 422


@login_required
def paths(request: HttpRequest) -> HttpResponse:
    """The learning paths of the spaces that the person may read."""
    context = {"paths": paths_to_see(request.user), "spaces": trained_spaces(request.user)}
    return render(request, "training/paths.html", context)


@login_required
def path(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages of a path, and how far the person is; for trainers also how far everybody is."""
    found = path_to_see(request.user, pk)
    may_change = found.space in trained_spaces(request.user)
    own = steps(found, request.user)
    context = {
        "path": found,
        "steps": own,
        "done": sum(step.is_done for step in own),
        "next": next((step for step in own if not step.is_done), None),
        "may_change": may_change,
        "followers": followers(found) if may_change else [],
    }
    return render(request, "training/path.html", context)


@login_required
def path_new(request: HttpRequest, space: str) -> HttpResponse:
    """The form for a new path of a space."""
    shelf = space_for(request.user, space, Level.TRAINER)
    return _form(request, shelf, None)


@login_required
def path_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for one that there is."""
    found = path_to_change(request.user, pk)
    return _form(request, found.space, found)


def _form(request: HttpRequest, space: Space, path: LearningPath | None) -> HttpResponse:
    initial = {"name": path.name, "description": path.description, "pages": pages_in(path)} if path else None
    form = PathForm(request.POST or None, initial=initial, find=finder(request.user, space))
    if form.is_valid():
        try:
            saved = _save(request, space, path, form)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            link = format_html('<a href="/training/paths/{}/">{}</a>', saved.pk, saved.name)
            tell(request, _("The learning path {path} is saved."), path=link)
            return redirect("training:path", saved.pk)
    context = {"space": space, "path": path, "form": form}
    return render(request, "training/path_form.html", context, status=INVALID if form.is_bound else 200)


def _save(request: HttpRequest, space: Space, path: LearningPath | None, form: PathForm) -> LearningPath:
    if path:
        return change_path(by=request.user, path=path, **form.cleaned_data)
    return make_path(by=request.user, space=space, **form.cleaned_data)


@login_required
@require_POST
def path_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a path with its assignments."""
    ended = end_path(by=request.user, path=path_to_change(request.user, pk))
    tell(request, _("The learning path “{path}” has ended. What was confirmed stays on record."), path=ended.name)
    return redirect("training:paths")
