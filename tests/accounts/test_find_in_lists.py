"""What all lists of the Django admin share: the way to them, one form that filters, times as the wiki shows them."""

import datetime
import re

import pytest
from django.contrib import admin as django_admin
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, Team, User
from accounts.roles import Role
from config.admin_doors import ROOMS, door_at
from tests.conftest import make_space, make_user

PEOPLE = "/admin/accounts/user/"
INVITATIONS = "/admin/accounts/invitation/"
DOORS = [door for room in ROOMS for door in room.doors]


def listed(client, path: str, **query) -> set[str]:
    return {str(row) for row in client.get(path, query).context["cl"].result_list}


def test_every_page_of_the_administration_has_a_door():
    lists = {
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in django_admin.site._registry
    }
    assert lists <= {door.url for door in DOORS}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: str(door.name))
def test_every_door_opens(admin_client, door):
    assert admin_client.get(door.url, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PEOPLE, "People"),
        (f"{PEOPLE}deactivation/", "People"),
        (f"{INVITATIONS}add/", "Invite people"),
        (f"{INVITATIONS}7/change/", "Invitations"),
    ],
)
def test_side_list_marks_where_one_is(path, name):
    assert str(door_at(path).name) == name


def test_side_list_marks_one_place_only(admin_client):
    page = admin_client.get(f"{INVITATIONS}add/").content.decode()
    assert re.findall(r'aria-current="page">([^<]+)<', page) == ["Invite people"]


@pytest.mark.parametrize("app", ["accounts", "wiki"])
def test_page_about_an_app_leads_to_the_front_page(admin_client, app):
    assert admin_client.get(f"/admin/{app}/")["Location"] == "/admin/"


def test_people_are_found_by_team_and_by_role(admin_client, reader, editor):
    team = Team.objects.create(name="Kitchen")
    team.members.add(editor)
    assert listed(admin_client, PEOPLE, team=team.pk) == {"Edith Editor"}
    assert listed(admin_client, PEOPLE, role=Role.READER) == {"Rosa Reader"}
    assert listed(admin_client, PEOPLE, role=Role.READER, team=team.pk) == set()


@pytest.mark.parametrize("team", ["4711", "x", "0", "1;--"])
def test_team_that_is_not_there_has_nobody(admin_client, team):
    Team.objects.create(name="Kitchen")
    assert listed(admin_client, PEOPLE, team=team) == set()


def test_form_shows_what_was_chosen_and_keeps_the_order(admin_client, reader):
    page = admin_client.get(PEOPLE, {"role": Role.READER, "q": "rosa", "o": "-2"}).content.decode()
    assert f'<option value="{Role.READER}" selected>' in page
    assert 'value="rosa"' in page
    assert '<input type="hidden" name="o" value="-2">' in page


def test_invitations_are_found_by_state_and_role(admin_client, admin):
    def invite(name: str, role: str, **fields) -> None:
        later = timezone.now() + datetime.timedelta(days=7)
        fields = {"token_hash": name, "invited_by": admin, "expires_at": later} | fields
        Invitation.objects.create(email=f"{name}@example.org", role=role, **fields)

    invite("open", Role.READER)
    invite("done", Role.EDITOR, accepted_at=timezone.now())
    assert listed(admin_client, INVITATIONS, state="open") == {"open@example.org"}
    assert listed(admin_client, INVITATIONS, state="accepted") == {"done@example.org"}
    assert listed(admin_client, INVITATIONS, role=Role.EDITOR) == {"done@example.org"}


def test_spaces_are_found_by_who_may_read_them(admin_client):
    make_space("Open", visibility="open")
    make_space("Closed", visibility="members")
    assert listed(admin_client, "/admin/wiki/space/", visibility="members") == {"Closed"}


def test_last_sign_in_is_told_as_the_wiki_tells_times(admin_client, reader):
    User.objects.filter(pk=reader.pk).update(last_login=timezone.now() - datetime.timedelta(days=3))
    page = admin_client.get(PEOPLE).content.decode()
    assert re.search(r'<relative-time><time datetime="[^"]+" title="[^"]+">3 days ago</time>', page)


def test_person_who_never_signed_in_has_a_dash(admin_client):
    person = make_user("Nora Newcomer")
    assert '<td class="field-signed_in">–</td>' in admin_client.get(PEOPLE, {"q": person.email}).content.decode()


def test_empty_list_says_what_belongs_there(admin_client):
    assert b"No team yet." in admin_client.get("/admin/accounts/team/").content


def test_list_in_which_nothing_is_found_leads_back_to_all(admin_client, reader):
    page = admin_client.get(PEOPLE, {"q": "nobody at all"}).content.decode()
    assert "Nothing is as you asked." in page
    assert '<a href="?">Show everything</a>' in page


def test_form_has_one_button_that_saves(admin_client, reader):
    page = admin_client.get(f"{PEOPLE}{reader.pk}/change/").content.decode()
    assert page.count('type="submit" value="Save') == 1


def test_page_of_a_person_leads_to_their_teams(admin_client, reader):
    team = Team.objects.create(name="Cooks & <co>")
    team.members.add(reader)
    page = admin_client.get(f"{PEOPLE}{reader.pk}/change/").content.decode()
    assert f'<a href="/admin/accounts/team/{team.pk}/change/">Cooks &amp; &lt;co&gt;</a>' in page
