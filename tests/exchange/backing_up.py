"""What tests of backups share: making one, emptying the wiki, restoring, and looking into the file."""

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.management import call_command

ROOT = "looseleaf-backup/"
Entries = dict[str, bytes]


def told(command: str, path: Path) -> str:
    """What the command printed."""
    printed = io.StringIO()
    call_command(command, str(path), stdout=printed)
    return printed.getvalue()


def backed_up(path: Path) -> Path:
    told("backup", path)
    return path


def emptied() -> None:
    """As on the first day, but with the tables in place."""
    call_command("flush", verbosity=0, interactive=False)


def elsewhere(settings: Any, folder: Path) -> Path:
    """From here on attached files are kept in this folder."""
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    return folder


def manifest(path: Path) -> dict[str, Any]:
    return json.loads(entries(path)["manifest.json"])


def entries(path: Path) -> Entries:
    with ZipFile(path) as archive:
        return {name.removeprefix(ROOT): archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[list[Any]]:
    return [json.loads(line) for line in content.splitlines()]


def content(path: Path) -> dict[str, Any]:
    """Tables and files, to be compared: without the event that says that this was restored, and its link."""
    found = entries(path)
    tables = {name: rows_of(data) for name, data in found.items() if name.startswith("tables/")}
    events = tables["tables/wiki_auditevent.jsonl"]
    restorations = {row[0] for row in events if "wiki.restored" in row}
    tables["tables/wiki_auditevent.jsonl"] = [row for row in events if row[0] not in restorations]
    links = tables["tables/wiki_auditlink.jsonl"]
    tables["tables/wiki_auditlink.jsonl"] = [row for row in links if row[1] not in restorations]
    return tables | {name: data for name, data in found.items() if name.startswith("files/")}


def rewritten(path: Path, change: Callable[[Entries, dict[str, Any]], None]) -> Path:
    """A backup that holds what `change` leaves of entries and manifest, with every hash right."""
    found = entries(path)
    said = json.loads(found.pop("manifest.json"))
    found.pop("SHA256SUMS")
    change(found, said)
    said["parts"] = {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    found["manifest.json"] = json.dumps(said).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in found.items())
    return written(path.with_name(f"rewritten-{path.name}"), found | {"SHA256SUMS": sums.encode()})


def written(path: Path, found: Entries) -> Path:
    with ZipFile(path, "w") as archive:
        for name, data in found.items():
            archive.writestr(ROOT + name, data)
    return path
