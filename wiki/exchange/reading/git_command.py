"""Running git so that nothing in a repository can run.

Every command works in a bare repository of our own. It has none of the source's configuration, hooks or
attributes (those name programs: file system monitors, filters, pagers, text converters), it allows no
transport but files, and never asks for a password. The source itself is only asked for its branches.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from wiki.exchange.reading.stream import SourceError

SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.attributesFile": os.devnull,
    # Larger files are passed through without being held in memory.
    "core.bigFileThreshold": "16m",
    "i18n.logOutputEncoding": "UTF-8",
    "gc.auto": "0",
    "maintenance.auto": "false",
}


def executable() -> str:
    """Give git's path; raises SourceError when it is not installed."""
    found = shutil.which("git")
    if found is None:
        raise SourceError(_("git is needed to read a repository or a bundle. Install it, then start again."))
    return found


def environment() -> dict[str, str]:
    """Give the whole environment of a git process: the search path and our settings, nothing else."""
    settings = {
        f"GIT_CONFIG_{kind}_{number}": text
        for number, pair in enumerate(SETTINGS.items())
        for kind, text in zip(("KEY", "VALUE"), pair, strict=True)
    }
    return settings | {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "HOME": os.devnull,
        "GIT_CONFIG_COUNT": str(len(SETTINGS)),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "file",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_PAGER": "cat",
    }


def command(git_dir: Path, *arguments: str) -> list[str]:
    """Give the command line for a repository; naming its folder outright settles whose it may be."""
    return [executable(), f"--git-dir={git_dir}", *arguments]


def run(git_dir: Path, *arguments: str) -> str:
    """Run to the end and give what was printed; raises SourceError with git's last word."""
    done = subprocess.run(
        command(git_dir, *arguments),
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SourceError(last_word(done.stderr))
    return done.stdout.decode(errors="replace")


def start(git_dir: Path, *arguments: str, complaints: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """Start a command that is written to and read from while it runs; end it with `stop`."""
    return subprocess.Popen(
        command(git_dir, *arguments),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints or subprocess.DEVNULL,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a started command, whatever it is doing, and close its pipes."""
    process.kill()
    process.communicate()


def last_word(stderr: bytes) -> str:
    """Give the line of git's complaint that says most: the first fatal or error line, else the last."""
    lines = [line.strip() for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "")
    return told.partition(": ")[2] or told or _("git stopped without saying why.")


def make_repository(git_dir: Path, *, object_format: str = "sha1") -> None:
    """Make an empty bare repository without hooks or templates."""
    git_dir.mkdir(parents=True)
    run(git_dir, "init", "--quiet", "--bare", "--template=", f"--object-format={object_format}")
