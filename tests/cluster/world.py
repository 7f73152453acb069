"""What the cluster's people work on, made by a program with the product's settings: prints it as JSON."""

import json
import sys
from typing import Any

WRITERS, READ = 4, 40


def made(pile: int) -> dict[str, Any]:
    """Addresses, cookies, and what has to be sent to each address; so many are to be approved and to be confirmed."""
    from accounts.roles import Role
    from tests.conftest import an_admin, make_page, make_revision, make_space, make_user
    from tests.control.desk import ask as ask_for_approval
    from tests.training.asking import ask as ask_to_read
    from wiki.control.actions import control_space

    admin, editor, reader = an_admin(), make_user("Edith Editor", Role.EDITOR), make_user("Rosa Reader", Role.READER)
    handbook, plant = make_space("Handbook", by=admin), make_space("Plant", by=admin)
    written = [make_page(handbook, f"Written by {number}", by=editor) for number in range(WRITERS)]
    uploaded = make_page(handbook, "Drawings", by=editor)
    read = [make_page(handbook, f"Step {number}", "Wear gloves.\n" * 50, by=editor) for number in range(READ)]
    documents = [make_page(plant, f"Procedure {number}", by=editor) for number in range(pile)]
    control_space(by=admin, space=plant)
    for page in documents:
        make_revision(page, "Wear gloves and goggles.\n", by=editor)
    requests = [ask_for_approval(page, editor) for page in documents]
    known = [make_page(handbook, f"To know {number}", by=editor) for number in range(pile)]
    for page in known:
        ask_to_read(page, reader)
    return {
        "cookies": {name: cookie_of(user) for name, user in (("admin", admin), ("editor", editor), ("reader", reader))},
        "written": [[page.pk, page.url()] for page in written],
        "uploaded": [uploaded.pk, uploaded.url()],
        "read": [page.url() for page in (*read, *documents)],
        "decided": [
            [asked.pk, page.url(f"requests/{asked.pk}/decision/"), {"seen": asked.seal, "verdict": "yes"}]
            for page, asked in zip(documents, requests, strict=True)
        ],
        "known": [[page.pk, page.url("acknowledgement/"), {"revision": page.latest.number}] for page in known],
    }


def cookie_of(user: Any) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(f"{json.dumps(made(int(sys.argv[1])))}\n")
