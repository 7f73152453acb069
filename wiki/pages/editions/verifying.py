"""Finds seals that no longer belong to the revision they were put on: what triggers refuse, somebody who controls the
database can still do.

21 CFR 11.70: a signature is linked to its record so that it can't be excised, copied or otherwise transferred.
"""

from collections.abc import Iterator, Sequence

from django.db.models import F, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wiki.audit.findings import Advance, Finding, in_batches
from wiki.pages.editions.models import Edition
from wiki.pages.editions.sealing import seal_of
from wiki.pages.models import Revision
from wiki.pages.revisions import bodies_if_readable

Place = tuple[int, int]  # a page's key, and the number of one of its revisions


def edition_findings(advance: Advance) -> Iterator[Finding]:
    """Editions that are not what was approved."""
    rows = Edition.objects.annotate(sealed_number=F("revision__number"))
    yield from seal_findings("edition-seal", _("Edition (row %(key)d)"), rows, advance)


def seal_findings(name: str, words: str | Promise, rows: QuerySet, advance: Advance) -> Iterator[Finding]:
    """Rows whose `seal` is not that of the revision they name by `page` and `sealed_number`; `words` tells which row by
    its %(key)d."""
    for batch in in_batches(rows.only("page", "seal"), advance):
        seals = _seals({(row.page_id, row.sealed_number) for row in batch})
        for row in batch:
            if seals.get((row.page_id, row.sealed_number)) != row.seal:
                yield Finding(name, _in_words(words, row))


def _in_words(words: str | Promise, row: Model) -> str:
    told = _("%(what)s is not sealed to revision %(number)d of page %(page)d as that is kept.")
    return told % {"what": words % {"key": row.pk}, "number": row.sealed_number, "page": row.page_id}


def _seals(places: set[Place]) -> dict[Place, str]:
    """The seals that these revisions have; none for one that is gone or unreadable."""
    revisions = Revision.objects.filter(page__in={page for page, _number in places}).only("page", "number", "version")
    revisions = revisions.filter(number__in={number for _page, number in places})
    return _computed([row for row in revisions if (row.page_id, row.number) in places])


def _computed(revisions: Sequence[Revision]) -> dict[Place, str]:
    bodies = zip(revisions, bodies_if_readable(revisions), strict=True)
    return {(revision.page_id, revision.number): seal_of(body) for revision, body in bodies if body is not None}
