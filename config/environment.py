"""Reads the environment for settings.py: the only place where strings become settings.

Every function raises ImproperlyConfigured, with one line that names the variable, for a value that makes no sense.
"""

import contextlib
import difflib
import os
import secrets
import zoneinfo
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# Every variable that was asked for: what the README has to list.
known: set[str] = set()
BUCKETS = ("s3", "s3+http")  # the schemes of their addresses
# Of make and the tests, not of the product.
_OTHERS = frozenset({"LOOSELEAF_CORPUS", "LOOSELEAF_NO_SKIPS"})


def text(name: str, default: str = "") -> str:
    """The variable's value; an empty variable counts as not set."""
    known.add(name)
    return os.environ.get(name) or default


def refuse_unknown() -> None:
    """Raises ImproperlyConfigured for a LOOSELEAF_ variable that nobody reads: a slip of the pen would go unseen."""
    for name in sorted(os.environ):
        if name.startswith("LOOSELEAF_") and name not in known | _OTHERS:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "the README lists them all."
            raise ImproperlyConfigured(f"There is no setting {name}; {hint}")


def choice(name: str, default: str, options: Collection[str]) -> str:
    """One of `options`, whatever its case."""
    value = text(name, default).strip()
    for option in options:
        if option.lower() == value.lower():
            return option
    raise ImproperlyConfigured(f"{name} is {value!r}; use one of {', '.join(options)}.")


def url(name: str, default: str, schemes: Collection[str]) -> str:
    """An address with a host and one of these schemes, without a slash at its end."""
    value = text(name).rstrip("/")
    if not value:
        return default
    try:
        parts = urlsplit(value)
        is_right = parts.scheme in schemes and bool(parts.hostname or parts.path) and parts.port != 0
    except ValueError:  # a port that is no number
        is_right = False
    if not is_right:
        shown = f"…@{value.rpartition('@')[2]}" if "@" in value else value  # no password on a screen or in a log
        raise ImproperlyConfigured(f"{name} is {shown!r}; use an address such as {next(iter(schemes))}://example.org.")
    return value


def bucket(name: str, folder: Path) -> dict[str, Any]:
    """Where files are kept, as Django's settings for a storage: this folder, or a bucket such as
    s3://key:secret@host:port/bucket/prefix. Without a host it is one of Amazon's; a key that is not given is looked
    for where its tools do."""
    options = bucket_options(name)
    if not options:
        return {"BACKEND": "wiki.pages.files.storage.WholeFiles", "OPTIONS": {"location": folder}}
    return {"BACKEND": "wiki.pages.files.bucket.BucketFiles", "OPTIONS": options}


def bucket_options(name: str) -> dict[str, Any]:
    """How to reach the bucket that the variable names, as the options of a storage; none where it names none."""
    value = url(name, "", BUCKETS)
    options = options_of_bucket(value) if value else {}
    if value and not options:
        raise ImproperlyConfigured(
            f"{name} names no bucket; use an address such as s3://key:secret@host/bucket, with %2F for / in the secret."
        )
    return options


def options_of_bucket(address: str) -> dict[str, Any]:
    """The same for an address; none for one that makes no sense."""
    parts = urlsplit(address)
    within = parts.path.strip("/").partition("/")
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # no number; the error's own words would show what may be half of a secret
        return {}
    if not within[0] or "@" in parts.path:  # a secret with a slash in it would be taken for the bucket, and shown
        return {}
    scheme = "http" if parts.scheme == "s3+http" else "https"
    return {
        "bucket_name": within[0],
        "location": within[2],
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "endpoint_url": f"{scheme}://{parts.hostname}{port}" if parts.hostname else None,
    }


def zone(name: str, default: str) -> str:
    """The name of a time zone."""
    value = text(name, default)
    if value not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"{name} is {value!r}, which is no time zone; use a name such as Europe/Madrid.")
    return value


def database(name: str, default: str, *, is_pooled: bool = False) -> dict[str, Any]:
    """A database address as Django's settings for it; several hosts are parted by commas, as in libpq's own addresses
    (https://www.postgresql.org/docs/current/libpq-connect.html, 32.1.1.3). `is_pooled`: a connection of ours may be
    another one of the database's in each transaction."""
    value, hosts = _without_hosts(text(name, default))
    try:
        parsed = dj_database_url.parse(
            value, conn_max_age=600, conn_health_checks=True, disable_server_side_cursors=is_pooled
        )
    except ValueError as error:
        parsed = {"ENGINE": str(error)}
    parsed |= hosts
    if not parsed["ENGINE"].endswith((".sqlite3", ".postgresql")):
        raise ImproperlyConfigured(
            f"{name} is not the address of a database that Looseleaf knows; use postgresql://user:password@host/name."
        )
    return dict(parsed)


def replica(name: str, default: dict[str, Any], redis: str, *, is_pooled: bool) -> dict[str, dict[str, Any]]:
    """A copy that follows the `default` database, as an entry for Django's DATABASES; none where none is named."""
    if not text(name):
        return {}
    found = database(name, "", is_pooled=is_pooled)
    if not (found["ENGINE"].endswith(".postgresql") and default["ENGINE"].endswith(".postgresql")):
        raise ImproperlyConfigured(f"{name} is for PostgreSQL; set DATABASE_URL to the database that it follows.")
    if not redis:
        raise ImproperlyConfigured(f"{name} needs REDIS_URL: there the servers tell each other what was written.")
    found["OPTIONS"] = {"connect_timeout": 2} | found.get("OPTIONS", {})
    return {"replica": found}


def _without_hosts(address: str) -> tuple[str, dict[str, str]]:
    """An address of several hosts as one of the first of them, and what Django's settings say of all."""
    start, parted, rest = address.partition("://")
    place, slash, end = rest.partition("/")
    people, at, hosts = place.rpartition("@")
    if "," not in hosts:
        return address, {}
    names, _colons, ports = zip(*(host.partition(":") for host in hosts.split(",")), strict=True)
    said = {"HOST": ",".join(names), "PORT": ",".join(port or "5432" for port in ports)}
    return f"{start}{parted}{people}{at}{names[0]}{slash}{end}", said


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes or on, in any case; False for their opposites."""
    value = text(name).strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; use 1 or 0.")


def number(name: str, default: int, *, least: int = 1, most: int = 2**31) -> int:
    """The variable as a whole number within these bounds."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; use a whole number from {least} to {most}.")
    return int(value)


def words(name: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def secret(folder: Path) -> str:
    """The secret key kept in `folder`, made once, readable by its owner alone."""
    path = folder / "secret-key"
    try:
        if not path.exists():
            _make_secret(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot keep the secret key in {folder}: {os.strerror(error.errno or 0).lower()}. "
            "Set LOOSELEAF_DATA to a folder that may be written."
        ) from None


def _make_secret(path: Path) -> None:
    """Of two processes that start at once both use the same key: a hard link appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}-{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
