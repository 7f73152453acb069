"""The wiki that is measured: a real handbook where the corpus is there, else pages made up; and two people in it.

Run as a program of its own, with the product's settings, because it must not share a process with what measures.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import django

SPACE = "handbook"
LONG = 200  # revisions of the page whose history is read
SEARCHES = {"common word": "team", "rare word": "ordinary", "phrase": '"the team"', "no hit": "zzzzqqq"}
MEASURED = 251  # pages of a larger wiki, as many as the handbook has
MADE_UP = 300  # pages, where there is no corpus

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from tests.bench import large  # noqa: E402
from tests.bench.processes import parent_of  # noqa: E402
from wiki.pages.actions import create_page, create_space, save_page  # noqa: E402
from wiki.pages.models import Page  # noqa: E402
from wiki.spaces.models import Space  # noqa: E402


def build(corpus: Path, more: int) -> None:
    """Fills an empty database; so many pages more are made of the handbook's."""
    call_command("migrate", verbosity=0)
    admin = User.objects.create_user("admin@example.org", role=Role.ADMIN, name="Ada Admin")
    User.objects.create_user("editor@example.org", role=Role.EDITOR, name="Edith Editor")
    front = create_space(by=admin, space=Space(name="Handbook", slug=SPACE))
    bundle = corpus / "18f-handbook" / "history.bundle"
    if bundle.exists():
        call_command("import_git", str(bundle), space=SPACE, verbosity=0)
        call_command("db_worker", batch=True, verbosity=0)  # what a running wiki does right after an import
    else:
        _make_up(admin, front)
    front = Page.objects.live().get(space__slug=SPACE, parent=None)  # the handbook brought its own
    page = create_page(by=admin, parent=front, title="A long history", text=_paragraphs(0))
    for number in range(1, LONG):
        save_page(
            by=admin,
            page=page,
            base_number=number,
            title=page.title,
            text=_paragraphs(number),
            tags=[],
            reason=f"Step {number}",
        )
    if more:
        large.main(more)


def _make_up(admin: User, front: Page) -> None:
    chance = random.Random(1)
    words = "team ordinary safety valve reactor clean check record sign batch leave travel form ask write read".split()
    for number in range(MADE_UP):
        lines = [" ".join(chance.choices(words, k=60)) for _line in range(18)]
        page = create_page(by=admin, parent=front, title=f"Procedure {number}", text="\n\n".join(lines))
        for again in range(3):
            lines[again] += " changed"
            save_page(by=admin, page=page, base_number=again + 1, title=page.title, text="\n\n".join(lines), tags=[])


def _paragraphs(number: int) -> str:
    return "\n\n".join(
        f"Paragraph {index} as of step {number if index == number % 40 else 0}, with some words." for index in range(40)
    )


def described() -> dict[str, Any]:
    """What the measuring process must know: addresses, texts, and the cookie of someone who is signed in."""
    pages = Page.objects.filter(pk__in=_measured()).select_related("space", "latest").order_by("pk")
    return {
        "cookie": f"{_session(settings.AUTHENTICATION_BACKENDS[0])}; csrftoken={'c' * 32}",
        "reference_cookie": _session("django.contrib.auth.backends.ModelBackend"),
        "csrf": "c" * 32,
        "long": _address("A long history"),
        "longest": _address(large.LONGEST),
        "searches": SEARCHES,
        "database": _database_process(),
        "pages": [
            {
                "pk": page.pk,
                "url": page.url(),
                "number": page.latest.number,
                "title": page.title,
                "text": page.text,
                "tags": page.tags,
            }
            for page in pages
        ],
    }


def _measured() -> list[int]:
    """The handbook's pages, or as many of those that were made of them: what people have open at a time."""
    live = Page.objects.live().order_by("pk")
    made = live.filter(space__slug__startswith="large-", parent__isnull=False).exclude(title=large.LONGEST)
    keys = list(made.values_list("pk", flat=True))
    if keys:
        return random.Random(4).sample(keys, MEASURED)
    return list(live.filter(space__slug=SPACE).exclude(title="A long history").values_list("pk", flat=True))


def _address(title: str) -> str | None:
    page = Page.objects.select_related("space").filter(title=title).first()
    return page and page.url()


def _database_process() -> int | None:
    """The process that PostgreSQL's others come from; SQLite works in the wiki's own."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return parent_of(cursor.fetchone()[0])


def _session(backend: str) -> str:
    """The cookie of the editor, signed in by this backend."""
    client = Client()
    client.force_login(User.objects.get(email="editor@example.org"), backend=backend)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    if Page._meta.db_table not in connection.introspection.table_names():
        build(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(described()))
