"""Makes an emergency copy: all of it or nothing."""

import base64
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.site import wiki_name
from wiki.exchange.copying.index import SearchIndex
from wiki.exchange.copying.links import Files, Places
from wiki.exchange.copying.pages import Copier
from wiki.exchange.errors import ExportRefused
from wiki.exchange.writing.progress import Watcher
from wiki.pages.models import Page
from wiki.spaces.models import Space

_OWN = Path(__file__).parent
_STATIC = Path(settings.STATICFILES_DIRS[0])
_MARK = re.compile(r"url\(\"[./]+/(img/marks/[\w-]+\.svg)\"\)")


def make_copy(spaces: Sequence[Space], target: Path, *, watcher: Watcher) -> list[str]:
    """Writes what readers of these spaces meet into `target`, a new or empty folder; the names of attachments that the
    storage has lost.

    No role is asked: it is for the operator. Raises ExportRefused, and leaves nothing behind, when the folder is in use
    or can't be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportRefused(_("%(target)s exists already. Name a new folder.") % {"target": target})
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".looseleaf-") as folder:
            made = Path(folder) / "made"
            lost = _fill(made, spaces, watcher)
            if target.exists():
                target.rmdir()
            made.rename(target)
            return lost
    except OSError as error:
        raise ExportRefused(_("%(target)s can't be written: %(why)s") % {"target": target, "why": error}) from None


def _fill(folder: Path, spaces: Sequence[Space], watcher: Watcher) -> list[str]:
    _lay_out(folder)
    frame = {"wiki_name": wiki_name(), "as_of": timezone.localtime(), "language": settings.LANGUAGE_CODE}
    files, places, counts = Files(folder), Places(spaces), []
    with SearchIndex(folder / "look") as index:
        for space in spaces:
            counts.append(Page.objects.live().filter(space=space).count())
            watcher.begin(str(space), counts[-1])
            Copier(space, folder, places, files, index).copy(frame, watcher.advance)
    context = frame | {"spaces": zip(spaces, counts, strict=True), "up": ""}
    (folder / "index.html").write_text(render_to_string("exchange/copying/index.html", context), "utf-8")
    return files.lost


def _inlined(found: re.Match[str]) -> str:
    """A mark within the style sheet: browsers draw no shape by a file from a disk."""
    content = base64.b64encode((_STATIC / found[1]).read_bytes()).decode()
    return f'url("data:image/svg+xml;base64,{content}")'


def _lay_out(folder: Path) -> None:
    """The style sheets and fonts of the wiki itself, and the copy's own few lines."""
    look = folder / "look"
    shutil.copytree(_STATIC / "css", look / "css")
    for sheet in (look / "css").rglob("*.css"):
        sheet.write_text(_MARK.sub(_inlined, sheet.read_text("utf-8")), "utf-8")
    shutil.copytree(_STATIC / "vendor" / "fonts", look / "vendor" / "fonts")
    for name in ("copy.css", "search.js"):
        shutil.copyfile(_OWN / name, look / name)
