"""Restoring an old revision: shows what would be lost before it asks for the reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.history.access import RevisionAccess, revision_to_restore
from wiki.history.actions import restore_revision
from wiki.history.comparing import compare
from wiki.history.forms import RestorationForm
from wiki.history.views.comparing import comparison_context
from wiki.pages.errors import PageError
from wiki.pages.notices import page_link, tell
from wiki.pages.trail import crumbs

LISTED = 50


def restoration(request: HttpRequest, space: str, path: str = "", *, number: int) -> HttpResponse:
    """Asks for the reason, then makes revision `number` the latest text again. Trainers and admins."""
    found = revision_to_restore(request.user, space, path, number)
    page = found.access.page
    if number == page.latest.number:
        return redirect(page.url("history/"))
    form = RestorationForm(request.POST or None, initial={"seen": page.latest.number})
    if request.method == "POST" and form.is_valid():
        try:
            made = restore_revision(by=request.user, page=page, number=number, **form.cleaned_data)
        except PageError as error:
            form = RestorationForm(initial={"seen": page.latest.number, "reason": form.cleaned_data["reason"]})
            messages.error(request, str(error))
        else:
            waits = _("Revision {old} of {page} is brought back as revision {new}, which waits for approval.")
            again = _("Revision {old} of {page} is the text again, as revision {new}.")
            sentence = waits if made.page.holds_back else again
            tell(request, sentence, old=number, page=page_link(made.page), new=made.number)
            return redirect(page.url())
    return render(request, "history/restore.html", _context(found, form))


def _context(found: RevisionAccess, form: RestorationForm) -> dict:
    page, revision = found.access.page, found.revision
    lost = page.revisions.filter(number__gt=revision.number).select_related("author__merged_into").order_by("-number")
    return {
        "access": found.access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "revision": revision,
        "latest": page.latest,
        "lost": list(lost[:LISTED]),
        "lost_count": page.latest.number - revision.number,
        "form": form,
        **comparison_context(compare(page, page.latest, revision, as_of_now=True), "rendered"),
    }
