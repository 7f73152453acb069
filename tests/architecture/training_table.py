"""Who may do what with training: the reader is asked to know "cleaning", from which an expert is exempt."""

from tests.architecture.access_rows import (
    FOUND,
    MISSING,
    NOT_ALLOWED,
    OK,
    READERS,
    REFUSED,
    TRAINERS,
    Row,
    only,
    signed_in,
)
from tests.conftest import PASSWORD

ON_PAGE = "/handbook/cleaning/-/"

TRAINING: dict[str, tuple[Row, ...]] = {
    "training:record": (Row("/training/", signed_in()),),
    "training:matrix": (Row("/training/matrix/", (FOUND, *(REFUSED,) * 3, OK, OK)),),
    # Their own, that of those they supervise, and for trainers anybody's.
    "training:person": (Row("/training/people/{learner}/", (FOUND, MISSING, OK, MISSING, OK, OK)),),
    "training:acknowledgement": (
        Row(f"{ON_PAGE}acknowledgement/", only(*READERS), of_people=True),
        Row(f"{ON_PAGE}acknowledgement/", only(*READERS, status=FOUND), post={"revision": "2"}, of_people=True),
    ),
    "training:document": (
        Row(f"{ON_PAGE}training/", only(*TRAINERS)),
        Row("/handbook/-/training/", only(*TRAINERS)),
    ),
    "training:effect": (Row("/training/effects/{effect}/", (FOUND, MISSING, MISSING, MISSING, MISSING, OK)),),
    "training:paths": (Row("/training/paths/", signed_in()),),
    "training:path": (Row("/training/paths/{learning_path}/", only(*READERS)),),
    "training:path-new": (
        Row("/handbook/-/training/paths/new/", only(*TRAINERS)),
        Row("/handbook/-/training/paths/new/", only(*TRAINERS, status=FOUND), post={"name": "P", "pages": "Cleaning"}),
    ),
    "training:path-edit": (
        Row("/training/paths/{learning_path}/edit/", only(*TRAINERS)),
        Row(
            "/training/paths/{learning_path}/edit/",
            only(*TRAINERS, status=FOUND),
            post={"name": "P", "pages": "/handbook/cleaning/"},
        ),
    ),
    "training:path-assign": (
        Row("/training/paths/{learning_path}/assignment/", only(*TRAINERS)),
        Row(
            "/training/paths/{learning_path}/assignment/",
            only(*TRAINERS, status=FOUND),
            post={"audience": "role:everyone", "due_days": "7"},
        ),
    ),
    "training:path-end": (
        Row("/training/paths/{learning_path}/ending/", signed_in(NOT_ALLOWED)),
        Row("/training/paths/{learning_path}/ending/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "training:sign-off": (
        Row(f"{ON_PAGE}training/sign-off/", only(*TRAINERS)),
        Row(
            f"{ON_PAGE}training/sign-off/",
            only(*TRAINERS, status=FOUND),
            post={
                "person": "emil.expert@example.org",
                "revision": "2",
                "person_password": PASSWORD,
                "trainer_password": PASSWORD,
            },
        ),
    ),
    "training:questions": (
        Row(f"{ON_PAGE}training/questions/", only(*TRAINERS)),
        Row(
            f"{ON_PAGE}training/questions/",
            only(*TRAINERS, status=FOUND),
            post={"person": "4711"},
        ),
    ),
    "training:assign": (
        Row(f"{ON_PAGE}training/new/", only(*TRAINERS)),
        Row(
            f"{ON_PAGE}training/new/",
            only(*TRAINERS, status=FOUND),
            post={"target": "page", "audience": "role:everyone", "due_days": "7"},
        ),
    ),
    "training:assignment-end": (
        Row("/training/assignments/{assignment}/ending/", only(*TRAINERS)),
        Row("/training/assignments/{assignment}/ending/", only(*TRAINERS, status=FOUND), post={"reason": "Left"}),
    ),
    "training:exemption": (
        Row(f"{ON_PAGE}training/exemptions/new/", only(*TRAINERS)),
        Row(
            f"{ON_PAGE}training/exemptions/new/",
            only(*TRAINERS, status=FOUND),
            post={"person": "emil.expert@example.org", "reason": "Wrote it"},
        ),
    ),
    "training:exemption-end": (
        Row("/training/exemptions/{exemption}/ending/", signed_in(NOT_ALLOWED)),
        Row("/training/exemptions/{exemption}/ending/", only(*TRAINERS, status=FOUND), post={}),
    ),
}
