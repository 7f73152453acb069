"""The world's time zones."""

import datetime
import functools
import zoneinfo
from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone

# "Etc" counts backwards and the rest are old spellings: nobody looks for their own town there.
_HIDDEN = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@functools.cache
def names() -> frozenset[str]:
    """Every name of the system's database; read once, it is a walk through hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


def zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone; None for no name, and for one that this machine's database does not have, or no more."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except zoneinfo.ZoneInfoNotFoundError:
        return None


def site_today() -> datetime.date:
    """Today in the wiki's own zone, whoever looks: the day by which rights end."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


@functools.cache
def choices() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Continent, and its (name, town) pairs, for a select."""
    listed = sorted(name for name in names() if "/" in name and not name.startswith(_HIDDEN))
    grouped = groupby(listed, key=lambda name: name.partition("/")[0])
    return tuple((continent, _towns(group)) for continent, group in grouped)


def _towns(group: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, name.partition("/")[2].replace("_", " ")) for name in group)
