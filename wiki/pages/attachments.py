"""Files: stored once by content, pinned by the pages that show them, served so that nothing in them can run here."""

import hashlib
import html
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from wiki.pages.errors import PageError
from wiki.pages.linking import file_url
from wiki.pages.models import Page, PinnedFile, StoredFile

# Shown by the browser in place. Everything else is downloaded. SVG is shown, but under a policy that lets no script
# run.
SHOWN_INLINE = frozenset(
    "image/png image/jpeg image/gif image/webp image/avif image/svg+xml application/pdf text/plain video/mp4".split()
)
# Programs: a handbook has no use for them, and a reader's double click may do harm.
REFUSED = frozenset("exe com bat cmd msi scr pif cpl hta vbs vbe js jse wsf wsh ps1 jar lnk reg apk dmg".split())

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

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

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


def media_type_of(name: str) -> str:
    """By the name's suffix; a browser is told never to guess. What is packed, such as x.txt.gz, is only bytes."""
    media_type, packing = mimetypes.guess_type(name)
    return (media_type if media_type and not packing else "application/octet-stream").lower()[:100]


def store(content: File | BinaryIO, name: str, *, limit: int | None = None) -> StoredFile:
    """Keeps a file under its SHA-256; the same content is kept once. PageError for a type or size that is refused."""
    limit = settings.ATTACHMENT_LIMIT if limit is None else limit
    if name.rpartition(".")[2].lower() in REFUSED:
        raise PageError(_("“%(name)s” is a program; programs can't be attached.") % {"name": name})
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
        if size > limit:
            raise PageError(
                _("“%(name)s” is larger than %(limit)s, the limit for one file.")
                % {"name": name, "limit": filesizeformat(limit)}
            )
    stored = StoredFile(sha256=digest.hexdigest(), size=size, media_type=media_type_of(name))
    if not default_storage.exists(stored.storage_name):
        content.seek(0)
        default_storage.save(stored.storage_name, content if isinstance(content, File) else File(content))
    return StoredFile.objects.get_or_create(
        sha256=stored.sha256, defaults={"size": size, "media_type": stored.media_type}
    )[0]


def pin(page: Page, files: dict[str, str]) -> None:
    """Gives the page's readers the right to fetch these files (name -> SHA-256)."""
    PinnedFile.objects.bulk_create(
        [PinnedFile(page=page, name=name, file_id=sha256) for name, sha256 in files.items()], ignore_conflicts=True
    )


def attach(page: Page, upload: File, taken: dict[str, str], *, name: str = "") -> tuple[str, str]:
    """Stores an upload and pins it to the page: its name, made free among `taken` unless the content is the same,
    and SHA-256. `name` goes before the upload's own, which can have lost characters on its way.
    """
    name = clean_name(name or upload.name or "")
    stored = store(upload, name)
    name = _free_name(name, stored.sha256, taken)
    pin(page, {name: stored.sha256})
    return name, stored.sha256


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
    rows = PinnedFile.objects.filter(page=page, name__in=names).values_list("name", "file_id")
    real = set(rows)
    return {name: sha256 for name, sha256 in wanted.items() if (name, sha256) in real}


def attached(page: Page, files: dict[str, str]) -> list[Attached]:
    """The attachments `files` (name -> SHA-256) of a page with size, type and address, by name; one query."""
    stored = StoredFile.objects.in_bulk(set(files.values()))
    return [
        Attached(name, sha, stored[sha].size, media_type_of(name), file_url(page.pk, sha, name))
        for name, sha in sorted(files.items())
        if sha in stored
    ]
