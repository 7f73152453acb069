"""manage.py import_folder"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from wiki.exchange.models import Import
from wiki.management.commands._importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Imports a handbook from a folder of Markdown files, or a ZIP file of one; run again, it imports what is new."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The source, and what of it."""
        parser.add_argument("source", help="a folder, or a ZIP file")
        parser.add_argument("--path", default="", metavar="DIR", help="only this folder inside it")
        super().add_arguments(parser)

    def handle(self, *args: Any, source: str, path: str, **options: Any) -> None:
        """Imports."""
        common = {name: options[name] for name in ("space", "name", "email")}
        kind = Import.Source.ARCHIVE if Path(source).is_file() else Import.Source.FOLDER
        self.run(source=kind, location=source, root=path, **common)
