"""Smaller versions of pictures, for screens that need no more: made once, kept beside the picture."""

from collections.abc import Iterable

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.urls import reverse

from wiki.markup import Picture
from wiki.pages.files.models import StoredFile
from wiki.pages.files.pictures import measure, smaller
from wiki.pages.files.storing import columns, put

# The text's column is some 750 points wide, a phone's screen 390: for one, two and three pixels a point.
WIDTHS = (480, 960, 1600)
_FORMATS = frozenset(("image/jpeg", "image/png", "image/webp", "image/avif"))
# A drawing that is hardly wider than its smaller version is sharper as it is.
_WORTH = 1.2


def widths_of(file: StoredFile) -> list[int]:
    """The widths in pixels that there are smaller versions of; none for what moves, for drawings made of lines, and for
    what no browser shows."""
    if file.is_moving or file.media_type not in _FORMATS:
        return []
    return [width for width in WIDTHS if width * _WORTH <= (file.width or 0)]


def open_thumbnail(file: StoredFile, width: int) -> File:
    """The version of this width, made if it is not there yet; PageError for a picture that can't be read."""
    name = _name(file, width)
    if not default_storage.exists(name):
        with file.open() as content:
            put(name, ContentFile(smaller(content, width)))
    return default_storage.open(name)


def make_all(sha256: str) -> int:
    """Makes every smaller version of the picture that is not there yet; how many it has."""
    file = StoredFile.objects.filter(pk=sha256).first()  # it may have been cleared away since
    widths = widths_of(file) if file else []
    for width in widths:
        open_thumbnail(file, width).close()
    return len(widths)


def _name(file: StoredFile, width: int) -> str:
    return f"{file.storage_name}.{width}.webp"


def remove_thumbnails(file: StoredFile) -> None:
    """Removes every smaller version."""
    for width in WIDTHS:
        default_storage.delete(_name(file, width))


def thumbnail_url(page_id: int, sha256: str, width: int) -> str:
    """The address of a smaller version of a picture that the page shows."""
    return reverse("pages:thumbnail", args=[page_id, sha256, width])


def pictures_of(page_id: int, hashes: Iterable[str]) -> dict[str, Picture]:
    """What a page says of its pictures, by SHA-256: their size, and their smaller versions; one query."""
    files = StoredFile.objects.filter(pk__in=set(hashes))
    return {file.pk: _picture(page_id, file) for file in map(_measured, files) if file.width and file.height}


def _measured(file: StoredFile) -> StoredFile:
    """Files that were kept before pictures were measured are measured when they are first asked for."""
    if file.width is None:
        try:
            with file.open() as content:
                found = columns(measure(content))
        except OSError:  # a page must show its text though a file is lost
            return file
        StoredFile.objects.filter(pk=file.pk).update(**found)
        for name, value in found.items():
            setattr(file, name, value)
    return file


def _picture(page_id: int, file: StoredFile) -> Picture:
    sources = [(thumbnail_url(page_id, file.pk, width), width) for width in widths_of(file)]
    return Picture(file.width or 0, file.height or 0, tuple(sources))
