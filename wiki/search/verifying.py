"""Finds pages that readers and search meet otherwise than they were saved."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from wiki.audit.findings import Advance, Finding
from wiki.pages.models import Page, Rendering
from wiki.search.backends import backend_of


def index_findings(advance: Advance) -> Iterator[Finding]:
    """Pages whose rendering is not that of the revision they show, and an index that does not fit the renderings."""
    for page in outdated_pages().only("title"):
        words = _("What readers and search find of page %(key)d (“%(title)s”) is not its present revision.")
        yield Finding("rendering-outdated", words % {"key": page.pk, "title": page.title})
    backend = backend_of()
    with connection.cursor() as cursor:
        if not backend.is_installed(cursor):
            words = _("The search index, or what keeps it up to date, is missing or that of another version.")
            yield Finding("index-missing", words)
            return
        for key in backend.differing(cursor, advance):
            title = Rendering.objects.filter(pk=key).values_list("title", flat=True).first() or ""
            words = _("The search index does not have page %(key)d (“%(title)s”) as readers see it.")
            yield Finding("index-differs", words % {"key": key, "title": title})


def outdated_pages() -> QuerySet[Page]:
    """Pages that readers meet, without an up-to-date rendering; while an import runs there may be some."""
    is_outdated = Q(rendering=None) | ~Q(rendering__number=F("latest__number"))
    return Page.objects.live().filter(is_outdated, latest__isnull=False).order_by("pk")
