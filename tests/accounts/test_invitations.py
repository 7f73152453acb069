"""Invitations: a link that works once and for a week, and becomes an account."""

import datetime

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.actions import invitations
from accounts.errors import AddressTaken, InvitationClosed
from accounts.models import Invitation, Team, User
from accounts.roles import Role
from tests.conftest import make_user
from wiki.audit.models import AuditEvent

NEW = {"name": "Nora New", "password": "nine blue plums"}
ADD = "/admin/accounts/invitation/add/"


def path_of(token: str) -> str:
    return f"/accounts/invitations/{token}/"


@pytest.fixture
def invited(admin):
    """An open invitation of nora@example.org as an editor of the team Kitchen, and its token."""
    return invitations.invite(
        by=admin, email="Nora@Example.org", role=Role.EDITOR, teams=[Team.objects.create(name="Kitchen")]
    )


def test_invited_person_chooses_name_and_password_and_is_signed_in_with_role_and_teams(invited):
    client = Client()
    assert "nora@example.org" in client.get(path_of(invited[1])).content.decode()
    answer = client.post(path_of(invited[1]), NEW)
    person = User.objects.get(email="nora@example.org")
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (person.name, person.role, person.teams.get().name) == ("Nora New", "Editor", "Kitchen")
    assert person.check_password(NEW["password"])


def test_link_works_once(invited):
    Client().post(path_of(invited[1]), NEW)
    again = Client().post(path_of(invited[1]), NEW | {"name": "Somebody Else"})
    assert again.status_code == 410
    assert User.objects.get(email="nora@example.org").name == "Nora New"


def test_opening_the_link_does_not_use_it_up(invited):
    for _mail_scanner in range(3):
        Client().get(path_of(invited[1]))
    assert Client().post(path_of(invited[1]), NEW).status_code == 302


def test_link_stops_working_after_seven_days(invited):
    assert invited[0].expires_at - invited[0].sent_at == pytest.approx(
        datetime.timedelta(days=7), abs=datetime.timedelta(seconds=1)
    )
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    answer = Client().get(path_of(invited[1]))
    assert answer.status_code == 410
    assert "does not work any more" in answer.content.decode()
    with pytest.raises(InvitationClosed):
        invitations.accept(token=invited[1], **NEW)


def test_wrong_token_is_refused_in_the_same_words_as_an_old_one(invited):
    wrong = Client().get(path_of("not-a-token")).content
    Invitation.objects.update(expires_at=timezone.now())
    assert Client().get(path_of(invited[1])).content == wrong


def test_database_does_not_know_the_token(invited):
    row = Invitation.objects.values().get()
    assert invited[1] not in str(row)
    assert len(row["token_hash"]) == 64


def test_revoked_invitation_does_not_work(admin, invited):
    invitations.revoke(by=admin, invitation=invited[0])
    assert Client().post(path_of(invited[1]), NEW).status_code == 410
    assert not User.objects.filter(email="nora@example.org").exists()


def test_sending_again_makes_a_new_link_and_ends_the_old(admin, invited):
    Invitation.objects.update(expires_at=timezone.now())
    token = invitations.resend(by=admin, invitation=Invitation.objects.get())
    assert Client().get(path_of(invited[1])).status_code == 410
    assert Client().get(path_of(token)).status_code == 200


@pytest.mark.parametrize("verb", [invitations.resend, invitations.revoke])
def test_accepted_invitation_is_neither_sent_again_nor_revoked(admin, invited, verb):
    invitations.accept(token=invited[1], **NEW)
    with pytest.raises(InvitationClosed):
        verb(by=admin, invitation=Invitation.objects.get())


@pytest.mark.parametrize("who", ["outsider", "reader", "editor", "trainer"])
def test_nobody_but_an_admin_invites_sends_again_or_revokes(request, invited, who):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        invitations.invite(by=by, email="friend@example.org", role=Role.ADMIN)
    with pytest.raises(PermissionDenied):
        invitations.resend(by=by, invitation=invited[0])
    with pytest.raises(PermissionDenied):
        invitations.revoke(by=by, invitation=invited[0])
    assert Invitation.objects.count() == 1


def test_somebody_with_an_account_or_an_open_invitation_is_not_invited(admin, reader, invited):
    gone = make_user("Dora Gone", is_active=False)
    for email in (reader.email.upper(), gone.email, "nora@example.org"):
        with pytest.raises(AddressTaken):
            invitations.invite(by=admin, email=email)


def test_imported_author_who_is_invited_takes_over_their_history(admin):
    author = User.objects.create(email="nora@example.org", name="nora-git", is_imported=True, is_active=False)
    _invitation, token = invitations.invite(by=admin, email="nora@example.org", role=Role.TRAINER)
    person = invitations.accept(token=token, **NEW)
    author.refresh_from_db()
    assert (person.name, person.role, person.is_imported, person.is_active) == ("Nora New", "Trainer", False, True)
    assert author.merged_into == person
    assert (author.name, author.is_imported, author.email) == ("nora-git", True, f"author-{author.pk}@imported.invalid")
    assert AuditEvent.objects.filter(action="person.merged", subject_id=author.pk).exists()


