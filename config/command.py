"""The command line: `manage.py` in the source tree, `looseleaf` where the wiki was installed as a package."""

import os
import sys


def main() -> None:
    """Runs the command that was asked for; what stops it before it began is one line."""
    if sys.version_info < (3, 11):  # before Django is imported, which would fail with a riddle
        sys.exit(f"Looseleaf needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a setting that makes no sense: one line, no traceback
        sys.exit(f"Looseleaf: {error}")
