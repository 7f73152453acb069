"""What an admin's browser, or somebody who writes requests by hand, can make of the Django admin."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from accounts.roles import Role
from tests.conftest import client_of, make_page, make_revision, make_user
from wiki.audit.models import AuditEvent
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level, Space


def person_page(person):
    return f"/admin/accounts/user/{person.pk}/change/"


def test_superuser_flag_and_the_like_are_not_settable(admin_client, reader):
    fields = {"name": "Rosa", "email": reader.email, "role": Role.READER}
    smuggled = {"is_superuser": "on", "is_staff": "on", "is_active": "", "password": "x", "is_imported": "on"}
    rights = {"groups": [Group.objects.get(name=Role.ADMIN).pk], "user_permissions": [Permission.objects.first().pk]}
    assert admin_client.post(person_page(reader), fields | smuggled | rights).status_code == 302
    before, reader = reader, User.objects.get(pk=reader.pk)
    assert (reader.is_superuser, reader.is_staff, reader.is_imported, reader.is_active) == (False, False, False, True)
    assert reader.password == before.password
    assert reader.role == Role.READER
    assert reader.user_permissions.count() == 0


def test_right_given_to_a_single_person_opens_nothing(reader):
    reader.user_permissions.add(Permission.objects.get(codename="manage_wiki"))
    assert client_of(reader).get("/admin/").status_code in (302, 403)
    assert not User.objects.get(pk=reader.pk).has_perm("wiki.manage_wiki")


@pytest.mark.parametrize("name", ["delete_selected", "deactivate", "merge", "no_such_action"])
def test_ticked_people_are_not_deleted(name, admin_client, reader):
    fields = {"action": name, "_selected_action": [reader.pk], "index": 0, "post": "yes", "select_across": 1}
    admin_client.post("/admin/accounts/user/", fields)
    assert User.objects.get(pk=reader.pk).is_active


@pytest.mark.parametrize("kind", ["accounts/user", "wiki/space", "wiki/auditevent", "accounts/site"])
def test_nothing_with_a_history_is_deleted(kind, admin_client, reader, space):
    AuditEvent.objects.create(action="x", subject_kind="page", subject_id="1")
    model = {"user": User, "space": Space, "auditevent": AuditEvent}.get(kind.partition("/")[2])
    for row in model.objects.all() if model else []:
        for method in (admin_client.get, admin_client.post):
            assert method(f"/admin/{kind}/{row.pk}/delete/", {"post": "yes"}).status_code in (403, 404)
        assert model.objects.filter(pk=row.pk).exists()
    admin_client.post(f"/admin/{kind}/", {"action": "delete_selected", "_selected_action": [1], "post": "yes"})
    assert Space.objects.filter(pk=space.pk).exists()
    assert User.objects.filter(pk=reader.pk).exists()


def test_nobody_is_added_with_a_password_that_an_admin_knows(admin_client):
    answer = admin_client.post("/admin/accounts/user/add/", {"name": "M", "email": "m@example.org", "role": Role.ADMIN})
    assert answer.status_code == 403
    assert not User.objects.filter(email="m@example.org").exists()


def test_own_role_is_not_changed_by_hand(admin_client, admin):
    make_user("Second Admin", Role.ADMIN)
    admin_client.post(person_page(admin), {"name": "Ada", "email": admin.email, "role": Role.READER})
    assert User.objects.get(pk=admin.pk).role == Role.ADMIN


def test_address_of_a_space_is_not_changed_by_hand(admin_client, space):
    fields = {"name": "Handbook", "slug": "stolen", "visibility": "open", "position": 0}
    forms = {f"memberships{suffix}-{name}": 0 for suffix in ("", "-2") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    admin_client.post(f"/admin/wiki/space/{space.pk}/change/", fields | forms)
    assert Space.objects.get(pk=space.pk).slug == "handbook"


def test_membership_of_another_space_is_not_changed_through_a_line(admin_client, space, members_space, reader):
    foreign = members_space.memberships.get(user=reader)
    fields = {"name": "Handbook", "visibility": "open", "position": 0}
    lines = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1, "memberships-0-id": foreign.pk}
    lines |= {"memberships-0-space": space.pk, "memberships-0-level": Level.TRAINER, "memberships-2-TOTAL_FORMS": 0}
    admin_client.post(f"/admin/wiki/space/{space.pk}/change/", fields | lines | {"memberships-2-INITIAL_FORMS": 0})
    foreign.refresh_from_db()
    assert (foreign.level, foreign.space) == (Level.READER, members_space)


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.TRAINER])
def test_filters_and_pickers_tell_nothing_to_others(role, reader, admin):
    client = client_of(make_user("Mallory", role))
    addresses = ["autocomplete/?app_label=accounts&model_name=user&field_name=members&term=a"]
    addresses += ["accounts/user/?password__startswith=pbkdf2", "wiki/auditevent/export.csv", "jsi18n/"]
    for address in addresses:
        answer = client.get(f"/admin/{address}")
        assert answer.status_code in (302, 403), address
        assert admin.email not in (answer.content if not answer.streaming else b"").decode()


def test_passwords_are_not_guessed_through_filters(admin_client):
    for query in ("password__startswith=md5", "password__regex=.", "_to_field=password", "groups__permissions=1"):
        answer = admin_client.get(f"/admin/accounts/user/?{query}")
        assert answer.status_code in (302, 400), query


def test_saved_history_is_nowhere_in_the_administration(admin_client, space):
    page = make_page(space)
    make_revision(page, "Second.\n")
    for model in (
        "wiki/revision",
        "wiki/page",
        "reversion/version",
        "reversion/revision",
        "auth/group",
        "sessions/session",
    ):
        for address in (f"/admin/{model}/", f"/admin/{model}/1/change/", f"/admin/{model}/1/delete/"):
            assert admin_client.get(address).status_code == 404, address
            assert admin_client.post(address, {"post": "yes"}).status_code == 404, address
    assert Revision.objects.filter(page=page).count() == 2


def test_names_of_people_are_text_everywhere(admin_client, admin, space):
    name = "<img src=x onerror=alert(1)>{{7*7}}"
    User.objects.filter(pk=admin.pk).update(name=name)
    page = make_page(space, "Plan", by=User.objects.get(pk=admin.pk))
    make_revision(page, "x\n", by=User.objects.get(pk=admin.pk))
    addresses = ["/", "/changes/", page.url(), page.url("history/"), page.url("compare/1..2/"), "/search/?q=plan"]
    addresses += ["/admin/accounts/user/", person_page(admin), "/admin/wiki/auditevent/", "/accounts/settings/"]
    for address in addresses:
        answer = admin_client.get(address).content.decode()
        assert "<img src=x" not in answer, address
        assert "&lt;img" in answer, address


def test_export_runs_nothing_in_a_spreadsheet(admin_client, admin, space):
    for title in ("=HYPERLINK(1)", "+1", "-1+1", "@SUM(1)", "\t=1"):
        make_page(space, title.strip() or "x", reason=title)
    rows = b"".join(admin_client.get("/admin/wiki/auditevent/export.csv")).decode().splitlines()
    for row in rows:
        assert not any(cell.lstrip('"')[:1] in ("=", "+", "@") for cell in row.split(",")), row


def test_last_admin_stays_admin(admin_client, admin):
    admin_client.post(f"/admin/accounts/user/deactivation/?ids={admin.pk}", {"reason": ""})
    assert User.objects.get(pk=admin.pk).is_active
    assert Page.objects.count() == 0
