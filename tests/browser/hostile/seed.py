"""Fills a wiki with hostile strings: python -m tests.browser.hostile.seed CORPUS, with LOOSELEAF_DATA set."""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.db import transaction  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from tests.browser.hostile import strings as hostile  # noqa: E402
from tests.browser.hostile.seed_talk import fill_talk  # noqa: E402
from tests.conftest import make_page, make_revision, make_space, make_user  # noqa: E402
from wiki.pages.actions import trash_page  # noqa: E402
from wiki.pages.attachments import store  # noqa: E402
from wiki.spaces.models import Space  # noqa: E402

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@transaction.atomic
def fill_page(space: Space, batch: hostile.Batch, by: User, sha256: str) -> None:
    """One page with all that a page can hold, in three revisions, and pages with hostile titles below it."""
    page = make_page(space, f"Batch {batch.place}", "Start.\n", by=by)
    for title in batch.titles:
        make_page(page, title, "", by=by, reason=title)
    named = {"tags": hostile.tags(batch.texts), "files": dict.fromkeys(hostile.names(batch.texts), sha256)}
    make_revision(page, batch.text, by=by, **named)
    make_revision(page, f"{batch.text}\nEnd.\n", by=by)


@transaction.atomic
def fill_history(space: Space, texts: list[str], by: User) -> None:
    """A page whose revisions have every string in their reasons: long ones, such as imported commits have."""
    page = make_page(space, "Reasons", "0\n", by=by)
    for number, reason in enumerate(hostile.packs(texts, hostile.LONG), 1):
        make_revision(page, f"{number}\n", by=by, reason=reason)


@transaction.atomic
def fill_trash(space: Space, texts: list[str], by: User) -> None:
    """Pages in the trash, every fiftieth string in their titles and reasons."""
    for title in hostile.packs(texts[::50], hostile.TITLE):
        trash_page(by=by, page=make_page(space, title, "Gone.\n", by=by), reason=title)


def main() -> None:
    """An admin, an attacker with a hostile name, and one space."""
    texts = hostile.strings(Path(sys.argv[1]))
    admin = make_user("Ada Admin", Role.ADMIN)
    attacker = make_user(hostile.MALLORY, Role.EDITOR, email="mallory@example.org")
    space = make_space("Hostile", by=admin, text="Front.\n", description=hostile.packs(texts, 300)[0])
    stored = store(ContentFile(PIXEL), "pixel.png")
    for batch in hostile.batches(texts):
        fill_page(space, batch, attacker, stored.sha256)
    fill_history(space, texts, attacker)
    fill_trash(space, texts, attacker)
    people = [make_user("Eve")]
    for number, name in enumerate(hostile.packs(texts, hostile.NAME)[::200]):
        people.append(User.objects.create_user(f"person{number}@example.org", name=name))
    fill_talk(space, texts, attacker, people)


main()
