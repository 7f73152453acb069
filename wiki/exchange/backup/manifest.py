"""What a backup says of itself: the file `manifest.json` in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

FORMAT = 1  # counted up when an older release could not read what is written any more
ROOT = "looseleaf-backup"  # the folder in the ZIP
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table in the backup."""

    name: str
    columns: list[str]
    rows: int

    @property
    def part(self) -> str:
        """The file of its rows."""
        return f"tables/{self.name}.jsonl"


@dataclass(slots=True)
class Manifest:
    """Which wiki was backed up when and by what, and what lies in the ZIP."""

    version: str
    made_at: str
    database: str
    migrations: list[list[str]]  # [app, name] of all that made the tables
    format: int = FORMAT
    head: str = ""  # of the audit trail's chain
    tables: list[TablePart] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # SHA-256 of files that the wiki knows and its storage lacked
    cleared: list[str] = field(default_factory=list)  # of files that nobody ever saved and that went meanwhile
    parts: dict[str, str] = field(default_factory=dict)  # SHA-256 by name

    def as_json(self) -> dict[str, Any]:
        """As it is written."""
        return asdict(self)

    @classmethod
    def of_json(cls, read: Mapping[str, Any]) -> Self:
        """As it was written, without what a later release may have added; TypeError or KeyError for what is none."""
        manifest = cls(**{one.name: read[one.name] for one in fields(cls) if one.name in read})
        manifest.tables = [TablePart(**table) for table in read["tables"]]
        return manifest
