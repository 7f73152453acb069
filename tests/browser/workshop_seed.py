"""Adds the space "Workshop" to the wiki of the browser tests: python -m tests.browser.workshop_seed."""

import os

import django


def main() -> None:
    """Pages about machines."""
    from accounts.models import User
    from tests.conftest import make_page, make_space

    editor = User.objects.get(name="Edith Editor")
    workshop = make_space("Workshop", text="All about machines.\n")
    machines = make_page(workshop, "Machines", by=editor)
    for machine in ("Lathe", "Press", "Saw"):
        make_page(machines, machine, f"How the {machine.lower()} works.\n", by=editor)
    make_page(workshop, "Old sheets", "", by=editor)
    make_page(workshop, "Oiling the lathe", "Oil the lathe every Friday.\n", by=editor)
    make_page(workshop, "In an emergency", "Stop the machine.\n", by=editor)
    make_page(workshop, "Who to call", "The shift lead: 214.\n", by=editor)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
