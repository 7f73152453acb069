"""Who answers for a document is told of it, may change what is kept of it, and says that it needs no change."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Team, User
from accounts.roles import Role
from tests.conftest import client_of, make_revision, make_user
from tests.control.desk import NEW, fresh
from wiki.activity.models import Notification
from wiki.activity.telling.reading import tell_news
from wiki.control import reviews
from wiki.control.actions import change_document, flag, keep_unchanged, retire
from wiki.pages.models import Page

REVIEW, CHANGE = "-/review/", "-/document/change/"


def test_an_owning_team_reviews_its_document(page: Page, trainer: User, editor: User) -> None:
    team = Team.objects.create(name="Cleaning")
    change_document(by=trainer, page=page, owner_team=team)
    client = client_of(editor)
    for address in (REVIEW, CHANGE):
        assert address not in client.get(page.url("document/")).content.decode()
        assert client.get(page.url() + address).status_code == 403
    team.members.add(editor)
    for address in (REVIEW, CHANGE):
        assert address in client.get(page.url("document/")).content.decode()
        assert client.get(page.url() + address).status_code == 200
    assert keep_unchanged(by=editor, page=page)


def test_a_reader_in_the_owning_team_changes_nothing(page: Page, trainer: User, reader: User) -> None:
    team = Team.objects.create(name="Cleaning")
    team.members.add(reader)
    change_document(by=trainer, page=page, owner_team=team)
    with pytest.raises(PermissionDenied):
        keep_unchanged(by=reader, page=page)
    with pytest.raises(PermissionDenied):
        change_document(by=reader, page=page, category="Mine")


def test_what_an_owner_who_left_would_be_told_reaches_the_trainers(
    page: Page, trainer: User, editor: User, reader: User
) -> None:
    change_document(by=trainer, page=page, owner=editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    flag(by=reader, page=page, text="The valve is blue now")
    tell_news()
    assert Notification.objects.filter(person=trainer, kind="flagged").exists()
    assert not Notification.objects.filter(person=editor, kind="flagged").exists()


def test_a_flag_has_the_document_looked_at_more_often(page: Page, trainer: User, reader: User) -> None:
    flag(by=reader, page=page, text="The valve has another colour")
    assert keep_unchanged(by=trainer, page=page).next_review_on == reviews.first_review_on(6)
    assert keep_unchanged(by=trainer, page=page).next_review_on == reviews.first_review_on(12)


def test_the_next_review_is_told_as_a_day(page: Page, trainer: User) -> None:
    told = client_of(trainer).post(page.url("review/"), {"remark": ""}, follow=True).content.decode()
    due = fresh(page).document.next_review_on
    assert f"The next review is due on {due.day} {due:%B %Y}." in told


def test_only_who_can_decide_is_offered_as_a_deputy(page: Page, trainer: User, editor: User, reader: User) -> None:
    shown = client_of(trainer).get("/approvals/").content.decode()
    assert f'<option value="{editor.pk}">' in shown
    assert f'<option value="{reader.pk}">' not in shown
    said = {"to": reader.pk, "since": "2026-01-01", "until": "2099-01-01"}
    assert client_of(trainer).post("/approvals/delegations/", said).status_code == 422


def test_how_much_waits_is_for_those_who_may_see_it(page: Page, editor: User, reader: User) -> None:
    make_revision(page, NEW, by=editor)
    for person, sees in ((reader, False), (editor, True)):
        client = client_of(person)
        lines = b"".join(client.get("/plant/-/register/?format=csv")).decode()
        shown = client.get("/plant/-/register/").content.decode()
        assert ("Open changes" in lines, "Open changes" in shown, 'value="waiting"' in shown) == (sees, sees, sees)


def test_readers_can_not_pick_out_what_waits(page: Page, editor: User, reader_client: object) -> None:
    make_revision(page, NEW, by=editor)
    other = "/plant/-/register/?which=waiting"
    assert "SOP-001" in reader_client.get(other).content.decode()  # not narrowed by what they don't see


def test_a_retired_document_is_not_due_and_stays_controlled(page: Page, trainer: User) -> None:
    client = client_of(trainer)
    assert "document/keeping/" in client.get(page.url("document/")).content.decode()
    retire(by=trainer, page=page, reason="Nobody does that any more")
    assert "document/keeping/" not in client.get(page.url("document/")).content.decode()
    due = fresh(page).document.next_review_on
    assert str(due.year) not in client.get("/plant/-/register/?state=retired").content.decode().split("<tbody>")[1]


def test_turning_control_on_and_off_says_so(page: Page, trainer: User) -> None:
    client = client_of(trainer)
    assert "is an open page now" in client.post(page.url("document/keeping/"), follow=True).content.decode()
    assert "is a controlled document now" in client.post(page.url("document/keeping/"), follow=True).content.decode()
    held = make_user("Eve Editor", Role.EDITOR)
    assert client_of(held).post(page.url("document/keeping/")).status_code == 403
