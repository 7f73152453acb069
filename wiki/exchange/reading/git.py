"""The history of one branch of a git repository, as the stream that an import reads."""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from django.utils.translation import gettext as _

from wiki.exchange.reading import git_command
from wiki.exchange.reading.git_blobs import BlobReader
from wiki.exchange.reading.stream import (
    Author,
    ChangeKind,
    Commit,
    FileChange,
    FileEntry,
    SourceError,
)

# Name, address and message as they stand in the commit; dates as seconds and zone, which no odd zone breaks.
FIELDS = ("%H", "%an", "%ae", "%ad", "%cd", "%B")
# Of git's 50 % on, pages made from one template pass for one another; above 60 %, moves with a new front matter are
# missed (tried on three handbooks). Above 5,000 candidates in a commit only wholly alike files count as moved.
RENAMES = ("-M60%", "-l5000")
LOG = (
    *(
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--reverse",
        *RENAMES,
        "--date=raw",
        "--encoding=UTF-8",
        "--no-notes",
    ),
    *(
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--format=tformat:" + "%x00".join(FIELDS),
    ),
)
KINDS = {
    b"A": ChangeKind.ADD,
    b"M": ChangeKind.EDIT,
    b"T": ChangeKind.EDIT,
    b"D": ChangeKind.DELETE,
    b"R": ChangeKind.RENAME,
}
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which commits are asked for: those after `base` ("": from the beginning), on one line or on all."""

    base: str = ""
    all_commits: bool = False

    def selection(self, tip: str) -> list[str]:
        """Give git's words for it. Where all commits are read merges are left out: they repeat what was merged."""
        line = ["--no-merges", "--date-order"] if self.all_commits else ["--first-parent", "-m"]
        return [*line, tip, *([f"^{self.base}"] if self.base else []), "--"]


class GitRepository:
    """A repository opened for reading at one commit, `tip`."""

    def __init__(self, git_dir: Path, tip: str, blobs: BlobReader) -> None:
        self.tip = tip
        self._git_dir = git_dir
        self._blobs = blobs

    def at(self, commit: str) -> "GitRepository":
        """Give the same repository at another commit; raises SourceError when it lacks it."""
        try:
            git_command.run(self._git_dir, "cat-file", "-e", f"{commit}^{{commit}}")
        except SourceError:
            text = _("The source lacks commit %(commit)s, which an earlier import was about to reach.")
            raise SourceError(text % {"commit": commit[:10]}) from None
        return GitRepository(self._git_dir, commit, self._blobs)

    def read(self, blob: str, *, limit: int) -> bytes:
        """Give the bytes of a file; raises BlobError when they are missing or more than `limit`."""
        return self._blobs.read(blob, limit=limit)

    def count(self, stretch: Stretch) -> int:
        """Give how many commits `commits` will give, for a progress bar."""
        return int(git_command.run(self._git_dir, "rev-list", "--count", *stretch.selection(self.tip)))

    def count_all(self) -> int:
        """Give how many commits the branch holds, merges and side branches with it."""
        return int(git_command.run(self._git_dir, "rev-list", "--count", self.tip, "--"))

    def follows(self, base: str, *, all_commits: bool = False) -> bool:
        """Tell whether the branch grew from `base`, so that an earlier import can be carried on."""
        line = [] if all_commits else ["--first-parent"]
        return base in git_command.run(self._git_dir, "rev-list", *line, self.tip, "--").split()

    def authors(self, stretch: Stretch) -> list[Author]:
        """Give everyone who wrote a commit, on side branches too, each once, by first commit."""
        wanted = Stretch(stretch.base, all_commits=True).selection(self.tip)[1:]
        listed = git_command.run(self._git_dir, "log", "--reverse", "-z", "--format=%an%x00%ae", *wanted)
        fields = listed.rstrip("\0").split("\0") if listed else []
        return list(dict.fromkeys(Author(*pair) for pair in zip(fields[::2], fields[1::2], strict=True)))

    def tree(self, commit: str) -> dict[str, FileEntry]:
        """Give every file of a commit by its path; nothing for ""."""
        if not commit:
            return {}
        listed = git_command.run(self._git_dir, "ls-tree", "-r", "-z", "--full-tree", commit, "--")
        rows = (row.partition("\t") for row in listed.split("\0") if row)
        entries = ((path, *head.split(" ")) for head, _tab, path in rows)
        return {path: FileEntry(blob, int(mode, 8)) for path, mode, _kind, blob in entries}

    def commits(self, stretch: Stretch) -> Iterator[Commit]:
        """Give the commits, oldest first, with every file they changed.

        Raises SourceError when the history is broken; what was given until then stands.
        """
        return self._log(*stretch.selection(self.tip))

    def tip_commit(self, changes: Iterable[FileChange]) -> Commit:
        """Give the commit at the tip as if it had made `changes`: those that the commits did not add up to."""
        return replace(next(self._log("--no-walk", self.tip, "--")), changes=tuple(changes))

    def _log(self, *selection: str) -> Iterator[Commit]:
        with tempfile.TemporaryFile() as complaints:
            process = git_command.start(self._git_dir, *LOG, *selection, complaints=complaints)
            try:
                yield from _parse(_tokens(process))
                if process.wait():
                    complaints.seek(0)
                    why = git_command.last_word(complaints.read(CHUNK))
                    raise SourceError(_("The history is broken: %(why)s") % {"why": why})
            finally:
                git_command.stop(process)


def _tokens(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """Give what git prints, cut at NUL, however much it is."""
    rest = b""
    while process.stdout and (chunk := process.stdout.read1(CHUNK)):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _parse(tokens: Iterator[bytes]) -> Iterator[Commit]:
    """Read `git log -z --raw`: the fields of a commit, then ":modes ids kind" and a path or two a file."""
    token = next(tokens, None)
    while token is not None:
        header = [token, *(next(tokens) for _field in FIELDS[1:])]
        changes: list[FileChange] = []
        token = next(tokens, None)
        while token is not None and (raw := token.lstrip(b"\n")).startswith(b":"):
            changes += _change(raw, tokens)
            token = next(tokens, None)
        if token == b"":  # git parts commits that changed files from the next one by an empty token
            token = next(tokens, None)
        yield _commit(header, tuple(changes))


def _change(raw: bytes, tokens: Iterator[bytes]) -> Iterator[FileChange]:
    _old_mode, mode, _old_blob, blob, status = raw[1:].split(b" ")
    kind = KINDS.get(status[:1])
    old_path = _text(next(tokens)) if kind is ChangeKind.RENAME else ""
    path = _text(next(tokens))
    if kind is None:
        return
    entry = None if kind is ChangeKind.DELETE else FileEntry(blob.decode(), int(mode, 8))
    yield FileChange(kind, path, entry, old_path)


def _commit(header: list[bytes], changes: tuple[FileChange, ...]) -> Commit:
    commit, name, email, written, committed, message = (_text(field) for field in header)
    subject, _newline, body = message.strip().partition("\n")
    date = _moment(written) or _moment(committed) or datetime.fromtimestamp(0, UTC)
    return Commit(commit, Author(name, email), date, subject.strip(), body.strip(), changes)


def _text(field: bytes) -> str:
    return field.decode(errors="replace")


def _moment(raw: str) -> datetime | None:
    """Read git's "seconds zone"; an impossible zone counts as UTC, an impossible time as none."""
    seconds, _space, zone = raw.partition(" ")
    try:
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5])) * (-1 if zone[0] == "-" else 1)
        moment = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError, IndexError):
        return None
    try:
        return moment.astimezone(timezone(offset))
    except (ValueError, OverflowError):
        return moment
