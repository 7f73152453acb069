"""Fills the wiki of the browser tests: python -m tests.browser.seed, with LOOSELEAF_DATA set."""

import os
from datetime import date
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from accounts.models import User

STEPS = """## Purpose

Keep the fryer clean so that nobody gets ill.

## Steps

1. Switch the fryer off.
2. Let the oil cool to 40 °C.
3. Drain the oil.

## Records

Sign the log.
"""

HANDS = """## Steps

1. Wet your hands.
2. Rub soap into them for 30 seconds.
3. Rinse.

```question
How long do you rub soap into your hands?
( ) 5 seconds
(x) 30 seconds
see: #steps
```
"""


def make_plant(admin: "User", crew: "list[User]") -> None:
    """A controlled space whose approvals are signed, with a crew to train and somebody who audits it."""
    from accounts.models import Team
    from tests.conftest import make_space, make_user
    from wiki.control.actions import change_policy, control_space
    from wiki.spaces.models import Level, Membership

    plant = make_space("Plant", by=admin)
    control_space(by=admin, space=plant)
    change_policy(by=admin, space=plant, is_signed=True)
    Team.objects.create(name="Mill crew").members.set(crew)
    auditor = make_user("Ann Auditor", "")
    Membership.objects.create(space=plant, user=auditor, level=Level.AUDITOR, until=date.max)


def main() -> None:
    """The cast, a plant, a handbook and its pages."""
    from accounts.roles import Role
    from tests.conftest import make_page, make_revision, make_space, make_user
    from tests.jobs.test_show_jobs import job

    job(status="FAILED", exception_class_path="builtins.OSError")
    admin = make_user("Ada Admin", Role.ADMIN)
    editor = make_user("Edith Editor", Role.EDITOR)
    make_user("Tom Trainer", Role.TRAINER)
    rosa, nora, otto = (make_user(name, Role.READER) for name in ("Rosa Reader", "Nora Newcomer", "Otto Operator"))
    for name in ("Wanda Watcher", "Walt Watcher"):  # who comments on a page watches it: these do nothing else
        make_user(name, Role.READER)
    make_plant(admin, [rosa, nora, otto])
    handbook = make_space("Handbook", by=admin, text="Welcome.\n\nSee [[Cleaning the fryer]].\n")
    kitchen = make_page(handbook, "Kitchen", "All about the kitchen.\n", by=editor)
    fryer = make_page(kitchen, "Cleaning the fryer", STEPS, by=editor, tags=["cleaning"])
    make_revision(fryer, STEPS.replace("40 °C", "50 °C"), by=editor, reason="Faster")
    # Its newest text is put back by one story; no other story may count on it.
    grill = make_page(kitchen, "Cleaning the grill", STEPS.replace("fryer", "grill"), by=editor)
    make_revision(grill, STEPS.replace("fryer", "grill").replace("40 °C", "50 °C"), by=editor, reason="Faster")
    for name in ("oven", "slicer"):  # a story of its own changes the slicer
        make_page(kitchen, f"Cleaning the {name}", STEPS.replace("fryer", name), by=editor)
    make_page(kitchen, "Washing hands", HANDS, by=editor)
    make_page(handbook, "Night shift", "Lock the door.\n\nPut out the lights.\n", by=editor)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
