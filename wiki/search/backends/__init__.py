"""The two databases' full text search behind one interface."""

from functools import cache

from django.db import connections

from wiki.search.backends.interface import Backend, Fragment
from wiki.search.backends.postgresql import PostgreSQL
from wiki.search.backends.sqlite import SQLite

__all__ = ["Backend", "Fragment", "backend_of"]


@cache
def backend_of(using: str = "default") -> Backend:
    """The backend for a database of the settings."""
    return SQLite() if connections[using].vendor == "sqlite" else PostgreSQL()
