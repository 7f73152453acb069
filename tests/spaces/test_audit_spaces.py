"""Auditors of a space: until a day, before every other right but an admin's, and with the audit trail to read."""

import csv
import datetime
import io
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Team, User
from accounts.roles import Role
from accounts.zones import site_today
from tests.audit.chained import happened
from tests.conftest import client_of, front_page, make_page, make_revision, make_space, make_user
from wiki.audit.models import AuditEvent
from wiki.discussion.actions import start_thread
from wiki.pages.actions import copy_page
from wiki.spaces.access import level_in, spaces_to_edit, spaces_to_read
from wiki.spaces.actions import save_membership
from wiki.spaces.models import Level, Membership, Space
from wiki.spaces.readers import editors_of, readers_of


def audits(user: User, space: Space, until: datetime.date | None = None) -> Membership:
    return Membership.objects.create(space=space, user=user, level=Level.AUDITOR, until=until or site_today())


@pytest.fixture
def closed_space(admin: User) -> Space:
    return make_space("Plant", by=admin, visibility=Space.Visibility.MEMBERS)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, settings):
    """Sets the clock to a time in the wiki's own zone."""

    def set_clock(zone: str, *moment: int) -> None:
        settings.TIME_ZONE = zone
        timezone.get_default_timezone.cache_clear()
        now = datetime.datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    yield set_clock
    timezone.get_default_timezone.cache_clear()


@pytest.mark.parametrize(
    ("zone", "moment", "level"),
    [
        ("Europe/Madrid", (2026, 3, 28, 23, 59, 59), Level.AUDITOR),
        ("Europe/Madrid", (2026, 3, 29, 0, 0, 0), Level.AUDITOR),
        ("Europe/Madrid", (2026, 3, 29, 23, 59, 59), Level.AUDITOR),  # an hour short: the clock was put forward
        ("Europe/Madrid", (2026, 3, 30, 0, 0, 0), Level.NONE),
        ("Pacific/Auckland", (2026, 3, 29, 23, 59, 59), Level.AUDITOR),
        ("Pacific/Auckland", (2026, 3, 30, 0, 0, 0), Level.NONE),  # in London the 29th goes on
        ("America/Los_Angeles", (2026, 3, 29, 23, 59, 59), Level.AUDITOR),  # in London it is the 30th
        ("America/Los_Angeles", (2026, 3, 30, 0, 0, 0), Level.NONE),
    ],
)
def test_last_day_counts_to_its_end_in_the_zone_of_the_wiki(at, outsider, closed_space, zone, moment, level):
    audits(outsider, closed_space, datetime.date(2026, 3, 29))
    at(zone, *moment)
    assert level_in(outsider, closed_space) == level
    assert (closed_space in spaces_to_read(outsider)) == (level == Level.AUDITOR)
    assert readers_of(closed_space).filter(pk=outsider.pk).exists() == (level == Level.AUDITOR)


def test_page_closes_at_midnight_while_the_server_runs(at, outsider, closed_space):
    audits(outsider, closed_space, datetime.date(2026, 3, 29))
    client = client_of(outsider)
    at("Europe/Madrid", 2026, 3, 29, 23, 59)
    assert client.get("/plant/").status_code == 200
    at("Europe/Madrid", 2026, 3, 30, 0, 0)
    assert client.get("/plant/").status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINER])
def test_auditor_of_a_space_has_no_pen_there_whatever_the_role(space, role):
    auditor = make_user("Aud Auditor", role)
    other = make_space("Other")
    audits(auditor, space)
    assert level_in(auditor, space) == Level.AUDITOR
    assert spaces_to_edit(auditor) == [other]
    assert not editors_of(space).filter(pk=auditor.pk).exists()
    assert editors_of(other).filter(pk=auditor.pk).exists()


def test_role_counts_again_when_the_audit_is_over(space):
    auditor = make_user("Aud Auditor", Role.EDITOR)
    audits(auditor, space, site_today() - datetime.timedelta(days=1))
    assert level_in(auditor, space) == Level.EDITOR
    assert editors_of(space).filter(pk=auditor.pk).exists()


def test_audit_by_a_team_counts_before_a_membership_of_ones_own(space, editor):
    team = Team.objects.create(name="Quality")
    team.members.add(editor)
    Membership.objects.create(space=space, user=editor, level=Level.TRAINER)
    Membership.objects.create(space=space, team=team, level=Level.AUDITOR, until=site_today())
    assert level_in(editor, space) == Level.AUDITOR
    assert not editors_of(space).filter(pk=editor.pk).exists()


def test_admin_stays_admin(space, admin):
    audits(admin, space)
    assert level_in(admin, space) == Level.ADMIN
    assert editors_of(space).filter(pk=admin.pk).exists()


