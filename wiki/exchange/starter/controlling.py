"""The controlled example as if it had been approved edition by edition."""

from itertools import zip_longest

from django.utils import timezone

from accounts.models import User
from wiki.control.models import Document, Policy, ReviewRequest, Step
from wiki.control.reviews import first_review_on
from wiki.exchange.starter.reading import StarterControl, StarterPage, StarterSpace
from wiki.pages.editions.models import Edition
from wiki.pages.editions.sealing import seal_of
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import bodies_of
from wiki.pages.titles import title_key
from wiki.spaces.models import Space
from wiki.training.models import Assignment


def control_pages(space: Space, starter: StarterSpace, pages: list[Page], authors: dict[str, User]) -> None:
    """Puts the pages of a new space, not yet rendered, under control as their entries say."""
    Space.objects.filter(pk=space.pk).update(is_controlled=True)
    space.is_controlled = True
    policy = Policy.objects.create(space=space, number_pattern=starter.number_pattern)
    review_on = first_review_on(policy.review_months)
    for page, said in zip(pages, starter.pages, strict=True):
        due = review_on if said.control.editions else None
        Document.objects.create(page=page, number=said.control.number or None, next_review_on=due)
        revisions = {revision.number: revision for revision in page.revisions.all()}
        last = _editions(page, said.control, revisions)
        _show(page, last, revisions[max(revisions)])
        _ask(page, said, last, authors)


def _editions(page: Page, control: StarterControl, revisions: dict[int, Revision]) -> Edition | None:
    """The page's editions; the one in force, None for a page in preparation."""
    approved = [revisions[one["revision"]] for one in control.editions]
    seals = [seal_of(body) for body in bodies_of(approved)]
    ends = [revision.created_at for revision in approved[1:]]
    made = None
    for major, (revision, seal, end) in enumerate(zip_longest(approved, seals, ends), 1):
        at = revision.created_at
        made = Edition.objects.create(
            page=page,
            revision=revision,
            major=major,
            summary=control.editions[major - 1]["summary"],
            seal=seal,
            approved_at=at,
            effective_at=at,
            in_force_from=at,
            in_force_until=end,
        )
    return made


def _show(page: Page, last: Edition | None, newest: Revision) -> None:
    """What readers meet: the edition in force, and nothing before there is one."""
    page.is_controlled = True
    if last is None:
        page.withheld_at = timezone.now()
    elif last.revision != newest:
        (body,) = bodies_of([last.revision])
        page.title, page.title_key = body.title, title_key(body.title)
        page.text, page.front_matter, page.tags, page.files = body.text, body.front_matter, body.tags, body.files
        page.latest, page.waiting, page.changed_at = last.revision, newest, last.revision.created_at
    page.save()


def _ask(page: Page, said: StarterPage, last: Edition | None, authors: dict[str, User]) -> None:
    """The open request for the newest revision, to whoever may approve there; and who is to know the page."""
    control, newest = said.control, said.revisions[-1]
    if control.asks:
        revision = page.waiting or page.latest
        (body,) = bodies_of([revision])
        request = ReviewRequest.objects.create(
            page=page,
            revision=revision,
            base=last,
            seal=seal_of(body),
            summary=control.asks,
            by=authors[newest.author],
            at=revision.created_at,
        )
        Step.objects.create(request=request, position=0, kind=Step.Kind.APPROVE)
    if control.assigned:
        Assignment.objects.create(page=page, role=control.assigned, by=authors[newest.author])
