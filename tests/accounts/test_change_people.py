"""What admins do to people, what nobody may, and the admin that always stays."""

import random

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import people, teams
from accounts.errors import AddressTaken, LastAdmin, NotMergeable, OwnRights, Refused
from accounts.models import Team, User
from accounts.roles import Role
from tests.conftest import client_of, make_user
from wiki.audit.models import AuditEvent


def imported_author(name: str = "old-hand") -> User:
    return User.objects.create(email=f"{name}@git.example", name=name, is_imported=True, is_active=False)


DEEDS = {
    "give_role": lambda by, person: people.give_role(by=by, person=person, role=Role.ADMIN),
    "deactivate": lambda by, person: people.deactivate(by=by, person=person),
    "reactivate": lambda by, person: people.reactivate(by=by, person=person),
    "change_person": lambda by, person: people.change_person(by=by, person=person, name="X", email="x@example.org"),
    "merge_people": lambda by, person: people.merge_people(by=by, imported=person, into=by),
    "separate_people": lambda by, person: people.separate_people(by=by, imported=person),
    "make_reset_link": lambda by, person: people.make_reset_link(by=by, person=person),
    "save_team": lambda by, person: teams.save_team(Team(name="New"), by=by, members=[person]),
    "delete_team": lambda by, person: teams.delete_team(Team.objects.create(name="T"), by=by),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize("who", ["outsider", "reader", "editor", "trainer"])
def test_nobody_but_an_admin_changes_people(request, who, deed):
    by = request.getfixturevalue(who)
    victim = make_user("Vic Tim")
    with pytest.raises(PermissionDenied):
        deed(by, victim)
    assert not AuditEvent.objects.exists()


def test_role_change_is_audited_with_before_and_after(admin, reader):
    people.give_role(by=admin, person=reader, role=Role.TRAINER)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.subject_id) == ("person.role_changed", str(admin.pk), str(reader.pk))
    assert (event.before, event.after) == ({"role": "Reader"}, {"role": "Trainer"})


def test_giving_the_role_that_somebody_has_changes_and_tells_nothing(admin, reader):
    people.give_role(by=admin, person=reader, role=Role.READER)
    assert not AuditEvent.objects.exists()


def test_nobody_changes_their_own_role_or_deactivates_themselves(admin):
    make_user("Second Admin", Role.ADMIN)
    with pytest.raises(OwnRights):
        people.give_role(by=admin, person=admin, role=Role.READER)
    with pytest.raises(OwnRights):
        people.deactivate(by=admin, person=admin)


def test_of_two_admins_who_take_the_role_from_each_other_the_second_is_refused(admin):
    other = make_user("Second Admin", Role.ADMIN)
    assert other.is_staff  # rights are kept for the length of a request: here the other's request has begun
    people.give_role(by=admin, person=other, role=Role.READER)
    with pytest.raises(LastAdmin):
        people.give_role(by=other, person=admin, role=Role.READER)
    with pytest.raises(LastAdmin):
        people.deactivate(by=other, person=admin)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_admins_do_to_each_other_one_active_admin_stays(db, seed):
    chance = random.Random(seed)
    cast = [make_user(f"Person {number}", Role.ADMIN) for number in range(4)]
    for person in cast:
        assert person.is_staff  # stale rights, the worst case
    for _step in range(60):
        by, person = chance.choice(cast), User.objects.get(pk=chance.choice(cast).pk)
        deed = chance.choice(
            [
                lambda by=by, person=person: people.give_role(by=by, person=person, role=chance.choice(Role.values)),
                lambda by=by, person=person: people.deactivate(by=by, person=person),
                lambda by=by, person=person: people.reactivate(by=by, person=person),
            ]
        )
        try:
            deed()
        except Refused:
            continue
        assert User.objects.admins().count() >= 1


def test_sessions_from_before_a_deactivation_stay_dead_after_the_reactivation(admin, reader, reader_client):
    people.deactivate(by=admin, person=reader, reason="Left")
    people.reactivate(by=admin, person=reader)
    assert reader_client.get("/accounts/settings/").status_code == 302
    assert client_of(User.objects.get(pk=reader.pk)).get("/accounts/settings/").status_code == 200


def test_deactivation_is_audited_with_its_reason(admin, reader):
    people.deactivate(by=admin, person=reader, reason="Left the company")
    event = AuditEvent.objects.get()
    assert (event.action, event.reason) == ("person.deactivated", "Left the company")


def test_address_of_somebody_else_is_refused_in_any_case(admin, reader, editor):
    with pytest.raises(AddressTaken):
        people.change_person(by=admin, person=reader, name="Rosa", email=editor.email.upper())


