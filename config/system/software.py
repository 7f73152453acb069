"""The release that runs, and its database."""

import platform

import django
from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.health import unapplied_migrations
from config.metrics.present import database_bytes
from config.system.lines import Found, danger, good


def version() -> Found:
    """Of the product, and what it stands on."""
    words = _("Looseleaf %(own)s, Django %(django)s, Python %(python)s")
    known = {"own": settings.VERSION, "django": django.get_version(), "python": platform.python_version()}
    return good(words % known)


def database() -> Found:
    """Its kind and size."""
    number = ".".join(map(str, connection.get_database_version()))
    words = _("%(kind)s %(number)s, %(size)s")
    size = filesizeformat(database_bytes())
    return good(words % {"kind": connection.display_name, "number": number, "size": size})


def migrations() -> Found:
    """Whether the database is that of this release."""
    missing = len(unapplied_migrations())
    if not missing:
        return good(_("The database is that of this release."))
    words = ngettext("%d migration is not applied.", "%d migrations are not applied.", missing) % missing
    return danger(words, _("Start the wiki again, which applies them, or run: manage.py migrate"))
