"""The Django admin's pages about people: who may enter, what they can and can't do there, what they cost."""

import pytest
from django.contrib import admin as django_admin
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Invitation, Site, Team, User
from accounts.roles import Role
from config.security import CONTENT_SECURITY_POLICY
from tests.conftest import client_of, make_user
from wiki.audit.models import AuditEvent

PEOPLE = "/admin/accounts/user/"
LISTS = [
    PEOPLE,
    "/admin/accounts/team/",
    "/admin/accounts/invitation/",
    "/admin/wiki/space/",
    "/admin/wiki/auditevent/",
    "/admin/wiki/job/",
    "/admin/wiki/missedsearch/",
]
FORMS = [
    "/admin/accounts/invitation/add/",
    "/admin/accounts/team/add/",
    "/admin/wiki/space/add/",
    "/admin/accounts/site/1/change/",
]


def imported_author(number: int = 1) -> User:
    return User.objects.create(
        email=f"dev{number}@git.example", name=f"Dev {number}", is_imported=True, is_active=False
    )


def page_of(person: User) -> str:
    return f"{PEOPLE}{person.pk}/change/"


def act(name: str, *people: User) -> str:
    return reverse(f"admin:person_{name}") + "?ids=" + ",".join(str(person.pk) for person in people)


@pytest.fixture
def everything(admin, reader, space):
    """A row in every list."""
    Site.objects.create(pk=1, name="Looseleaf")
    Team.objects.create(name="Kitchen")
    imported_author()


@pytest.mark.parametrize("path", ["/admin/", *LISTS, *FORMS])
def test_admin_opens_every_page_under_the_strict_policy_and_nothing_inline(admin_client, everything, path):
    answer = admin_client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("who", ["outsider", "reader", "editor", "trainer"])
@pytest.mark.parametrize("path", ["/admin/", *LISTS, *FORMS, "/admin/wiki/auditevent/export.csv"])
def test_nobody_but_an_admin_enters(request, everything, who, path):
    answer = client_of(request.getfixturevalue(who)).get(path, follow=True)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/admin/", *LISTS, "/admin/login/"])
def test_stranger_is_asked_to_sign_in_on_the_wikis_own_page(anonymous_client, everything, path):
    answer = anonymous_client.get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=/admin/")


def test_sign_in_of_the_administration_has_no_form_of_its_own(anonymous_client, admin):
    answer = anonymous_client.post("/admin/login/", {"username": admin.email, "password": "seven green apples"})
    assert answer.status_code == 302
    assert "_auth_user_id" not in anonymous_client.session


def test_only_pages_of_the_product_are_there():
    assert {model._meta.app_label for model in django_admin.site._registry} == {"accounts", "wiki"}


@pytest.mark.parametrize(
    "path", ["auth/group/", "reversion/version/", "account/emailaddress/", "wiki/page/", "wiki/revision/"]
)
def test_raw_tables_have_no_page(admin_client, path):
    assert admin_client.get(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_the_same_for_a_few_rows_and_for_many(admin, admin_client, everything, path):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert admin_client.get(path).status_code == 200
        return len(queries)

    few = cost()
    for number in range(30):
        person = make_user(f"Person {number}")
        Team.objects.create(name=f"Team {number}").members.add(person)
        Invitation.objects.create(
            email=f"i{number}@example.org", token_hash=str(number), invited_by=person, expires_at=person.joined_at
        )
        AuditEvent.objects.create(action="page.edited", subject_kind="page", subject_id="1", actor_name=str(person))
    assert cost() == few


def test_admin_gives_a_role(admin_client, reader):
    form = {"name": reader.name, "email": reader.email, "role": Role.TRAINER}
    assert admin_client.post(page_of(reader), form).status_code == 302
    assert User.objects.get(pk=reader.pk).role == Role.TRAINER
    assert AuditEvent.objects.get().action == "person.role_changed"


def test_person_is_renamed_and_gets_another_address(admin_client, reader):
    admin_client.post(page_of(reader), {"name": "Rosa R.", "email": "Rosa@Example.org", "role": Role.READER})
    reader.refresh_from_db()
    assert (reader.name, reader.email) == ("Rosa R.", "rosa@example.org")
    assert AuditEvent.objects.get().before["name"] == "Rosa Reader"


def test_address_of_somebody_else_is_refused_in_words(admin_client, reader, editor):
    form = {"name": "R", "email": editor.email.upper(), "role": Role.READER}
    answer = admin_client.post(page_of(reader), form, follow=True)
    assert "Somebody has this address" in answer.content.decode()
    assert User.objects.get(pk=reader.pk).email == "rosa.reader@example.org"


def test_own_role_can_not_be_changed_by_accident_or_by_a_forged_form(admin, admin_client):
    make_user("Second Admin", Role.ADMIN)
    assert b"Another admin can change it" in admin_client.get(page_of(admin)).content
    admin_client.post(page_of(admin), {"name": "Ada", "email": admin.email, "role": Role.READER})
    assert User.objects.get(pk=admin.pk).role == Role.ADMIN


@pytest.mark.parametrize(
    "field", ["is_superuser", "is_active", "is_imported", "password", "groups", "user_permissions"]
)
def test_form_of_a_person_has_no_raw_fields(admin_client, reader, field):
    before = User.objects.filter(pk=reader.pk).values().get()
    form = {"name": reader.name, "email": reader.email, "role": Role.READER, field: "1"}
    admin_client.post(page_of(reader), form)
    assert User.objects.filter(pk=reader.pk).values().get() == before
    assert not reader.user_permissions.exists()


def test_people_are_not_added_without_an_invitation_and_not_deleted(admin_client, reader):
    assert admin_client.get(f"{PEOPLE}add/").status_code == 403
    assert admin_client.post(f"{PEOPLE}{reader.pk}/delete/", {"post": "yes"}).status_code == 403
    admin_client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [reader.pk], "post": "yes"})
    assert User.objects.filter(pk=reader.pk).exists()


