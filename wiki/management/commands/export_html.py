"""manage.py export_html"""

from wiki.exchange.copying.making import make_copy
from wiki.management.commands._exporting import ExportCommand


class Command(ExportCommand):
    help = (
        "Writes what readers meet as a folder of HTML that opens without a server, with search: the copy for the day "
        "on which the wiki can't be reached. Spaces for members only are in it as well: keep it as safe as the wiki."
    )
    target_help = "a new folder; open index.html in it"
    export = staticmethod(make_copy)
