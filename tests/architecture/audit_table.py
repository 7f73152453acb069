"""Who reads the audit trail of a space: its auditors, who are not of the cast (see `test_auditor`), and admins; and who
takes evidence away. The file that is there was made for the admin."""

from tests.architecture.access_rows import FOUND, MISSING, OK, TRAINERS, Row, author_alone, only, signed_in

AUDIT: dict[str, tuple[Row, ...]] = {
    "integrity:trail": (Row("/handbook/-/audit/", only("admin")),),
    "integrity:trail-export": (Row("/handbook/-/audit/export.csv", only("admin")),),
    "exchange:evidence-space": (
        Row("/handbook/-/evidence/", only(*TRAINERS)),
        Row("/handbook/-/evidence/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "exchange:evidence-page": (
        Row("/handbook/sop/-/evidence/", only(*TRAINERS)),
        Row("/handbook/sop/-/evidence/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "exchange:evidence-file": (Row("/handbook/-/evidence/{evidence}/", author_alone()),),
    "exchange:evidence-own": (
        Row("/training/evidence/", signed_in()),
        Row("/training/evidence/", signed_in(FOUND), post={}),
    ),
    "exchange:evidence-own-file": (Row("/training/evidence/{evidence}/", author_alone()),),
    # As `training:person`, and for auditors.
    "exchange:evidence-person": (
        Row("/training/people/{learner}/evidence/", (FOUND, MISSING, OK, MISSING, OK, OK)),
        Row("/training/people/{learner}/evidence/", (FOUND, MISSING, FOUND, MISSING, FOUND, FOUND), post={}),
    ),
}
