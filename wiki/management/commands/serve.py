"""manage.py serve: everything from an empty folder to a running wiki."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.setup import ensure_first_admin, setup_link
from config import preparation, processes, server


class Command(BaseCommand):
    help = "Prepares the database and the static files, then runs the web server and the worker of background jobs."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        preparation.require_writable_folder(settings.DATA_DIR)
        preparation.require_free_port(settings.HOST, settings.PORT)
        preparation.migrate()
        preparation.collect_static()
        ensure_first_admin()
        preparation.load_starter()
        link = setup_link()
        server.warm_up()
        runs = {"web server": server.serve_web, "job worker": server.serve_jobs}
        processes.watch(runs, on_start=lambda: self.tell(link))
        self.stdout.write("Stopped.")

    def tell(self, link: str | None) -> None:
        """Prints where the wiki is, and on the first run how to begin."""
        if link:
            self.stdout.write(f"First run: open this link once to make the first admin and name the wiki:\n  {link}")
        self.stdout.write(f"{settings.WIKI_NAME} is running at {settings.BASE_URL}/  (Ctrl-C stops it)")
        self.stdout.flush()
