"""Who reads the audit trail of a space: its auditors, who are not of the cast (see `test_auditor`), and admins."""

from tests.architecture.access_rows import Row, only

AUDIT: dict[str, tuple[Row, ...]] = {
    "integrity:trail": (Row("/handbook/-/audit/", only("admin")),),
    "integrity:trail-export": (Row("/handbook/-/audit/export.csv", only("admin")),),
}
