"""The files of a page: what there is, where it is used, and new versions of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.pages.access import page_for
from wiki.pages.actions import replace_file
from wiki.pages.errors import PageError
from wiki.pages.files.uses import uses_of
from wiki.pages.forms import ReplacementForm
from wiki.pages.notices import page_link, tell
from wiki.pages.trail import crumbs
from wiki.spaces.models import Level


def files(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Every file that the page has or had; to editors also what was uploaded and not saved."""
    access = page_for(request.user, space, path, html=True)
    page = access.page
    uses = uses_of(page, request.user)
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "present": [use for use in uses if use.is_present],
        "earlier": [use for use in uses if use.first and not use.is_present],
        "unsaved": [use for use in uses if not use.first] if access.may_edit else [],
    }
    return render(request, "pages/files.html", context)


def replacement(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Asks for the new version of a file, and saves a revision that shows it."""
    page = page_for(request.user, space, path, Level.EDITOR).page
    name = request.GET.get("name", "")
    if name not in page.files:
        raise Http404(_("The page has no such file."))
    form = ReplacementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            revision = replace_file(by=request.user, page=page, name=name, upload=said["file"], reason=said["reason"])
        except PageError as error:
            form.add_error("file", str(error))
        else:
            sentence = _("{page} shows the new version of “{name}” from revision {number} on.")
            tell(request, sentence, page=page_link(page), name=name, number=revision.number)
            return redirect(page.url("files/"))
    about = {"page": page, "page_url": page.url(), "space": page.space, "crumbs": crumbs(page)}
    context = about | {"name": name, "form": form}
    return render(request, "pages/replacement.html", context, status=422 if form.is_bound else 200)
