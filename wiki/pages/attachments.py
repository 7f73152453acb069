"""Files: stored once by content, pinned by the pages that show them, served so that nothing in them can run here."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.pages.errors import PageError
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.files.pictures import prepared
from wiki.pages.files.storing import media_type_of, require_welcome, store
from wiki.pages.files.thumbnails import widths_of
from wiki.pages.linking import file_url
from wiki.pages.models import Page
from wiki.pages.tasks import make_thumbnails

# Shown by the browser in place. Everything else is downloaded; SVG as well, which can hold scripts: an <img> shows it
# all the same, and runs none.
SHOWN_INLINE = frozenset(
    "image/png image/jpeg image/gif image/webp image/avif application/pdf text/plain video/mp4".split()
)

# Names that Markdown takes as they are, for the address of a link; and what it would take for markup in the words.
_PLAIN = re.compile(r"[\w\-.,+@ ()]+")
_MARKUP = re.compile(r"[\\`*\[\]~=^{}$!|:]|(?<![^\W_])_|_(?![^\W_])|(?<=www)\.")


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment of a page's present state."""

    name: str
    sha256: str
    size: int
    media_type: str
    url: str
    width: int = 0  # pixels of a picture
    height: int = 0

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def told(self) -> dict[str, Any]:
        """What a script is told of it."""
        names = ("name", "url", "sha256", "size", "markdown", "width", "height", "is_image")
        return {name: getattr(self, name) for name in names}

    @property
    def markdown(self) -> str:
        """What shows the file in its page's text, a picture in place and anything else as a link."""
        words = html.escape(_MARKUP.sub(r"\\\g<0>", self.name.rpartition(".")[0] or self.name), quote=False)
        target = self.name if _PLAIN.fullmatch(self.name) else quote(self.name, safe="")
        return f"{'!' if self.is_image else ''}[{words}]({f'<{target}>' if re.search('[ ()]', target) else target})"


def clean_name(name: str) -> str:
    """The file's own name without folders and control characters; PageError when nothing is left."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    if not name:
        raise PageError(_("The file has no name."))
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:150]}{dot}{suffix[:40]}" if dot else name[:190]


def pin(page: Page, files: dict[str, str], *, by: Any = None) -> None:
    """Gives the page's readers the right to fetch these files (name -> SHA-256)."""
    PinnedFile.objects.bulk_create(
        [PinnedFile(page=page, name=name, file_id=sha256, by=by) for name, sha256 in files.items()],
        ignore_conflicts=True,
    )


def attach(
    page: Page, upload: File, taken: dict[str, str], *, name: str = "", by: Any = None, instead_of: str = ""
) -> tuple[str, str]:
    """Stores an upload, its picture made fit to be shown, and pins it to the page: its name, made free among `taken`
    unless the content is the same, and SHA-256. `name` goes before the upload's own, which can have lost characters on
    its way. With `instead_of`, the name of the attachment whose next version it is."""
    name = clean_name(name or upload.name or "")
    require_welcome(name, upload.size)
    content, name = prepared(upload, name)
    if instead_of:
        _require_same_kind(name, instead_of)
    stored = store(content, name)
    name = instead_of or _free_name(name, stored.sha256, taken)
    pin(page, {name: stored.sha256}, by=by)
    if widths_of(stored):
        transaction.on_commit(lambda: make_thumbnails.enqueue(stored.sha256))
    return name, stored.sha256


def _require_same_kind(name: str, old: str) -> None:
    if media_type_of(name) == media_type_of(old) != "application/octet-stream" or _suffix(name) == _suffix(old):
        return
    sentence = _("“%(old)s” can only be replaced by a file of its kind. Add “%(name)s” as a file of its own.")
    raise PageError(sentence % {"old": old, "name": name})


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _free_name(name: str, sha256: str, taken: dict[str, str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    count, free = 1, name
    while free in taken and taken[free] != sha256:
        count += 1
        free = f"{stem}-{count}{dot}{suffix}" if dot else f"{name}-{count}"
    return free


def kept_files(page: Page, values: Iterable[str]) -> dict[str, str]:
    """The files (name -> SHA-256) that an editor's boxes stand for, each valued "SHA-256/name", as far as they were
    really attached to the page: a form can claim anything.
    """
    wanted = dict(value.partition("/")[::2][::-1] for value in values)
    names = [name for name in wanted if "\0" not in name]  # PostgreSQL refuses to look for it
    if not names:
        return {}
    rows = PinnedFile.objects.filter(page=page, name__in=names).values_list("name", "file_id")
    real = set(rows)
    return {name: sha256 for name, sha256 in wanted.items() if (name, sha256) in real}


def attached(page: Page, files: dict[str, str]) -> list[Attached]:
    """The attachments `files` (name -> SHA-256) of a page with size, type and address, by name; one query."""
    stored = StoredFile.objects.in_bulk(set(files.values()))
    return [_attached(page, name, stored[sha]) for name, sha in sorted(files.items()) if sha in stored]


def _attached(page: Page, name: str, file: StoredFile) -> Attached:
    url = file_url(page.pk, file.pk, name)
    return Attached(name, file.pk, file.size, media_type_of(name), url, file.width or 0, file.height or 0)
