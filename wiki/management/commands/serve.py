"""manage.py serve: everything from an empty folder to a running wiki."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, OutputWrapper

from accounts.setup import ensure_first_admin, setup_link
from accounts.site import wiki_name
from config import preparation, processes, server, working
from config.logs import print_objects


class Command(BaseCommand):
    help = "Prepares the database and the static files, then runs the web server and the worker of background jobs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The handbooks of a demonstration."""
        parser.add_argument(
            "--handbooks", type=Path, metavar="DIR", help="import each history.bundle below this folder first"
        )

    def handle(self, *args: Any, handbooks: Path | None, **options: Any) -> None:
        """Prepares, and runs until it is stopped."""
        if settings.LOG_FORMAT == "json":
            print_objects()
            self.stdout, self.stderr = OutputWrapper(sys.stdout), OutputWrapper(sys.stderr)
        preparation.require_writable_folder(settings.DATA_DIR)
        preparation.require_free_port(settings.HOST, settings.PORT)
        processes.run_apart(lambda: self.prepare(handbooks))
        link, name = setup_link(), wiki_name()
        server.warm_up()
        runs = {"web server": server.serve_web, "job worker": working.serve_jobs}
        processes.watch(runs, on_start=lambda: self.tell(name, link))
        self.stdout.write("Stopped.")

    def prepare(self, handbooks: Path | None) -> None:
        """Brings database, static files and first content to where they have to be."""
        with preparation.one_server_at_a_time():
            preparation.migrate()
            ensure_first_admin()
            preparation.load_starter()
            if handbooks:
                self.import_handbooks(handbooks)
        preparation.collect_static()

    def import_handbooks(self, folder: Path) -> None:
        """Imports those that are not there yet, each into a space of its own."""
        bundles = sorted(folder.glob("*/history.bundle"))
        if not bundles:
            self.stdout.write(f"There are no handbooks in {folder}; starting without.")
        for bundle in bundles:
            preparation.import_handbook(bundle, space=bundle.parent.name)

    def tell(self, name: str, link: str | None) -> None:
        """Prints where the wiki is, and on the first run how to begin."""
        if link:
            self.stdout.write(f"First run: open this link once to make the first admin and name the wiki:\n  {link}")
        self.stdout.write(f"{name} is running at {settings.BASE_URL}/  (Ctrl-C stops it)")
        self.stdout.flush()
