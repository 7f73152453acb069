"""Signing in and out: by e-mail, limited, back to where one wanted to go, and nowhere else."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.conftest import PASSWORD, client_of, make_user
from wiki.audit.models import AuditEvent

LOGIN = "/accounts/login/"
LIMIT_REACHED = "Too many wrong passwords."


def sign_in(client: Client, email: str, password: str = PASSWORD, **fields):
    return client.post(LOGIN, {"login": email, "password": password, **fields}, REMOTE_ADDR="192.0.2.7")


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account_settings")).status_code == 200


def test_person_signs_in_with_address_in_any_case(reader, anonymous_client):
    sign_in(anonymous_client, reader.email.upper())
    assert is_signed_in(anonymous_client)


def test_wrong_password_is_refused_in_the_same_words_as_an_unknown_address(reader, anonymous_client):
    known = sign_in(anonymous_client, reader.email, "wrong").context["form"].errors
    unknown = sign_in(anonymous_client, "nobody@example.org", "wrong").context["form"].errors
    assert known == unknown
    assert not is_signed_in(anonymous_client)


def test_sixth_try_in_five_minutes_is_refused_in_words_even_with_the_right_password(reader, anonymous_client):
    for _number in range(5):
        assert LIMIT_REACHED not in sign_in(anonymous_client, reader.email, "wrong").content.decode()
    assert LIMIT_REACHED in sign_in(anonymous_client, reader.email).content.decode()
    assert not is_signed_in(anonymous_client)


def test_limit_is_not_evaded_by_another_port_in_the_host_header(reader, anonymous_client):
    for _number in range(5):
        sign_in(anonymous_client, reader.email, "wrong")
    answer = anonymous_client.post(
        LOGIN,
        {"login": reader.email, "password": PASSWORD},
        headers={"host": "localhost:4711"},
        REMOTE_ADDR="192.0.2.8",
    )
    assert LIMIT_REACHED in answer.content.decode()


def test_limit_of_one_address_does_not_lock_out_another(reader, editor, anonymous_client):
    for _number in range(5):
        sign_in(anonymous_client, reader.email, "wrong")
    anonymous_client.post(LOGIN, {"login": editor.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.9")
    assert is_signed_in(anonymous_client)


def test_many_tries_from_one_network_get_a_page_that_says_so(db, anonymous_client):
    for number in range(30):
        sign_in(anonymous_client, f"guess{number}@example.org", "wrong")
    answer = sign_in(anonymous_client, "guess31@example.org", "wrong")
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


def test_deactivated_person_is_told_that_the_account_is_not_active(anonymous_client, db):
    person = make_user("Dora Gone", is_active=False)
    answer = anonymous_client.post(LOGIN, {"login": person.email, "password": PASSWORD}, follow=True)
    assert "This account is not active" in answer.content.decode()
    assert not is_signed_in(anonymous_client)


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example/", "https://evil.example/", "https:evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_sign_in_never_leads_to_another_site(reader, anonymous_client, elsewhere):
    answer = sign_in(anonymous_client, reader.email, next=elsewhere)
    assert answer.status_code == 302
    assert answer["Location"] == reverse(settings.LOGIN_REDIRECT_URL)


def test_sign_in_does_not_lead_to_another_port_of_an_allowed_host(reader, anonymous_client):
    answer = sign_in(anonymous_client, reader.email, next="http://localhost:9999/")
    assert answer["Location"] == reverse(settings.LOGIN_REDIRECT_URL)


def test_signed_out_person_comes_back_to_the_page_they_asked_for(reader, anonymous_client):
    asked = "/accounts/settings/?tab=1"
    to_sign_in = anonymous_client.get(asked)
    assert to_sign_in["Location"].startswith(LOGIN)
    form = anonymous_client.get(to_sign_in["Location"]).content.decode()
    assert "/accounts/settings/?tab=1" in form
    assert sign_in(anonymous_client, reader.email, next=asked)["Location"] == asked


def test_page_that_does_not_exist_asks_a_stranger_to_sign_in_as_a_hidden_one_does(anonymous_client, db):
    answer = anonymous_client.get("/no-such-space/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{LOGIN}?next=/no-such-space/"


def test_somebody_signed_in_is_told_that_a_page_is_missing(reader_client):
    assert reader_client.get("/no-such-space/").status_code == 404


def test_signing_out_needs_a_post(reader_client):
    assert reader_client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(reader_client)
    reader_client.post("/accounts/logout/")
    assert not is_signed_in(reader_client)


def test_nobody_registers_by_themselves(anonymous_client, db):
    page = anonymous_client.get("/accounts/signup/")
    assert "by invitation" in page.content.decode()
    anonymous_client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "social/", "3rdparty/", "password/set/", "login/code/"])
def test_parts_of_allauth_that_are_not_used_have_no_address(reader_client, path):
    assert reader_client.get(f"/accounts/{path}").status_code == 404


def test_deactivation_ends_the_session_at_the_next_request(reader, reader_client):
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert not is_signed_in(reader_client)


def test_withdrawn_right_counts_at_the_next_request(admin, admin_client):
    make_user("Other Admin", Role.ADMIN)
    assert admin_client.get("/admin/").status_code == 200
    admin.give_role(Role.READER)
    assert admin_client.get("/admin/").status_code != 200


def test_sign_in_failed_sign_in_and_sign_out_are_audited_without_the_password(reader, anonymous_client):
    sign_in(anonymous_client, reader.email, "my dog's name")
    sign_in(anonymous_client, reader.email)
    anonymous_client.post("/accounts/logout/")
    events = list(AuditEvent.objects.order_by("pk"))
    assert [event.action for event in events] == ["person.sign_in_failed", "person.signed_in", "person.signed_out"]
    assert all(event.subject_id == str(reader.pk) for event in events)
    assert events[0].address == "192.0.2.7"
    assert "dog" not in str([(event.before, event.after, event.reason, event.subject_name) for event in events])


def test_failed_sign_in_of_nobody_is_audited_under_the_address_typed(anonymous_client, db):
    sign_in(anonymous_client, "nobody@example.org", "x")
    event = AuditEvent.objects.get()
    assert (event.subject_name, event.subject_id, event.actor_id) == ("nobody@example.org", "", "")


def test_reset_mail_comes_to_the_person_and_its_link_works_once(reader, anonymous_client):
    anonymous_client.post("/accounts/password/reset/", {"email": reader.email})
    link = next(word for word in mail.outbox[0].body.split() if word.startswith(settings.BASE_URL))
    assert mail.outbox[0].to == [reader.email]
    path = link.removeprefix(settings.BASE_URL)
    form = anonymous_client.get(path, follow=True)
    chosen = {"password1": "eight red pears", "password2": "eight red pears"}
    anonymous_client.post(form.redirect_chain[-1][0], chosen)
    assert is_signed_in(anonymous_client)
    assert "does not work any more" in Client().get(path, follow=True).content.decode()
    reader.refresh_from_db()
    assert reader.check_password("eight red pears")


def test_reset_link_is_made_of_our_own_address_and_not_of_the_host_header(reader, anonymous_client):
    anonymous_client.post("/accounts/password/reset/", {"email": reader.email}, headers={"host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body


def test_reset_says_the_same_for_known_and_unknown_addresses(reader, anonymous_client):
    known = anonymous_client.post("/accounts/password/reset/", {"email": reader.email})
    unknown = anonymous_client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 2  # as long a wait for both
    assert "no account" in mail.outbox[1].subject


def test_deactivated_person_gets_no_reset_link(anonymous_client, db):
    person = make_user("Dora Gone", is_active=False)
    anonymous_client.post("/accounts/password/reset/", {"email": person.email})
    assert "/accounts/password/reset/key/" not in mail.outbox[0].body


def test_former_address_does_not_sign_in(reader, anonymous_client):
    former = reader.email
    anonymous_client.post("/accounts/password/reset/", {"email": former})  # allauth would remember the address here
    User.objects.filter(pk=reader.pk).update(email="renamed@example.org")
    sign_in(anonymous_client, former)
    assert not is_signed_in(anonymous_client)


def test_changing_the_password_ends_the_other_sessions(reader, reader_client):
    elsewhere = client_of(reader)
    new = "eight red pears"
    reader_client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_signed_in(reader_client)
    assert not is_signed_in(elsewhere)


def test_changing_the_password_needs_the_present_one(reader, reader_client):
    new = "eight red pears"
    reader_client.post("/accounts/password/change/", {"oldpassword": "guess", "password1": new, "password2": new})
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


@pytest.mark.parametrize("path", ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/"])
def test_screens_for_signed_out_people_open_in_our_own_dress(anonymous_client, db, path):
    answer = anonymous_client.get(f"/accounts/{path}")
    assert answer.status_code == 200
    assert 'class="entrance-card"' in answer.content.decode()
