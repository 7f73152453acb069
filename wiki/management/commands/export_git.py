"""manage.py export_git"""

from wiki.exchange.repository.exporting import export_git
from wiki.management.commands._exporting import ExportCommand


class Command(ExportCommand):
    help = (
        "Writes spaces as a git repository of Markdown whose log is the wiki's history. Every revision is in it, of "
        "controlled documents also those that nobody approved: it is for whoever runs the wiki."
    )
    target_help = "a new folder, or a new file that ends in .bundle"
    export = staticmethod(export_git)
