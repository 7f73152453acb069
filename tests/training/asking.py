"""Plain functions with which tests ask people to read, release editions and confirm them."""

from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from accounts.models import Team, User
from tests.conftest import an_admin, make_revision
from wiki.pages.actions.releasing import begin_control, put_in_force
from wiki.pages.editions.models import Edition
from wiki.pages.editions.sealing import seal_of
from wiki.pages.models import Page
from wiki.pages.revisions import body_of
from wiki.training.actions import acknowledge, assign
from wiki.training.confirming import confirmable
from wiki.training.fetching import duties_of
from wiki.training.models import Acknowledgement, Assignment
from wiki.training.standing.dates import Cell
from wiki.training.terms import Audience, Terms


def fresh(page: Page) -> Page:
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def ask(
    target: Any, of: User | Team | str, *, by: User | None = None, with_below: bool = False, **terms: Any
) -> Assignment:
    """Asks a person, a team or a role to know the target."""
    if isinstance(of, User):
        audience = Audience(person=of)
    else:
        audience = Audience(team=of) if isinstance(of, Team) else Audience(role=of)
    return assign(by=by or an_admin(), target=target, audience=audience, terms=Terms(**terms), with_below=with_below)


def control(page: Page) -> Page:
    """The page under control: its text is edition 1.0."""
    begin_control(Page.objects.filter(pk=page.pk), summary="as it stood")
    return fresh(page)


def planned(page: Page, text: str, *, major: int = 2, **fields: Any) -> Edition:
    """An approved edition with this text that is not in force yet."""
    revision = make_revision(page, text)
    return Edition.objects.create(page=page, revision=revision, major=major, seal=seal_of(body_of(revision)), **fields)


def release(page: Page, text: str, *, major: int = 2, **fields: Any) -> Edition:
    """The next edition, in force."""
    edition = planned(page, text, major=major, **fields)
    assert put_in_force(edition)
    edition.refresh_from_db()
    return edition


def confirm(page: Page, person: User) -> Acknowledgement:
    """The person confirms what is in force."""
    text = confirmable(fresh(page))
    return acknowledge(by=person, page=page, revision=text.revision.number, edition=text.edition and text.edition.pk)


def cell_on(page: Page, person: User, at: datetime | None = None) -> Cell | None:
    """Where the person stands with the page; None where nothing is asked."""
    return next((duty.cell for duty in duties_of(person, at) if duty.subject.pk == page.pk), None)


def at_moment(*when: int) -> Any:
    """The clock stands at this time, in UTC, for rows that take their time from a default as well."""
    moment = datetime(*when, tzinfo=UTC)

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)

    return patch("django.utils.timezone.datetime", Stopped)
