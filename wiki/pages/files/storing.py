"""Keeping the content of a file, once, under its SHA-256."""

import errno
import hashlib
import logging
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.pages.errors import PageError, StorageFull, StorageSilent
from wiki.pages.files.models import StoredFile
from wiki.pages.files.pictures import Measure, measure
from wiki.pages.writers import only_writer

log = logging.getLogger(__name__)

# Programs: a handbook has no use for them, and a reader's double click may do harm.
REFUSED = frozenset("exe com bat cmd msi scr pif cpl hta vbs vbe js jse wsf wsh ps1 jar lnk reg apk dmg".split())
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_A_DAY = timedelta(days=1)

# What the machine's own list may lack; the product must tell the same everywhere.
for _suffix in ("avif", "webp", "heic", "heif"):
    mimetypes.add_type(f"image/{_suffix}", f".{_suffix}")


def media_type_of(name: str) -> str:
    """By the name's suffix; a browser is told never to guess. What is packed, such as x.txt.gz, is only bytes."""
    media_type, packing = mimetypes.guess_type(name)
    return (media_type if media_type and not packing else "application/octet-stream").lower()[:100]


def require_welcome(name: str, size: int, *, limit: int | None = None) -> None:
    """PageError for a file that is refused by its name or its size."""
    limit = settings.ATTACHMENT_LIMIT if limit is None else limit
    if name.rpartition(".")[2].lower() in REFUSED:
        raise PageError(_("“%(name)s” is a program; programs can't be attached.") % {"name": name})
    if size > limit:
        said = {"name": name, "limit": filesizeformat(limit)}
        raise PageError(_("“%(name)s” is larger than %(limit)s, the limit for one file.") % said)


def store(content: File | BinaryIO, name: str, *, limit: int | None = None) -> StoredFile:
    """Keeps a file under its SHA-256; the same content is kept once. PageError for a type or size that is refused,
    StorageFull where there is no room."""
    require_welcome(name, 0)
    content = content if isinstance(content, File) else File(content)
    sha256, size = _digest(content, name, limit)
    media_type = media_type_of(name)
    stored = StoredFile(sha256=sha256, size=size, media_type=media_type, **columns(measure(content)))
    _keep(stored, content)
    with transaction.atomic():
        only_writer()  # nothing is cleared away between our finding it and our wanting it
        _keep(stored, content)
        return _row(stored)


def columns(measured: Measure) -> dict[str, int | bool]:
    """The measure as columns of StoredFile."""
    return {"width": measured.width, "height": measured.height, "is_moving": measured.is_moving}


def _digest(content: File, name: str, limit: int | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while chunk := content.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
        require_welcome(name, size, limit=limit)
    return digest.hexdigest(), size


def _keep(stored: StoredFile, content: File) -> None:
    with _trouble_told():
        if default_storage.exists(stored.storage_name):
            return
    content.seek(0)
    put(stored.storage_name, content)


def put(name: str, content: File, *, into: Storage = default_storage) -> None:
    """Writes one file into a storage; StorageFull where there is no room, StorageSilent for any other trouble."""
    with _trouble_told():
        into.save(name, content)


@contextmanager
def _trouble_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFull(_("The wiki's disk is full, so the file was not kept. Tell an admin.")) from error
        log.exception("The storage of files took nothing")
        words = _("The wiki can't keep files at the moment. Try again in a while; if it stays so, tell an admin.")
        raise StorageSilent(words) from error


def _row(stored: StoredFile) -> StoredFile:
    kept, made = StoredFile.objects.get_or_create(
        sha256=stored.sha256,
        defaults={
            name: getattr(stored, name) for name in ("size", "media_type", "width", "height", "is_moving", "wanted_at")
        },
    )
    if not made and timezone.now() - kept.wanted_at > _A_DAY:  # it is wanted again: not one to be cleared away
        kept.wanted_at = timezone.now()
        kept.save(update_fields=["wanted_at"])
    return kept