def test_address_of_an_author_who_is_merged_with_somebody_else_can_be_invited(admin, reader):
    author = User.objects.create(email="Nora@example.org", name="nora-git", is_imported=True, is_active=False)
    User.objects.filter(pk=author.pk).update(merged_into=reader)
    _invitation, token = invitations.invite(by=admin, email="nora@example.org")
    invitations.accept(token=token, **NEW)
    author.refresh_from_db()
    assert author.merged_into == reader


def test_address_that_got_an_account_since_is_not_taken_over(admin, invited):
    make_user("Nora Other", email="nora@example.org")
    assert Client().post(path_of(invited[1]), NEW).status_code == 410
    assert User.objects.get(email="nora@example.org").name == "Nora Other"


def test_weak_password_is_refused_and_the_link_still_works(invited):
    answer = Client().post(path_of(invited[1]), NEW | {"password": "nora"})
    assert "password" in answer.context["form"].errors
    assert Client().post(path_of(invited[1]), NEW).status_code == 302


def test_somebody_signed_in_does_not_accept_by_accident(reader_client, invited):
    assert "signed in already" in reader_client.post(path_of(invited[1]), NEW).content.decode()
    assert Invitation.objects.open().exists()


def test_every_step_is_audited_and_no_event_has_the_token(admin, invited):
    token = invitations.resend(by=admin, invitation=invited[0])
    Client().post(path_of(token), NEW)
    other, _token = invitations.invite(by=admin, email="other@example.org")
    invitations.revoke(by=admin, invitation=other)
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "invitation.sent",
        "invitation.resent",
        "invitation.accepted",
        "person.signed_in",
        "invitation.sent",
        "invitation.revoked",
    ]
    assert token not in str(list(AuditEvent.objects.values()))


def test_admin_invites_several_people_at_once_by_mail_and_sees_the_links(admin, admin_client):
    chosen = {"emails": "one@example.org, Two@example.org\nthree@example.org one@example.org", "role": "Editor"}
    page = admin_client.post(ADD, chosen).content.decode()
    assert [message.to for message in mail.outbox] == [["one@example.org"], ["two@example.org"], ["three@example.org"]]
    for message in mail.outbox:
        link = next(word for word in message.body.split() if word.startswith(settings.BASE_URL))
        assert link in page
        assert Client().get(link.removeprefix(settings.BASE_URL)).status_code == 200


def test_link_is_shown_to_hand_over_when_the_mail_server_is_down(admin_client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    page = admin_client.post(ADD, {"emails": "one@example.org", "role": "Reader"}).content.decode()
    assert "No mail was sent" in page
    assert f"{settings.BASE_URL}/accounts/invitations/" in page


def test_link_is_shown_to_hand_over_when_there_is_no_mail_server(admin_client, settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = admin_client.post(ADD, {"emails": "one@example.org", "role": "Reader"}).content.decode()
    assert "No mail was sent" in page


def test_one_address_that_is_taken_does_not_stop_the_others(admin_client, reader):
    page = admin_client.post(ADD, {"emails": f"{reader.email} new@example.org", "role": "Reader"}).content.decode()
    assert "has an account" in page
    assert Invitation.objects.get().email == "new@example.org"


@pytest.mark.parametrize("emails", ["", "not-an-address", "a@example.org b@"])
def test_what_is_no_address_invites_nobody(admin_client, emails):
    admin_client.post(ADD, {"emails": emails, "role": "Reader"})
    assert not Invitation.objects.exists()


def test_name_of_an_inviter_makes_no_header_of_its_own(admin, admin_client):
    User.objects.filter(pk=admin.pk).update(name="Ada\nBcc: everybody@example.org")
    admin_client.post(ADD, {"emails": "one@example.org", "role": "Reader"})
    assert mail.outbox[0].recipients() == ["one@example.org"]
    assert "\n" not in mail.outbox[0].subject


def test_admin_sends_again_and_revokes_in_the_administration(admin_client, invited):
    page = f"/admin/accounts/invitation/{invited[0].pk}/"
    assert b"Send again" in admin_client.get(f"{page}change/").content
    admin_client.post(f"{page}sending/")
    assert Client().get(path_of(invited[1])).status_code == 410
    admin_client.post(f"{page}revocation/")
    assert not Invitation.objects.open().exists()


def test_looking_at_the_addresses_of_acts_does_nothing(admin_client, invited):
    for act in ("sending", "revocation"):
        admin_client.get(f"/admin/accounts/invitation/{invited[0].pk}/{act}/")
    assert Client().get(path_of(invited[1])).status_code == 200
