"""Strings of the environment become settings, or one line that says what is wrong."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.fixture(autouse=True)
def _own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "known", set())
    monkeypatch.delenv("LOOSELEAF_X", raising=False)


@pytest.mark.parametrize(("word", "value"), [("1", True), ("Yes", True), ("off", False), ("0", False), ("", False)])
def test_flag_understands_yes_and_no(word: str, value: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOSELEAF_X", word)
    assert environment.flag("LOOSELEAF_X") is value


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("perhaps", environment.flag),
        ("1.5", lambda name: environment.number(name, 1)),
        ("-1", lambda name: environment.number(name, 1)),
        ("70000", lambda name: environment.number(name, 1, most=65535)),
        ("²", lambda name: environment.number(name, 1)),
        ("loud", lambda name: environment.choice(name, "INFO", ("INFO", "ERROR"))),
        ("Mars/Phobos", lambda name: environment.zone(name, "UTC")),
        ("wiki.example.org", lambda name: environment.url(name, "", ("https",))),
        ("ftp://wiki.example.org", lambda name: environment.url(name, "", ("https",))),
        ("https://wiki.example.org:port", lambda name: environment.url(name, "", ("https",))),
        ("https://", lambda name: environment.url(name, "", ("https",))),
        ("mysql://somewhere/wiki", lambda name: environment.database(name, "")),
        ("wiki.sqlite3", lambda name: environment.database(name, "")),
    ],
)
def test_value_without_sense_is_refused_in_one_line(value: str, read: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOSELEAF_X", value)
    with pytest.raises(ImproperlyConfigured, match=r"^LOOSELEAF_X is .*[^\n]+$"):
        read("LOOSELEAF_X")


def test_password_of_the_database_is_not_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOSELEAF_X", "mysql://wiki:very-secret@somewhere/wiki")
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.database("LOOSELEAF_X", "")
    assert "very-secret" not in str(caught.value)


def test_unknown_setting_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    environment.text("LOOSELEAF_BASE_URL")
    monkeypatch.setenv("LOOSELEAF_BASEURL", "https://wiki.example.org")
    with pytest.raises(ImproperlyConfigured, match=r"no setting LOOSELEAF_BASEURL; did you mean LOOSELEAF_BASE_URL\?"):
        environment.refuse_unknown()


def test_address_loses_the_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOSELEAF_X", "https://example.org/wiki/")
    assert environment.url("LOOSELEAF_X", "", ("https",)) == "https://example.org/wiki"


def test_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    key = environment.secret(tmp_path / "var")
    path = tmp_path / "var" / "secret-key"
    assert (len(key) >= 50, environment.secret(tmp_path / "var"), path.stat().st_mode & 0o777) == (True, key, 0o600)


def test_secret_leaves_no_draft_behind(tmp_path: Path) -> None:
    environment.secret(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=r"^Cannot keep the secret key in .*/file/var: .*LOOSELEAF_DATA"):
        environment.secret(tmp_path / "file" / "var")


def test_database_may_have_several_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://wiki:a%40b@one.example.org:5433,two.example.org/looseleaf?target_session_attrs=read-write"
    monkeypatch.setenv("LOOSELEAF_X", address)
    found = environment.database("LOOSELEAF_X", "", is_pooled=True)
    assert (found["HOST"], found["PORT"]) == ("one.example.org,two.example.org", "5433,5432")
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("wiki", "a@b", "looseleaf")
    assert found["OPTIONS"] == {"target_session_attrs": "read-write"}
    assert found["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_database_of_one_host_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOSELEAF_X", "postgresql://wiki:a,b@one.example.org/looseleaf")
    found = environment.database("LOOSELEAF_X", "")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("one.example.org", "", "a,b")
    assert found["DISABLE_SERVER_SIDE_CURSORS"] is False