def test_verbs_refuse_an_auditor_in_words(space, outsider):
    page = make_page(space)
    audits(outsider, space)
    with pytest.raises(PermissionDenied, match="You audit the space “Handbook”: you may read everything here"):
        start_thread(by=outsider, page=page, text="Why?", key="k")


def test_auditor_of_one_space_may_take_its_text_along_to_another(space, editor):
    page, other = make_page(space), make_space("Other")
    audits(editor, space)
    assert copy_page(by=editor, page=page, parent=front_page(other), title="Copy").space == other


def test_auditor_meets_no_button_that_changes_something(space, outsider):
    page = make_page(space)
    start_thread(by=make_user("Ed", Role.EDITOR), page=page, text="Why?", key="k")
    audits(outsider, space)
    html = client_of(outsider).get(page.url()).content.decode()
    for words in ("/-/edit/", "/-/suggest/", "/-/threads/new/", "/-/watch/", "/replies/", "/-/new/"):
        assert words not in html
    assert "/handbook/-/audit/" in html
    assert "/handbook/-/trash/" in html


@pytest.mark.parametrize("who", ["reader", "editor", "trainer"])
def test_nobody_else_is_shown_the_way_to_the_audit_trail(request, space, who):
    html = client_of(request.getfixturevalue(who)).get("/handbook/").content.decode()
    assert "/-/audit/" not in html


def test_auditor_needs_a_last_day_and_nobody_else_has_one(admin, space, outsider):
    for level, until in ((Level.AUDITOR, None), (Level.READER, site_today())):
        with pytest.raises(ValidationError, match="An auditor needs a last day"):
            save_membership(Membership(space=space, user=outsider, level=level, until=until), by=admin)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(space=space, user=outsider, level=level, until=until)


def test_admin_gives_it_in_the_administration_and_the_trail_has_the_day(admin_client, space, outsider):
    form = {"name": space.name, "description": "", "visibility": "open", "position": "0"}
    form |= {f"{prefix}-INITIAL_FORMS": "0" for prefix in ("memberships", "memberships-2")}
    form |= {"memberships-TOTAL_FORMS": "0", "memberships-2-TOTAL_FORMS": "1"}
    form |= {"memberships-2-0-user": outsider.pk, "memberships-2-0-level": Level.AUDITOR}
    answer = admin_client.post(f"/admin/wiki/space/{space.pk}/change/", form)
    assert "An auditor needs a last day" in answer.content.decode()
    admin_client.post(f"/admin/wiki/space/{space.pk}/change/", form | {"memberships-2-0-until": "2026-12-31"})
    given = Membership.objects.get()
    assert (given.level, given.until) == (Level.AUDITOR, datetime.date(2026, 12, 31))
    assert AuditEvent.objects.get(action="membership.given").after == {
        "member": f"{outsider} <{outsider.email}>",
        "role": "Auditor",
        "until": "2026-12-31",
    }


def test_trail_of_a_space_has_its_own_events_alone(space, outsider, admin):
    make_revision(make_page(space), "Wear goggles.\n", reason="Safer")
    make_space("Vault", by=admin)
    audits(outsider, space)
    html = client_of(outsider).get("/handbook/-/audit/").content.decode()
    assert "Safer" in html
    assert "Page edited" in html
    assert "Vault" not in html


@pytest.mark.parametrize("query", [{"who": "otto"}, {"action": "page.copied"}, {"since": "2024-05-02"}])
def test_trail_is_filtered_and_taken_away_as_filtered(space, outsider, query):
    early = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
    happened("page.copied", at=early + datetime.timedelta(days=1), actor_name="Otto", space="handbook", reason="Yes")
    happened("page.edited", at=early, actor_name="Edith", space="handbook", reason="No")
    happened("page.copied", at=early + datetime.timedelta(days=1), actor_name="Otto", space="other", reason="Foreign")
    audits(outsider, space)
    client = client_of(outsider)
    until = {"until": "2024-06-01"}
    html = client.get("/handbook/-/audit/", query | until).content.decode()
    assert "<p>Yes</p>" in html
    assert "<p>No</p>" not in html
    assert "<p>Foreign</p>" not in html
    answer = client.get("/handbook/-/audit/export.csv", query | until)
    lines = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line["reason"] for line in lines] == ["Yes"]
    told = AuditEvent.objects.filter(action="audit.exported").get()
    assert (told.actor_id, told.space, told.after["filter"]) == (str(outsider.pk), "handbook", query | until)


def test_space_without_events_as_asked_says_so(space, outsider):
    audits(outsider, space)
    html = client_of(outsider).get("/handbook/-/audit/", {"who": "nobody"}).content.decode()
    assert "Nothing is as you asked" in html
