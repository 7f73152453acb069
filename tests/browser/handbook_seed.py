"""Adds pages to a wiki: python -m tests.browser.handbook_seed FILE, with LOOSELEAF_DATA set.

The file is JSON: {name of a space: [text of a page, …]}. The pages are called "Page 0", "Page 1" and so on.
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from tests.conftest import an_admin, front_page, make_page, make_space  # noqa: E402


def main(file: Path) -> None:
    """One space for each name, its pages below the front page."""
    admin = an_admin()
    for name, texts in json.loads(file.read_text()).items():
        with transaction.atomic():
            parent = front_page(make_space(name, by=admin))
            for number, text in enumerate(texts):
                make_page(parent, f"Page {number}", text, by=admin)


main(Path(sys.argv[1]))