def test_change_of_name_and_address_is_audited(admin, reader):
    former = reader.email
    people.change_person(by=admin, person=reader, name="Rosa R.", email="Rosa@Example.org")
    event = AuditEvent.objects.get()
    assert event.before == {"name": "Rosa Reader", "email": former}
    assert event.after == {"name": "Rosa R.", "email": "rosa@example.org"}


def test_imported_author_becomes_a_real_person_and_the_merge_can_be_taken_back(admin, reader):
    author = imported_author()
    people.merge_people(by=admin, imported=author, into=reader)
    author.refresh_from_db()
    assert author.merged_into == reader
    people.separate_people(by=admin, imported=author)
    author.refresh_from_db()
    assert author.merged_into is None
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "person.merged",
        "person.separated",
    ]


def test_only_imported_people_merge_and_only_with_real_ones(admin, reader, editor):
    author = imported_author()
    for imported, into in ((reader, editor), (author, imported_author("other-hand")), (author, author)):
        with pytest.raises(NotMergeable):
            people.merge_people(by=admin, imported=imported, into=into)


def test_person_who_gets_the_address_of_an_imported_author_is_that_author(admin, reader):
    author = imported_author()
    people.change_person(by=admin, person=reader, name="Rosa", email=author.email)
    author.refresh_from_db()
    assert author.merged_into == reader
    assert User.objects.get(pk=reader.pk).email == "old-hand@git.example"


def test_imported_author_is_not_made_active_without_an_account(admin):
    with pytest.raises(NotMergeable):
        people.reactivate(by=admin, person=imported_author())


def test_deed_whose_audit_fails_is_undone(admin, reader, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr("wiki.audit.listening.record", fail)
    with pytest.raises(RuntimeError):
        people.give_role(by=admin, person=reader, role=Role.ADMIN)
    assert User.objects.get(pk=reader.pk).role == Role.READER


def test_team_is_audited_with_its_members_before_and_after(admin, reader, editor):
    team = teams.save_team(Team(name="Kitchen"), by=admin, members=[reader])
    teams.save_team(team, by=admin, members=[reader, editor])
    teams.delete_team(team, by=admin)
    created, changed, deleted = AuditEvent.objects.order_by("pk")
    assert created.after["members"] == [f"{reader} <{reader.email}>"]
    assert len(changed.after["members"]) == 2
    assert (deleted.action, len(deleted.before["members"])) == ("team.deleted", 2)


def test_settings_are_saved_and_only_the_name_is_audited(reader, reader_client):
    chosen = {"name": "Rosa R.", "time_zone": "Europe/Madrid", "theme": "dark"}
    reader_client.post("/accounts/settings/", chosen)
    reader.refresh_from_db()
    assert (reader.name, reader.time_zone, reader.theme) == tuple(chosen.values())
    assert AuditEvent.objects.get().after == {"name": "Rosa R.", "email": reader.email}


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Olympus"}, {"theme": "pink"}, {"name": ""}])
def test_settings_that_make_no_sense_are_refused(reader, reader_client, wrong):
    answer = reader_client.post("/accounts/settings/", {"name": "R", "time_zone": "", "theme": ""} | wrong)
    assert answer.context["form"].errors
    reader.refresh_from_db()
    assert reader.name == "Rosa Reader"


def test_times_are_shown_in_the_zone_of_the_person(reader, reader_client, monkeypatch):
    from django.utils import timezone

    seen = []
    monkeypatch.setattr(
        "accounts.views.own.SettingsForm.is_valid", lambda form: seen.append(str(timezone.get_current_timezone()))
    )
    User.objects.filter(pk=reader.pk).update(time_zone="Asia/Tokyo")
    reader_client.get("/accounts/settings/")
    assert seen == ["Asia/Tokyo"]


def test_zone_that_this_machine_does_not_know_breaks_no_page(reader, reader_client):
    User.objects.filter(pk=reader.pk).update(time_zone="Atlantis/Capital")
    assert reader_client.get("/accounts/settings/").status_code == 200


def test_colours_chosen_by_the_switch_are_kept(reader, reader_client):
    answer = reader_client.post("/accounts/theme/", {"theme": "dark"}, headers={"sec-fetch-mode": "cors"})
    assert answer.status_code == 204
    reader.refresh_from_db()
    assert reader.theme == "dark"


def test_switch_of_colours_without_a_script_leads_back_but_to_no_other_site(reader_client):
    back = reader_client.post("/accounts/theme/", {"theme": ""}, headers={"referer": "http://testserver/handbook/"})
    assert back["Location"] == "http://testserver/handbook/"
    away = reader_client.post("/accounts/theme/", {"theme": ""}, headers={"referer": "https://evil.example/"})
    assert away["Location"] == "/accounts/settings/"
