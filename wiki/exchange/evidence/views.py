"""Asking for evidence in the browser, and fetching it."""

import logging
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.exchange.evidence.access import (
    GONE,
    evidence_by,
    evidence_to_fetch,
    page_to_prove,
    person_to_prove,
    space_to_prove,
)
from wiki.exchange.evidence.actions import KEPT, ask_for_evidence
from wiki.exchange.evidence.jobs import start
from wiki.exchange.shared import shared
from wiki.pages.trail import Crumb, crumbs
from wiki.spaces.access import audits, level_in

log = logging.getLogger(__name__)


def of_page(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Everything that proves what one document said and who knew it."""
    page = page_to_prove(request.user, space, path)
    context = {
        "subject": page.title,
        "trail": [*crumbs(page), Crumb(page.title, page.url()), Crumb(_("Document"), page.url("document/"))],
        "has_trail": audits(level_in(request.user, page.space)),
    }
    return _screen(request, context, page=page)


def of_space(request: HttpRequest, space: str) -> HttpResponse:
    """The same of all documents of a space."""
    shelf = space_to_prove(request.user, space)
    context = {
        "subject": shelf.name,
        "trail": [Crumb(shelf.name, shelf.get_absolute_url())],
        "has_trail": audits(level_in(request.user, shelf)),
    }
    return _screen(request, context, space=shelf)


@login_required
def of_oneself(request: HttpRequest) -> HttpResponse:
    """What one has read, confirmed, answered and practised."""
    return of_person(request, request.user.pk)


@login_required
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of another person."""
    person = person_to_prove(request.user, pk)
    is_own = person.pk == request.user.pk
    name = person.get_full_name()
    others = [Crumb(_("Training matrix"), "/training/matrix/"), Crumb(name, f"/training/people/{pk}/")]
    trail = [Crumb(_("Your training"), "/training/")] if is_own else others
    context = {"subject": name, "trail": trail, "is_of_person": True, "has_trail": is_own}
    return _screen(request, context, person=person)


def _screen(request: HttpRequest, context: dict[str, Any], **subject: Any) -> HttpResponse:
    if request.method == "POST":
        evidence, is_new = ask_for_evidence(by=request.user, **subject)
        if is_new:
            start(evidence)
        return redirect(request.path)
    context |= {"rows": evidence_by(request.user, **subject), "days": KEPT.days, "title": _("Evidence")}
    return render(request, "exchange/evidence/ask.html", context)


def fetch(request: HttpRequest, pk: int, space: str = "") -> HttpResponse | FileResponse:
    """The ZIP, for the person who asked for it, as it comes from where it is kept."""
    evidence = evidence_to_fetch(request.user, pk)
    try:
        content = shared().stream(evidence.storage_name)
    except FileNotFoundError:
        raise Http404(GONE) from None
    except OSError:
        log.exception("The evidence %s can't be read", evidence.file)
        words = _("This file can't be read at the moment. Try again in a while; if it stays so, tell an admin.")
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(content, as_attachment=True, filename=evidence.name)
    response.headers["Content-Length"] = str(evidence.size)
    return response
