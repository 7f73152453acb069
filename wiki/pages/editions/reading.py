"""Which revisions of a controlled page its readers may see."""

from datetime import datetime

from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import bodies_of


def readable_numbers(page: Page) -> list[int] | None:
    """Numbers of the revisions that were approved, ascending; None for an open page, where all may be read."""
    if not page.is_controlled:
        return None
    approved = Edition.objects.filter(page=page).order_by("revision__number")
    return list(approved.values_list("revision__number", flat=True).distinct())


def approved_at(page: Page, moment: datetime) -> Revision | None:
    """What readers of a controlled page met at that moment; None where they met nothing."""
    then = Edition.objects.filter(page=page, in_force_from__lte=moment).exclude(in_force_until__lte=moment)
    edition = then.select_related("revision").order_by("-in_force_from", "-pk").first()
    if edition:
        return edition.revision
    taken = Edition.objects.filter(page=page).order_by("pk").first()
    if taken is None or not taken.was_taken_over or taken.in_force_from <= moment:
        return None
    return page.revisions.filter(created_at__lte=moment).order_by("-number").first()  # it was an open page then


def edition_of(revision: Revision) -> Edition | None:
    """The last edition that the revision became; None for what was not approved."""
    return Edition.objects.filter(revision=revision, cancelled_at=None).order_by("-pk").first()


def edition_numbers(page: Page) -> dict[int, str]:
    """For each revision of the page that became an edition, that edition's number; no query for an open page."""
    if not page.is_controlled:
        return {}
    made = Edition.objects.filter(page=page, cancelled_at=None).order_by("pk")
    return {
        number: f"{major}.{minor}" for number, major, minor in made.values_list("revision__number", "major", "minor")
    }


def readable_files(page: Page) -> set[str]:
    """SHA-256 of the files that approved revisions of the page show."""
    revisions = [edition.revision for edition in Edition.objects.filter(page=page).select_related("revision")]
    return {sha256 for body in bodies_of(revisions) for sha256 in body.files.values()}
