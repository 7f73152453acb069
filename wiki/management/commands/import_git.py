"""manage.py import_git"""

from argparse import ArgumentParser
from typing import Any

from wiki.exchange.models import Import
from wiki.management.commands._importing import ImportCommand


class Command(ImportCommand):
    help = "Imports a handbook with its history from a git repository or bundle; run again, it imports what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The source, and what of it."""
        parser.add_argument("source", help="folder of a git repository, or a bundle file")
        parser.add_argument("--path", default="", metavar="DIR", help="only this folder of the repository")
        parser.add_argument("--branch", default="", help="the branch or tag; else the repository's own")
        parser.add_argument(
            "--all-commits", action="store_true", help="commits of side branches too, not only the main line"
        )
        super().add_arguments(parser)

    def handle(self, *args: Any, source: str, path: str, branch: str, all_commits: bool, **options: Any) -> None:
        """Imports."""
        common = {name: options[name] for name in ("space", "name", "email")}
        wishes = {"root": path, "branch": branch, "all_commits": all_commits}
        self.run(source=Import.Source.GIT, location=source, **wishes, **common)
