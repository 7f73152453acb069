"""Who may do what with controlled documents: "sop" has an edition, a change by the editor, who asks for approval, and a
flag; "cleaning" is an open page."""

from tests.architecture.access_rows import (
    EDITORS,
    FOUND,
    INVALID,
    MISSING,
    NOT_ALLOWED,
    OK,
    READERS,
    REFUSED,
    TRAINERS,
    Row,
    author_alone,
    everyone,
    only,
    signed_in,
)

SOP = "/handbook/sop/-/"
SUBMISSION = {
    "summary": "New gloves",
    "size": "major",
    "needed": "1",
    "reviews": "0",
    "begins": "now",
    "kind": "normal",
    "approvers": "{imported}",
}
ADMINS = (FOUND, MISSING, *(REFUSED,) * 3, OK)
ADMINS_FOUND = (FOUND, MISSING, *(REFUSED,) * 3, FOUND)

CONTROL: dict[str, tuple[Row, ...]] = {
    "control:approvals": (Row("/approvals/", signed_in()),),
    "control:delegation": (
        Row("/approvals/delegations/", signed_in(NOT_ALLOWED)),
        Row(
            "/approvals/delegations/",
            (FOUND, INVALID, INVALID, *(FOUND,) * 3),  # who decides on nothing has nobody to name
            post={"to": "{imported}", "since": "2026-01-01", "until": "2026-01-09"},
        ),
    ),
    "control:delegation-end": (Row("/approvals/delegations/{delegation}/end/", author_alone(FOUND), post={}),),
    "control:register": (
        Row("/handbook/-/register/", only(*READERS)),
        Row("/handbook/-/register/?format=csv", only(*READERS)),
    ),
    "control:policy": (
        Row("/handbook/-/policy/", ADMINS),
        Row(
            "/handbook/-/policy/",
            ADMINS_FOUND,
            post={"number_pattern": "QA-{{n}}", "review_months": 6, "emergency_days": 3},
        ),
    ),
    "control:space-keeping": (
        Row("/handbook/-/keeping/", everyone(NOT_ALLOWED)),
        Row("/handbook/-/keeping/", ADMINS_FOUND, post={}),
    ),
    "control:change-set": (
        Row("/handbook/-/change-set/", only(*EDITORS)),
        Row(
            "/handbook/-/change-set/",
            only(*EDITORS, status=FOUND),
            post={"title": "Both", "summary": "New", "pages": "{sop_new}", "approvers": "{imported}"},
        ),
    ),
    "control:document": (Row(f"{SOP}document/", only(*READERS)), Row("/handbook/-/document/", only(*READERS))),
    "control:document-change": (
        Row(f"{SOP}document/change/", only(*TRAINERS)),
        Row(f"{SOP}document/change/", only(*TRAINERS, status=FOUND), post={"category": "Safety"}),
    ),
    "control:page-keeping": (
        Row(f"{SOP}document/keeping/", everyone(NOT_ALLOWED)),
        Row("/handbook/cleaning/-/document/keeping/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "control:submission": (
        Row(f"{SOP}submission/", only(*EDITORS)),
        # For readers the page is not there yet.
        Row("/handbook/sop-new/-/submission/", (FOUND, *(MISSING,) * 2, *(FOUND,) * 3), post={**SUBMISSION, "seen": 1}),
    ),
    "control:request": (Row(f"{SOP}requests/{{request}}/", only(*EDITORS)),),
    "control:decision": (
        # Who wrote it does not approve it.
        Row(
            f"{SOP}requests/{{request}}/decision/",
            only(*TRAINERS, status=FOUND),
            post={"verdict": "yes", "seen": "{seal}"},
        ),
    ),
    "control:withdrawal": (Row(f"{SOP}requests/{{request}}/withdrawal/", only(*TRAINERS, status=FOUND), post={}),),
    "control:remarks": (
        Row(f"{SOP}requests/{{request}}/remarks/", only(*EDITORS, status=FOUND), post={"text": "Which ones?"}),
    ),
    "control:plan": (
        Row("/handbook/sop-old/-/editions/{planned}/plan/", only(*TRAINERS)),
        Row(
            "/handbook/sop-old/-/editions/{planned}/plan/",
            only(*TRAINERS, status=FOUND),
            post={"begins": "never", "reason": "Too soon"},
        ),
    ),
    "control:retirement": (
        Row("/handbook/sop-old/-/retirement/", only(*TRAINERS)),
        Row("/handbook/sop-old/-/retirement/", only(*TRAINERS, status=FOUND), post={"reason": "Gone"}),
    ),
    "control:review": (
        Row(f"{SOP}review/", only(*TRAINERS)),
        Row(f"{SOP}review/", only(*TRAINERS, status=FOUND), post={"remark": "Right"}),
    ),
    "control:flags": (Row(f"{SOP}flags/", only(*READERS, status=FOUND), post={"text": "Wrong"}, of_people=True),),
    "control:flag-closing": (Row(f"{SOP}flags/{{flag}}/closing/", only(*EDITORS, status=FOUND), post={}),),
}
