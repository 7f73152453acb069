"""What import_git and import_folder have in common: the space, the person, the report."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from wiki.exchange.actions import make_space, request_import
from wiki.exchange.carrying import carry_out
from wiki.exchange.errors import ImportRefused
from wiki.exchange.models import Import
from wiki.exchange.reading.page_text import name_as_title
from wiki.exchange.reporting import report_lines
from wiki.management.commands._bar import Bar
from wiki.spaces.models import Space


class ImportCommand(BaseCommand):
    """A command that imports into a space."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The space and the person."""
        parser.add_argument(
            "--space", required=True, metavar="SLUG", help="address of the space; made when there is none"
        )
        parser.add_argument("--name", default="", help="name of the space when it is made")
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="the admin who imports")

    def run(self, *, space: str, name: str, email: str, **wishes: Any) -> None:
        """Imports and reports; CommandError with one line when nothing came of it."""
        by = _admin(email)
        shelf = _space(space, name, by)
        job = request_import(by=by, space=shelf, **wishes)
        bar = Bar()
        try:
            job = carry_out(job, watcher=bar)
        except ImportRefused as refusal:
            bar.close()
            job.refresh_from_db()
            self.report(job)
            raise CommandError(str(refusal)) from None
        finally:
            bar.close()
        self.report(job)

    def report(self, job: Import) -> None:
        """What came of it, and every remark."""
        if job.counts:
            self.stdout.write("\n".join(report_lines(job)))
        for note in job.notes:
            self.stdout.write(f"- {note}")


def _admin(email: str) -> User | None:
    admins = User.objects.admins().order_by("pk")
    if not email:
        return admins.first()
    found = admins.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"{email} is not the address of an admin.")
    return found


def _space(slug: str, name: str, by: User | None) -> Space:
    found = Space.objects.filter(slug=slug).first()
    if found:
        return found
    try:
        return make_space(by=by, slug=slug, name=name or name_as_title(slug))
    except ValidationError as error:
        raise CommandError("; ".join(error.messages)) from None
