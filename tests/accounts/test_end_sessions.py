"""Signing out everywhere: oneself, and another person by an admin."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actions import people
from tests.conftest import client_of
from wiki.audit.models import AuditEvent

OWN = "/accounts/sessions/end/"
SETTINGS = "/accounts/settings/"


def by_admin(*chosen) -> str:
    return reverse("admin:person_sessions_end") + "?ids=" + ",".join(str(person.pk) for person in chosen)


def is_signed_in(client) -> bool:
    return client.get(SETTINGS).status_code == 200


def test_person_signs_out_of_every_browser_and_is_told_so(reader, reader_client):
    tablet = client_of(reader)
    assert OWN in reader_client.get(SETTINGS).content.decode()
    answer = reader_client.post(OWN, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/"
    assert "You are signed out everywhere." in answer.content.decode()
    assert not is_signed_in(reader_client)
    assert not is_signed_in(tablet)


def test_person_can_sign_in_again(reader, reader_client):
    reader_client.post(OWN)
    assert is_signed_in(client_of(type(reader).objects.get(pk=reader.pk)))


def test_others_stay_signed_in(reader_client, editor):
    other = client_of(editor)
    reader_client.post(OWN)
    assert is_signed_in(other)


def test_looking_at_the_address_ends_nothing(reader_client):
    assert reader_client.get(OWN).status_code == 405
    assert is_signed_in(reader_client)


def test_admin_ends_the_sessions_of_others_after_being_asked(admin, admin_client, reader, reader_client):
    page = admin_client.get(by_admin(reader)).content.decode()
    assert "can sign in again" in page
    assert is_signed_in(reader_client)
    answer = admin_client.post(by_admin(reader), follow=True)
    assert "Rosa Reader is signed out everywhere." in answer.content.decode()
    assert not is_signed_in(reader_client)
    assert is_signed_in(admin_client)
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.actor_id) == ("person.sessions_ended", str(reader.pk), str(admin.pk))


def test_page_of_an_active_person_offers_it(admin_client, reader):
    assert by_admin(reader) in admin_client.get(f"/admin/accounts/user/{reader.pk}/change/").content.decode()


@pytest.mark.parametrize("who", ["outsider", "reader", "editor", "trainer"])
def test_nobody_but_an_admin_ends_the_sessions_of_another(request, who, admin, admin_client):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        people.end_sessions(by=by, person=admin)
    assert client_of(by).post(by_admin(admin), follow=True).status_code == 403
    assert is_signed_in(admin_client)
    assert not AuditEvent.objects.exists()


def test_outsider_may_sign_out_everywhere_too(outsider):
    client = client_of(outsider)
    client.post(OWN)
    assert not is_signed_in(client)
    assert AuditEvent.objects.get().action == "person.sessions_ended"
