"""Making the repository: a folder that can be worked in, or one file, a bundle."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from wiki.exchange.errors import ExportRefused
from wiki.exchange.reading import git_command
from wiki.exchange.reading.stream import SourceError
from wiki.exchange.repository.stream import BRANCH, Stream
from wiki.exchange.repository.telling import Telling
from wiki.exchange.writing.progress import Watcher
from wiki.spaces.models import Space

BUNDLE = ".bundle"


def export_git(spaces: Sequence[Space], target: Path, *, watcher: Watcher) -> list[str]:
    """Writes spaces, each with its whole history, to `target`, which must not exist or be an empty folder; the paths of
    attachments that are not there because the storage has lost them.

    A single space stands at the top, several each in the folder of its address. Every revision is in it, also those of
    controlled documents that nobody approved and those of pages in the trash: it is for the operator, whom no role
    binds. Raises ExportRefused with one line; then nothing is left behind.
    """
    _require_free(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as holder:
            folder = Path(holder) / "repository"
            git_dir = folder / ".git"
            git_command.make_repository(git_dir)
            git_command.run(git_dir, "symbolic-ref", "HEAD", BRANCH)
            lost = _fill(git_dir, spaces, watcher)
            _hand_over(folder, target)
            return lost
    except SourceError as error:
        raise ExportRefused(str(error)) from None
    except OSError as error:
        raise ExportRefused(f"{target}: {error.strerror or error}") from None


def _require_free(target: Path) -> None:
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise ExportRefused(_("%(target)s exists already. Name a new folder or file.") % {"target": target})


def _fill(git_dir: Path, spaces: Sequence[Space], watcher: Watcher) -> list[str]:
    with tempfile.TemporaryFile() as complaints:
        command = git_command.command(git_dir, "fast-import", "--quiet", "--date-format=raw")
        process = subprocess.Popen(
            command, env=git_command.environment(), stdin=subprocess.PIPE, stdout=complaints, stderr=complaints
        )
        lost: list[str] = []
        try:
            if process.stdin:
                lost = _tell(spaces, Stream(process.stdin), watcher)
                process.stdin.close()
        except BrokenPipeError:
            process.wait()  # its own complaint, read below, says more
        finally:
            if process.poll() is None and (process.stdin is None or not process.stdin.closed):
                process.kill()
        if process.wait():
            complaints.seek(0)
            raise ExportRefused(git_command.last_word(complaints.read()))
    return lost


def _tell(spaces: Sequence[Space], stream: Stream, watcher: Watcher) -> list[str]:
    lost: list[str] = []
    for space in spaces:
        telling = Telling(space, stream, root=space.slug if len(spaces) > 1 else "")
        watcher.begin(str(space), telling.history.count())
        telling.tell(watcher.advance)
        lost += telling.lost.values()
    return lost


def _hand_over(folder: Path, target: Path) -> None:
    git_dir = folder / ".git"
    if target.suffix == BUNDLE:
        made = folder / "made"
        git_command.run(git_dir, "bundle", "create", "--quiet", str(made), BRANCH, "HEAD")
        made.replace(target)
        return
    git_command.run(git_dir, "config", "core.bare", "false")
    git_command.run(git_dir, f"--work-tree={folder}", "reset", "--quiet", "--hard")
    if target.exists():
        target.rmdir()
    shutil.move(folder, target)