def test_deactivation_is_asked_about_first_and_done_by_post(admin_client, reader):
    page = admin_client.get(act("deactivation", reader)).content.decode()
    assert "Everything they wrote stays" in page
    assert User.objects.get(pk=reader.pk).is_active
    admin_client.post(act("deactivation", reader), {"reason": "Left"})
    assert AuditEvent.objects.get().reason == "Left"
    assert not User.objects.get(pk=reader.pk).is_active
    admin_client.post(act("reactivation", reader))
    assert User.objects.get(pk=reader.pk).is_active


def test_several_people_are_deactivated_together_or_not_at_all(admin, admin_client, reader, editor):
    answer = admin_client.post(PEOPLE, {"action": "deactivate", "_selected_action": [reader.pk, editor.pk]})
    admin_client.post(answer["Location"])
    assert set(User.objects.active()) == {admin}
    User.objects.update(is_active=True)
    refused = admin_client.post(act("deactivation", reader, admin), follow=True)
    assert "deactivate yourself" in refused.content.decode()
    assert User.objects.get(pk=reader.pk).is_active


def test_imported_authors_are_merged_with_a_real_person(admin_client, reader):
    authors = [imported_author(1), imported_author(2)]
    answer = admin_client.post(
        PEOPLE + "?state=imported", {"action": "merge", "_selected_action": [a.pk for a in authors]}
    )
    assert b"Is the same person as" in admin_client.get(answer["Location"]).content
    admin_client.post(answer["Location"], {"into": reader.pk})
    assert set(reader.merged_people.all()) == set(authors)
    admin_client.post(act("separation", authors[0]))
    assert set(reader.merged_people.all()) == {authors[1]}


def test_merge_with_another_imported_author_is_refused(admin_client):
    author, other = imported_author(1), imported_author(2)
    admin_client.post(act("merging", author), {"into": other.pk})
    assert User.objects.get(pk=author.pk).merged_into is None


def test_list_shows_people_with_accounts_first_and_imported_ones_on_request(admin_client, reader):
    imported_author()
    assert b"dev1@git.example" not in admin_client.get(PEOPLE).content
    assert b"dev1@git.example" in admin_client.get(PEOPLE + "?state=imported").content
    assert b"dev1@git.example" in admin_client.get(PEOPLE + "?state=all").content
    assert b"rosa.reader" not in admin_client.get(PEOPLE + "?state=deactivated").content
    assert b"rosa.reader" not in admin_client.get(PEOPLE + "?role=Admin").content


def test_link_for_a_new_password_is_mailed_shown_and_audited_without_its_token(admin_client, reader):
    assert admin_client.get(act("reset_link", reader)).status_code == 200
    assert not mail.outbox
    page = admin_client.post(act("reset_link", reader)).content.decode()
    link = next(word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word)
    assert mail.outbox[0].to == [reader.email]
    assert link in page
    event = AuditEvent.objects.get()
    assert event.action == "person.reset_link_made"
    assert (event.before, event.after) == ({}, {})


def test_picker_offers_people_who_can_sign_in(admin_client, reader):
    imported_author()
    make_user("Dora Gone", is_active=False)
    query = {"app_label": "accounts", "model_name": "team", "field_name": "members", "term": ""}
    found = admin_client.get("/admin/autocomplete/", query).json()["results"]
    assert {result["text"] for result in found} == {"Ada Admin", "Rosa Reader"}


def test_team_gets_its_members_and_is_removed_with_its_people_left(admin_client, reader, editor):
    admin_client.post("/admin/accounts/team/add/", {"name": "Kitchen", "members": [reader.pk, editor.pk]})
    team = Team.objects.get()
    assert set(team.members.all()) == {reader, editor}
    admin_client.post(f"/admin/accounts/team/{team.pk}/change/", {"name": "Kitchen", "members": [editor.pk]})
    assert set(team.members.all()) == {editor}
    admin_client.post(f"/admin/accounts/team/{team.pk}/delete/", {"post": "yes"})
    assert not Team.objects.exists()
    assert User.objects.filter(pk=editor.pk).exists()
    actions = ["team.created", "team.changed", "team.deleted"]
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == actions


def test_wiki_is_renamed(admin_client, everything):
    assert admin_client.get("/admin/accounts/site/")["Location"] == "/admin/accounts/site/1/change/"
    admin_client.post("/admin/accounts/site/1/change/", {"name": "Cobalt"})
    assert Site.objects.get().name == "Cobalt"
    assert AuditEvent.objects.filter(action="wiki.renamed").exists()


def test_django_keeps_no_log_of_its_own_that_could_be_emptied(admin_client, reader):
    admin_client.post(page_of(reader), {"name": "Rosa R.", "email": reader.email, "role": Role.READER})
    assert not LogEntry.objects.exists()


def test_history_of_a_person_is_the_audit_trail(admin_client, reader):
    answer = admin_client.get(f"{PEOPLE}{reader.pk}/history/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/admin/wiki/auditevent/?subject=user%3A{reader.pk}"
    assert answer.status_code == 200
