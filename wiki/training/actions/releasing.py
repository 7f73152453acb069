"""Editions that take effect when enough of the people who must know them have read them."""

from django.db import transaction

from wiki.control.models import ReviewRequest
from wiki.pages.actions.releasing import put_in_force
from wiki.pages.editions.models import Edition
from wiki.training.fetching import survey_of_page
from wiki.training.models import Acknowledgement


def release_read() -> int:
    """Puts every waiting edition in force that enough people have read; how many."""
    waiting = Edition.objects.planned().filter(effective_at=None, request__effective_percent__isnull=False)
    return sum(release_if_read(edition) for edition in waiting.select_related("page__space"))


@transaction.atomic
def release_if_read(edition: Edition) -> bool:
    """Puts a waiting edition in force where the share of the people who must know the page and have confirmed it has
    reached what its approvers asked for; who is exempt does not count. It waits on while nobody is asked."""
    request = ReviewRequest.objects.filter(edition=edition, effective_percent__isnull=False).first()
    if request is None or edition.in_force_from or edition.effective_at or edition.cancelled_at:
        return False
    if edition.page.withheld_at:  # nobody can read a page before its first edition is in force
        return put_in_force(edition)
    asked = _asked(edition)
    read = Acknowledgement.objects.filter(edition=edition, person__in=asked).values("person").distinct().count()
    if not asked or read * 100 < request.effective_percent * len(asked):
        return False
    return put_in_force(edition)


def _asked(edition: Edition) -> set[int]:
    """Whom the page is asked of, without those who are exempt."""
    survey, page = survey_of_page(edition.page), edition.page_id
    if page not in survey.subjects:
        return set()
    return set(survey.assigned(page)) - {person for person, key in survey.exempt if key == page}
