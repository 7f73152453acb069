"""What the screens of document control show, fetched."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.control.models import UNFINISHED, Delegation, Document, Flag, PeriodicReview, Retirement, ReviewRequest
from wiki.control.routing import with_newest
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.models import Space

LISTED = 100  # editions and requests on one screen


def edition_in_force(page: Page) -> Edition | None:
    """What readers of the page meet."""
    return Edition.objects.filter(page=page).in_force().select_related("revision").first()


def has_edition(page: Page) -> bool:
    """Whether anything of the page was ever approved."""
    return Edition.objects.filter(page=page).exists()


def editions_of(page: Page) -> list[tuple[Edition, Edition | None]]:
    """The page's editions, newest first, each with the one before it."""
    found = Edition.objects.filter(page=page, cancelled_at=None).select_related("revision", "request")
    editions = list(found.order_by("-pk")[:LISTED])
    return list(zip(editions, [*editions, None][1:], strict=True))


def planned_edition(page: Page, pk: int) -> Edition | None:
    """The planned edition of this page with this key, unless it is one that comes back by itself."""
    planned = Edition.objects.planned().filter(page=page.pk, pk=pk, follows=None)
    return planned.select_related("page__space", "request").first()


def submitted_with(asked: ReviewRequest) -> list[ReviewRequest]:
    """The other requests of the same change set."""
    if asked.change_set_id is None:
        return []
    others = ReviewRequest.objects.filter(change_set=asked.change_set_id).exclude(pk=asked.pk)
    return list(others.select_related("page__space", "revision").order_by("revision__title"))


def approved_with(edition: Edition) -> list[Edition]:
    """The other planned editions of the same change set."""
    request = ReviewRequest.objects.filter(edition=edition).exclude(change_set=None).first()
    if request is None:
        return []
    others = Edition.objects.planned().filter(request__change_set=request.change_set_id).exclude(pk=edition.pk)
    return list(others.select_related("page__space").order_by("page__title"))


def may_submit(page: Page) -> bool:
    """Whether the newest revision waits for somebody to ask for its approval."""
    newest = page.waiting_id or (page.latest_id if page.withheld_at else None)
    if newest is None or Edition.objects.planned().filter(revision=newest).exists():
        return False
    return not ReviewRequest.objects.filter(UNFINISHED, page=page, revision=newest).exists()


def document_entry(page: Page) -> Document:
    """The page's entry in the register; one that is not kept yet where there is none."""
    found = Document.objects.filter(page=page).select_related("owner", "owner_team", "page__space").first()
    return found or Document(page=page)


def requests_of(page: Page) -> list[ReviewRequest]:
    """What was asked for, newest first."""
    made = ReviewRequest.objects.filter(page=page).select_related("by", "revision", "closed_by")
    return list(made.order_by("-at")[:LISTED])


def reviews_of(page: Page) -> QuerySet[PeriodicReview]:
    """The page's periodic reviews, newest first."""
    return page.periodic_reviews.select_related("by__merged_into", "edition", "signature").order_by("-at")


def open_flags(page: Page) -> QuerySet[Flag]:
    """What readers found wrong and nobody has looked at."""
    return Flag.objects.filter(page=page, closed_at=None).select_related("by", "page__space").order_by("at")


def flag_on(page: Page, pk: int) -> Flag:
    """A flag of this page; Http404 for any other."""
    found = Flag.objects.select_related("page__space").filter(pk=pk, page=page.pk).first()
    if found is None:
        raise Http404(_("There is no such thing on this page."))
    return found


def retirement_of(page: Page) -> Retirement | None:
    """The page's last retirement, also where it was approved anew since."""
    return page.retirements.select_related("by", "replacement__space").order_by("-at").first()


def categories_of(space: Space) -> QuerySet:
    """The categories that documents of the space have."""
    named = Document.objects.filter(page__space=space, page__is_controlled=True).exclude(category="")
    return named.values_list("category", flat=True).distinct().order_by("category")


def own_requests(user: Any) -> QuerySet[ReviewRequest]:
    """The person's own requests that wait, oldest first."""
    own = with_newest(ReviewRequest.objects.filter(UNFINISHED, by=user))
    return own.select_related("page__space", "revision", "by").order_by("at")


def delegations_of(user: Any, today: date | None = None) -> QuerySet[Delegation]:
    """Delegations from or to the person that are not over."""
    standing = Delegation.objects.filter(until__gte=today or timezone.localdate(), ended_at=None)
    return standing.filter(Q(person=user) | Q(to=user)).select_related("person", "to").order_by("since")


def delegation_from(user: Any, pk: int) -> Delegation:
    """A standing delegation of one's own; Http404 for any other."""
    found = Delegation.objects.filter(pk=pk, person=user, ended_at=None).select_related("to").first()
    if found is None:
        raise Http404
    return found
