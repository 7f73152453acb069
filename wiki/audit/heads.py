"""The head of the chain: one line that stands for everything recorded until then, to be kept where the database's owner
cannot reach it. Only such a copy shows that the whole chain was written anew, or that its newest links were cut off.

EU GMP Annex 11 (7.1, 9): what is recorded is protected against alteration, and the protection can be checked.
"""

import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.findings import Finding
from wiki.audit.models import AuditLink

log = logging.getLogger(__name__)

FOLDER = "audit-heads"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link of the chain at a moment."""

    at: datetime.datetime
    sequence: int
    hash: str

    def __str__(self) -> str:
        """The line: time in UTC, number of the link, hash."""
        return f"{self.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ} {self.sequence} {self.hash}"


def head() -> Head | None:
    """The head now; None while nothing was recorded."""
    newest = AuditLink.objects.order_by("-sequence").first()
    return newest and Head(timezone.now(), newest.sequence, newest.hash)


def kept_lines() -> list[str]:
    """The daily heads that were kept, oldest first; an OSError where the storage does not give them."""
    return [line for name in _names() for line in _lines_of(name)]


def _names() -> list[str]:
    """A file a month."""
    try:
        return sorted(name for name in storages["shared"].listdir(FOLDER)[1] if fnmatch(name, "????-??.txt"))
    except FileNotFoundError:
        return []


def _lines_of(name: str) -> list[str]:
    try:
        with storages["shared"].open(f"{FOLDER}/{name}") as file:
            return file.read().decode(errors="replace").splitlines()
    except FileNotFoundError:
        return []


def keep_head() -> str:
    """Writes the head into this month's file and the log, once a day, and mails it where the settings say; the line, ""
    for none. OSError where the storage or the mail server does not take it: then it is to be done again."""
    newest = head()
    if newest is None:
        return ""
    line = _kept(str(newest))
    log.info("Head of the audit trail's chain: %s", line)
    if settings.AUDIT_HEAD_MAIL:
        send_mail(_("Audit trail: head of %(day)s") % {"day": line[:10]}, _letter(line), None, settings.AUDIT_HEAD_MAIL)
    return line


def _kept(line: str) -> str:
    """The line of this day, which is written unless there is one. The month's file is written anew: a bucket knows no
    other way, and takes it whole or not at all."""
    day, name = line[:10], f"{line[:7]}.txt"
    lines = _lines_of(name)
    known = next((earlier for earlier in lines if earlier.startswith(day)), "")
    if not known:
        content = "".join(f"{one}\n" for one in [*lines, line])
        storages["shared"].save(f"{FOLDER}/{name}", ContentFile(content.encode()))
    return known or line


def _letter(line: str) -> str:
    words = _(
        "Keep this line: time (UTC), number and hash of the newest link of the audit trail's chain.\n\n%(line)s\n\n"
        "Put such lines into a file, and “manage.py verify --heads FILE” finds out whether anything recorded before "
        "was changed.\n\n%(address)s\n"
    )
    return words % {"line": line, "address": settings.BASE_URL}


def head_findings(lines: Iterable[str]) -> Iterator[Finding]:
    """What lines that were kept say of the chain; empty lines and those that begin with # are passed over."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            yield from _of_line(line.strip())


def _of_line(line: str) -> Iterator[Finding]:
    at, _space, rest = line.partition(" ")
    number, _space, kept = rest.partition(" ")
    if not number.isdecimal() or len(kept) != 64:
        yield Finding("head-unreadable", _("This is no head of the chain: %(line)s") % {"line": line[:200]})
        return
    link = AuditLink.objects.filter(sequence=number).first()
    said = {"number": int(number), "at": at}
    if link is None:
        words = _("Link %(number)d, head of the chain at %(at)s, is missing: what was newest then was deleted.")
        yield Finding("head-missing", words % said)
    elif link.hash != kept:
        words = _("The chain is not the one of %(at)s: something up to link %(number)d was written anew.")
        yield Finding("rewritten", words % said)
