"""The report of a space."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wiki.pages import reports
from wiki.pages.files.uses import unused_files, with_revisions
from wiki.spaces.access import level_in, space_for
from wiki.spaces.models import Level, Space

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One list of the report: its name in the address, its title, what is in it, and how a slice of it is shown."""

    name: str
    title: Promise
    find: Callable[[Space], Sequence[Any]]
    show: Callable[[Sequence[Any], Space], Sequence[Any]]


def _as_found(rows: Sequence[Any], _space: Space) -> Sequence[Any]:
    return rows


FINDINGS = (
    Finding("wanted", _("Wanted pages"), reports.wanted_keys, reports.wanted_pages),
    Finding("broken", _("Broken links"), reports.broken_links, _as_found),
    Finding("anchors", _("Missing headings"), reports.broken_anchors, lambda keys, _space: reports.links_by_key(keys)),
    Finding("orphans", _("Orphans"), reports.orphans, _as_found),
    Finding("files", _("Unused files"), unused_files, lambda pins, _space: with_revisions(pins)),
)


def report(request: HttpRequest, space: str) -> HttpResponse:
    """What is loose in a space: how many findings of each kind, and one of these lists by pages."""
    shelf = space_for(request.user, space)
    chosen = next((finding for finding in FINDINGS if finding.name == request.GET.get("list")), FINDINGS[0])
    lists = {finding.name: Paginator(finding.find(shelf), A_PAGE) for finding in FINDINGS}
    stretch = lists[chosen.name].get_page(request.GET.get("page"))
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "tabs": [(finding.name, finding.title, lists[finding.name].count) for finding in FINDINGS],
        "chosen": chosen,
        "rows": chosen.show(stretch.object_list, shelf),
        "page_object": stretch,
        "query": f"&list={chosen.name}",
        "may_edit": level_in(request.user, shelf) >= Level.EDITOR,
    }
    return render(request, "pages/report.html", context)
