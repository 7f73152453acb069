"""Opening a repository folder or a bundle: whose objects are read, and where its branches stand."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wiki.exchange.reading import git_command
from wiki.exchange.reading.git import GitRepository
from wiki.exchange.reading.git_blobs import BlobReader
from wiki.exchange.reading.stream import SourceError

BUNDLE_MARKS = (b"# v2 git bundle\n", b"# v3 git bundle\n")
USUAL_BRANCHES = ("main", "master", "trunk")
BRANCH_FOLDERS = ("refs/heads/", "refs/remotes/origin/", "refs/tags/")
SHOWN_BRANCHES = 10


@dataclass(frozen=True, slots=True)
class Branches:
    """Where the source's branches stand: commit ids by full name, and that of the default one."""

    commits: dict[str, str]
    head: str = ""

    def choose(self, name: str) -> str:
        """Give the commit of a branch or tag, "" for the default; raises SourceError for an unknown one."""
        if name:
            wanted = [folder + name for folder in BRANCH_FOLDERS] + [name]
        else:
            wanted = [f"refs/heads/{usual}" for usual in USUAL_BRANCHES]
            if self.head:
                return self.head
            wanted += self.names_in_full() if len(self.names_in_full()) == 1 else []
        found = next((self.commits[full] for full in wanted if full in self.commits), "")
        if not found:
            raise SourceError(self._unknown(name))
        return found

    def names_in_full(self) -> list[str]:
        """Give the branches without the tags."""
        return sorted(full for full in self.commits if full.startswith("refs/heads/"))

    def _unknown(self, name: str) -> str:
        known = ", ".join(full.removeprefix("refs/heads/") for full in self.names_in_full()[:SHOWN_BRANCHES])
        if not known:
            return _("The source has no branch with a commit in it.")
        if not name:
            return _("Say which branch to import; there are: %(known)s.") % {"known": known}
        return _("There is no branch “%(name)s”; there are: %(known)s.") % {"name": name, "known": known}


@contextmanager
def open_git(source: Path, *, scratch: Path, branch: str = "") -> Iterator[GitRepository]:
    """Open a repository folder or a bundle; raises SourceError with one clear line.

    `scratch` is a folder for temporary files, which are gone again at the end.
    """
    git_command.executable()
    scratch.mkdir(parents=True, exist_ok=True)
    holder = Path(tempfile.mkdtemp(prefix="git-", dir=scratch))
    try:
        git_dir = holder / "repository.git"
        branches = _open_bundle(source, git_dir) if source.is_file() else _open_folder(source, git_dir)
        tip = git_command.run(
            git_dir, "rev-parse", "--verify", "--end-of-options", f"{branches.choose(branch)}^{{commit}}"
        )
        with BlobReader(git_dir) as blobs:
            yield GitRepository(git_dir, tip.strip(), blobs)
    finally:
        shutil.rmtree(holder, ignore_errors=True)


def _open_bundle(source: Path, git_dir: Path) -> Branches:
    with source.open("rb") as file:
        if file.readline(64) not in BUNDLE_MARKS:
            raise SourceError(_("%(name)s is not a git bundle.") % {"name": source.name})
    git_command.make_repository(git_dir)
    try:
        listed = git_command.run(git_dir, "bundle", "unbundle", str(source.resolve()))
    except SourceError as error:
        raise SourceError(_("%(name)s is damaged: %(why)s") % {"name": source.name, "why": error}) from error
    return _read_branches(line.split(" ", 1) for line in listed.splitlines())


def _open_folder(source: Path, git_dir: Path) -> Branches:
    theirs = _repository_in(source)
    shared = _common_folder(theirs)
    object_format = git_command.run(theirs, "rev-parse", "--show-object-format").strip()
    git_command.make_repository(git_dir, object_format=object_format)
    # Their objects are borrowed where they lie: nothing is copied, however large the repository is.
    (git_dir / "objects" / "info").mkdir(exist_ok=True)
    (git_dir / "objects" / "info" / "alternates").write_text(f"{(shared / 'objects').resolve()}\n")
    if (shared / "shallow").is_file():
        shutil.copyfile(shared / "shallow", git_dir / "shallow")
    listed = git_command.run(theirs, "for-each-ref", "--format=%(objectname) %(refname)")
    head = git_command.run(theirs, "for-each-ref", "--format=%(HEAD)%(objectname)", "refs/heads/")
    rows = [line.split(" ", 1) for line in listed.splitlines()]
    return _read_branches([*rows, *([line[1:], "HEAD"] for line in head.splitlines() if line.startswith("*"))])


def _read_branches(rows: Iterator[list[str]] | list[list[str]]) -> Branches:
    commits = {name: commit for commit, name in rows}
    return Branches(commits, commits.pop("HEAD", ""))


def _repository_in(source: Path) -> Path:
    """Give the folder of git's files: the source, its .git, or where a linked work tree's .git points."""
    inside = source / ".git"
    if inside.is_file():
        pointed = inside.read_text(errors="replace").removeprefix("gitdir:").strip()
        inside = source / pointed
    for folder in (inside, source):
        if (folder / "HEAD").is_file() and (_common_folder(folder) / "objects").is_dir():
            return folder
    if not source.exists():
        raise SourceError(_("There is no file or folder %(source)s.") % {"source": source})
    raise SourceError(_("%(source)s is neither a git repository nor a bundle.") % {"source": source})


def _common_folder(git_dir: Path) -> Path:
    """Give where the objects are: a linked work tree keeps only its own HEAD."""
    pointer = git_dir / "commondir"
    return git_dir / pointer.read_text().strip() if pointer.is_file() else git_dir
