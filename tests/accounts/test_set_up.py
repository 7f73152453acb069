"""The first run: one link, one admin, and then never again."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import setup, site
from accounts.errors import SetupFinished
from accounts.models import Site, User
from accounts.roles import Role
from tests.conftest import PASSWORD, make_user

FIRST = {"wiki_name": "Cobalt Kitchens", "name": "Ada", "email": "Ada@Example.org", "password": "seven green apples"}


@pytest.fixture
def unset(db, monkeypatch, settings):
    """A wiki without an admin, in a process that remembers nothing."""
    settings.ADMIN_EMAIL = settings.ADMIN_PASSWORD = ""
    monkeypatch.setattr("accounts.setup._is_finished", False)
    monkeypatch.setattr("accounts.site._remembered", None)


def link_path() -> str:
    return "/" + setup.setup_link().split("/", 3)[3]


@pytest.mark.parametrize(
    "path", ["/", "/handbook/", "/accounts/login/", "/admin/", "/search/?q=x", "/accounts/password/reset/"]
)
def test_without_an_admin_every_page_leads_to_the_one_that_names_the_terminal(unset, path):
    answer = Client().get(path, follow=True)
    assert answer.redirect_chain == [("/setup/", 302)]
    assert "terminal" in answer.content.decode()


def test_link_makes_the_admin_names_the_wiki_and_signs_in(unset, django_capture_on_commit_callbacks):
    client, path = Client(), link_path()
    assert client.get(path).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(path, FIRST)
    person = User.objects.get()
    assert answer["Location"] == "/"
    assert (person.email, person.role, person.name) == ("ada@example.org", Role.ADMIN, "Ada")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert site.wiki_name() == "Cobalt Kitchens"


def test_link_works_once(unset):
    path = link_path()
    Client().post(path, FIRST)
    again = Client().post(path, FIRST | {"email": "eve@example.org"})
    assert again.status_code == 410
    assert User.objects.count() == 1


def test_link_is_dead_once_there_is_an_admin_by_another_way(unset):
    path = link_path()
    make_user("Ada Admin", Role.ADMIN)
    assert Client().post(path, FIRST).status_code == 410
    assert not User.objects.filter(email="ada@example.org").exists()


def test_new_link_ends_the_one_before(unset):
    former, latest = link_path(), link_path()
    assert Client().get(former).status_code == 410
    assert Client().get(latest).status_code == 200


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "ü"])
def test_guessed_link_is_refused(unset, token):
    link_path()
    assert Client().post(f"/setup/{token}/", FIRST).status_code in (404, 410)
    assert not User.objects.exists()


def test_empty_hash_of_a_finished_set_up_matches_no_token(unset):
    with pytest.raises(SetupFinished):
        setup.require_token("")
    Site.objects.create(pk=Site.ONLY)
    with pytest.raises(SetupFinished):
        setup.require_token("")


def test_database_keeps_only_a_hash_of_the_link(unset):
    token = link_path().split("/")[2]
    assert token not in str(Site.objects.values().get())


def test_there_is_no_link_once_there_is_an_admin(unset):
    make_user("Ada Admin", Role.ADMIN)
    assert setup.setup_link() is None
    with pytest.raises(CommandError):
        call_command("setup_link")


def test_deactivated_admin_does_not_count(unset):
    make_user("Ada Admin", Role.ADMIN, is_active=False)
    assert setup.setup_link() is not None


def test_weak_password_is_refused_and_the_link_still_works(unset):
    path = link_path()
    assert "password" in Client().post(path, FIRST | {"password": "ada"}).context["form"].errors
    assert Client().post(path, FIRST).status_code == 302


def test_page_of_waiting_is_gone_after_set_up(reader_client):
    assert reader_client.get("/setup/").status_code == 404


def test_question_whether_there_is_an_admin_costs_nothing_once_answered(unset, django_assert_num_queries):
    make_user("Ada Admin", Role.ADMIN)
    with django_assert_num_queries(1):
        assert setup.is_finished()
    with django_assert_num_queries(0):
        assert setup.is_finished()


def test_environment_makes_the_first_admin_and_no_second_one(unset, settings, monkeypatch):
    settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD = "Ops@Example.org", PASSWORD
    person = setup.ensure_first_admin()
    assert (person.email, person.role) == ("ops@example.org", Role.ADMIN)
    assert person.check_password(PASSWORD)
    settings.ADMIN_EMAIL = "second@example.org"
    assert setup.ensure_first_admin() is None


def test_first_admin_who_wrote_the_imported_handbook_is_its_author(unset, settings):
    author = User.objects.create(email="Ops@Example.org", name="ops-git", is_imported=True, is_active=False)
    settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD = "ops@example.org", PASSWORD
    person = setup.ensure_first_admin()
    author.refresh_from_db()
    assert author.merged_into == person
    assert person.email == "ops@example.org"


def test_weak_password_of_the_environment_is_taken_with_a_warning(unset, settings, caplog):
    settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD = "ops@example.org", "admin"
    assert setup.ensure_first_admin()
    assert "weak" in caplog.text
    assert "admin" not in caplog.text.lower().replace("looseleaf_admin_password", "")


@pytest.mark.parametrize(("email", "password"), [("", "x"), ("ops@example.org", "")])
def test_half_an_environment_makes_nobody(unset, settings, email, password):
    settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD = email, password
    assert setup.ensure_first_admin() is None
    assert not User.objects.exists()


def test_name_of_the_wiki_is_the_environments_until_an_admin_gives_one(
    unset, settings, admin, django_capture_on_commit_callbacks
):
    settings.WIKI_NAME = "From the environment"
    assert site.wiki_name() == "From the environment"
    with django_capture_on_commit_callbacks(execute=True):
        site.rename_wiki(by=admin, name=" Cobalt ")
    assert site.wiki_name() == "Cobalt"


def test_name_of_the_wiki_is_asked_of_the_database_once(unset, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert site.wiki_name() == site.wiki_name()


def test_name_given_by_another_process_is_seen_within_half_a_minute(unset, admin, monkeypatch):
    site.wiki_name()
    Site.objects.create(pk=Site.ONLY, name="Renamed elsewhere")
    now = site.time.monotonic()
    monkeypatch.setattr("accounts.site.time.monotonic", lambda: now + 31)
    assert site.wiki_name() == "Renamed elsewhere"


def test_nobody_but_an_admin_renames_the_wiki(trainer):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        site.rename_wiki(by=trainer, name="Mine")


def test_command_makes_somebody_an_admin(db, monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)
    call_command("create_admin", "Boss@Example.org", name="The Boss")
    person = User.objects.get()
    assert (person.email, person.name, person.role) == ("boss@example.org", "The Boss", Role.ADMIN)


@pytest.mark.parametrize("wrong", [("no-address", PASSWORD), ("boss@example.org", "")])
def test_command_refuses_what_makes_no_admin(db, monkeypatch, wrong):
    monkeypatch.setattr("getpass.getpass", lambda prompt: wrong[1])
    with pytest.raises(CommandError):
        call_command("create_admin", wrong[0])
    assert not User.objects.exists()
