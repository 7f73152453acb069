"""The release that runs, and its database."""

import platform

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.health import unapplied_migrations
from config.metrics.present import database_bytes
from config.replica import REPLICA, behind
from config.system.lines import Found, caution, danger, good

MUCH = 16 * 2**20  # bytes of the log: one of PostgreSQL's segments of it


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


def read_replica() -> Found:
    """How far it is behind."""
    host = settings.DATABASES[REPLICA]["HOST"]
    step = _("Until then everything is read from the database itself. Is LOOSELEAF_DATABASE_REPLICA right?")
    try:
        late = behind()
    except DatabaseError:
        return caution(_("%s can't be reached.") % host, step)
    if late is None:
        return caution(_("%s is not a replica, or no longer.") % host, step)
    words = _("%(host)s, %(size)s behind") % {"host": host, "size": filesizeformat(late)}
    if late < MUCH:
        return good(words)
    return caution(words, _("Until it has caught up everything is read from the database itself. What keeps it busy?"))


def migrations() -> Found:
    """Whether the database is that of this release."""
    missing = len(unapplied_migrations())
    if not missing:
        return good(_("The database is that of this release."))
    words = ngettext("%d migration is not applied.", "%d migrations are not applied.", missing) % missing
    return danger(words, _("Start the wiki again, which applies them, or run: manage.py migrate"))
