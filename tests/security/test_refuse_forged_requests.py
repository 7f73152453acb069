"""Requests that another site, a forged header or a stolen cookie makes."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actions import people
from accounts.roles import Role
from tests.architecture.access_rows import CAST
from tests.architecture.access_table import TABLE
from tests.architecture.test_access import admin_addresses
from tests.architecture.world import World
from tests.conftest import PASSWORD, client_of, make_user

LOGIN = "/accounts/login/"


@pytest.fixture
def world(outsider, reader, editor, trainer, admin):
    return World(dict(zip(CAST, (None, outsider, reader, editor, trainer, admin), strict=True)), "open")


def sign_in(client, email, password=PASSWORD, **options):
    return client.post(LOGIN, {"login": email, "password": password}, **options)


def is_signed_in(client):
    return "_auth_user_id" in client.session


# --- another site's form -----------------------------------------------------------------------------------------


def test_every_post_needs_the_token(world, admin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    for rows in TABLE.values():
        for row in rows:
            if row.post is not None:
                answer = client.post(row.address.format(**world.places), world.filled(row.post))
                assert answer.status_code == 403, row.address
    for route in admin_addresses():
        address = re.sub(r"<[^>]+>|\(\?P.*", "1", route)
        assert client.post(address).status_code == 403, address


def test_sign_in_needs_the_token(reader):
    assert sign_in(Client(enforce_csrf_checks=True), reader.email).status_code == 403


def test_get_changes_nothing(world, admin):
    from wiki.audit.models import AuditEvent
    from wiki.pages.models import Revision

    def state():
        return Revision.objects.count(), AuditEvent.objects.exclude(action="audit.exported").count()

    client, before = client_of(admin), state()
    for rows in TABLE.values():
        for row in rows:
            b"".join(client.get(row.address.format(**world.places)))
    for route in admin_addresses():
        b"".join(client.get(re.sub(r"<[^>]+>|\(\?P.*", "1", route)))
    assert state() == before
    assert is_signed_in(client)


# --- where a request leads ---------------------------------------------------------------------------------------

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "http:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "http://testserver:1234/",
    "\thttps://evil.example/",
    "/%09/evil.example",
    "//testserver\\@evil.example",
)


@pytest.mark.parametrize("next_url", ELSEWHERE)
def test_sign_in_leads_nowhere_else(next_url, reader, client):
    for data, query in (({"next": next_url}, ""), ({}, f"?next={next_url}")):
        client.logout()
        answer = client.post(LOGIN + query, {"login": reader.email, "password": PASSWORD, **data})
        assert answer.status_code == 302
        assert answer.url == "/" or answer.url.startswith("/%09"), answer.url


@pytest.mark.parametrize("next_url", ELSEWHERE)
def test_sign_out_and_colours_lead_nowhere_else(next_url, reader_client):
    colours = reader_client.post("/accounts/theme/", {"theme": "dark", "next": next_url}, headers={"Referer": next_url})
    assert colours.url == "/accounts/settings/" or colours.url.startswith("/%09"), colours.url
    answer = reader_client.post("/accounts/logout/", {"next": next_url})
    assert answer.url == LOGIN or answer.url.startswith("/%09"), answer.url


@pytest.mark.parametrize("address", ["//evil.example/", "//evil.example", "///evil.example/x/", "/\\evil.example/"])
@pytest.mark.parametrize("who", ["anonymous_client", "reader_client"])
def test_address_with_two_slashes_leads_nowhere_else(address, who, request, db):
    answer = request.getfixturevalue(who).get("/", PATH_INFO=address)
    if answer.status_code in (301, 302):
        assert not re.match(r"[/\\]{2}|[a-z]+:", answer.url), answer.url


def test_unknown_host_is_refused(settings, reader_client):
    settings.ALLOWED_HOSTS = ["wiki.example.org"]
    assert reader_client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert reader_client.get("/", headers={"Host": "wiki.example.org"}).status_code == 200


def test_forged_host_reaches_no_mail(reader, client):
    client.post("/accounts/password/reset/", {"email": reader.email}, headers={"Host": "evil.example"})
    [sent] = mail.outbox
    assert "evil.example" not in sent.body + sent.subject + str(sent.extra_headers)
    assert settings.BASE_URL in sent.body


# --- sessions ----------------------------------------------------------------------------------------------------


def test_session_gets_a_new_key_at_sign_in(reader, client):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client, reader.email)
    assert is_signed_in(client)
    assert client.session.session_key != session.session_key
    assert not type(session)(session.session_key).exists(session.session_key)


def test_session_that_a_stranger_chose_is_not_taken(reader, client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosenbyastranger0123456789abcde"
    sign_in(client, reader.email)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "chosenbyastranger0123456789abcde"


def test_signing_out_ends_the_session_on_the_server(reader, client):
    sign_in(client, reader.email)
    stolen = Client()
    stolen.cookies = client.cookies.__class__(client.cookies.output(header="", sep=";"))
    assert stolen.get("/").status_code == 200
    client.post("/accounts/logout/")
    assert stolen.get("/").status_code == 302


def test_get_does_not_sign_out(reader_client):
    reader_client.get("/accounts/logout/")
    assert is_signed_in(reader_client)


def test_deactivation_ends_every_session_for_good(reader, admin):
    first, second = client_of(reader), client_of(reader)
    people.deactivate(by=admin, person=reader)
    for client in (first, second):
        for address in ("/", "/changes/", "/search/suggest/?q=a", "/accounts/settings/"):
            assert client.get(address).status_code == 302 or client.get(address).json() == {"results": []}, address
    reader.refresh_from_db()
    people.reactivate(by=admin, person=reader)
    assert first.get("/").status_code == 302


def test_deactivated_people_write_nothing(world, admin):
    from wiki.audit.models import AuditEvent

    person = world.people["editor"]
    client = client_of(person)
    people.deactivate(by=admin, person=person)
    before = AuditEvent.objects.count()
    for rows in TABLE.values():
        for row in rows:
            if row.post is not None and "login" not in row.address:
                answer = client.post(row.address.format(**world.places), world.filled(row.post))
                assert answer.status_code in (302, 403, 405, 410), row.address
                assert answer.status_code != 302 or answer.url.startswith(LOGIN), row.address
    assert AuditEvent.objects.count() == before


def test_deactivated_people_cannot_set_a_new_password(reader, admin, client):
    people.deactivate(by=admin, person=reader)
    client.post("/accounts/password/reset/", {"email": reader.email})
    assert not any("/reset/key/" in sent.body for sent in mail.outbox)
    sign_in(client, reader.email)
    assert not is_signed_in(client)


def test_reset_link_dies_with_deactivation_and_use(reader, admin, client):
    path = people.make_reset_link(by=admin, person=reader).removeprefix(settings.BASE_URL)
    people.deactivate(by=admin, person=reader)
    answer = client.get(path, follow=True)
    client.post(answer.request["PATH_INFO"], {"password1": "eleven red pears", "password2": "eleven red pears"})
    reader.refresh_from_db()
    assert not reader.check_password("eleven red pears")
    assert not is_signed_in(client)


def test_new_password_ends_the_other_sessions(reader):
    thief, owner = client_of(reader), client_of(reader)
    new = "eleven red pears"
    owner.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert owner.get("/").status_code == 200
    assert thief.get("/").status_code == 302


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(reader, client):
    sign_in(client, reader.email)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


# --- guessing ----------------------------------------------------------------------------------------------------


def test_refusal_does_not_tell_whether_there_is_an_account(reader, admin, client):
    gone = make_user("Gone Gustav")
    people.deactivate(by=admin, person=gone)
    said = []
    for email in (reader.email, "nobody@example.org", gone.email):
        answer = sign_in(client, email, "a wrong password")
        said.append((answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())))
    assert said[0] == said[1] == said[2]


def test_reset_does_not_tell_whether_there_is_an_account(reader, client):
    answers = [client.post("/accounts/password/reset/", {"email": email}) for email in (reader.email, "no@example.org")]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1


def attempts_until_refused(client, writings, **headers):
    for count, email in enumerate(writings, start=1):
        answer = sign_in(client, email, "a wrong password", headers=headers)
        if answer.status_code == 429 or "Too many" in answer.content.decode():
            return count
    return None


def test_limit_holds_whatever_the_writing_of_the_address(reader, client):
    writings = [reader.email.upper(), f" {reader.email}", reader.email.title(), f"{reader.email}\t", reader.email] * 4
    assert attempts_until_refused(client, writings) <= 6
    assert "Too many" in sign_in(client, reader.email).content.decode()


def test_limit_holds_whatever_the_headers_claim(reader):
    for number in range(30):
        forged = f"10.0.0.{number}"
        headers = {
            "X-Forwarded-For": forged,
            "X-Real-IP": forged,
            "Forwarded": f"for={forged}",
            "CF-Connecting-IP": forged,
        }
        headers["Host"] = f"testserver:{8000 + number}"
        answer = sign_in(Client(), f"guess{number}@example.org", "a wrong password", headers=headers)
        if answer.status_code == 429 or "Too many" in answer.content.decode():
            break
    assert number <= 11


def test_forged_address_is_not_in_the_audit_trail(reader, client):
    from wiki.audit.models import AuditEvent

    sign_in(client, reader.email, "wrong", headers={"X-Forwarded-For": "6.6.6.6"})
    assert AuditEvent.objects.latest("pk").address == "127.0.0.1"


def test_invitation_and_setup_tokens_are_long_random_words():
    from accounts.tokens import new_token

    tokens = {new_token()[0] for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 43
    assert reverse("account_setup", args=["x"]) == "/setup/x/"


def test_set_up_makes_no_second_admin(admin, client, monkeypatch):
    from accounts.models import Site, User
    from accounts.tokens import new_token

    token, token_hash = new_token()
    Site.objects.update_or_create(pk=Site.ONLY, defaults={"name": "Wiki", "setup_token_hash": token_hash})
    fields = {"wiki_name": "Mine", "name": "Mallory", "email": "m@example.org", "password": "eleven red pears"}
    assert client.post(f"/setup/{token}/", fields).status_code == 410
    assert not User.objects.filter(email="m@example.org").exists()
    assert User.objects.filter(groups__name=Role.ADMIN).count() == 1
