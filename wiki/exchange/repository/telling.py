"""The history of one space, told to git commit by commit."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from wiki.exchange.reading.told import Told, with_told
from wiki.exchange.repository.history import History, Turn
from wiki.exchange.repository.layout import Layout
from wiki.exchange.repository.paths import attachment_file
from wiki.exchange.repository.stream import Stream, drop, put
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Revision
from wiki.pages.revisions import Body
from wiki.spaces.models import Space


class Telling:
    """One space on its way into the repository, in the folder `root` ("": at the top)."""

    def __init__(self, space: Space, stream: Stream, *, root: str = "") -> None:
        self.history = History(space)
        self._stream = stream
        self._root = f"{root}/" if root else ""
        self._layout = Layout()
        self._texts: dict[int, int] = {}  # the mark of each page's text
        self._attached: dict[int, dict[str, str]] = {}  # and its attachments
        self._stored: dict[str, int] = {}
        self._shown: dict[int, dict[str, int]] = {}  # the files that the repository has of each page
        self._holders: Counter[str] = Counter()  # how many pages have a file: imported ones may share it
        self.lost: dict[str, str] = {}  # what the storage has no more: SHA-256 -> where it should stand

    def tell(self, advance: Callable[[int], None]) -> None:
        """Writes all of it."""
        for happened in self.history:
            if isinstance(happened, Turn):
                self._turn(happened)
            else:
                self._save(*happened)
                advance(1)

    def _save(self, revision: Revision, body: Body) -> None:
        key, text = revision.page_id, body.source.encode()
        followers = self._layout.place(revision)
        self._texts[key], self._attached[key] = self._stream.content(len(text), [text]), body.files
        changes = self._renewed([key, *sorted(followers)])
        file = self._root + self._layout.files[key]
        told = Told(file, body.title, body.tags, _unkept(revision.reason))
        said = revision.reason.strip() or _("%(title)s: no reason given") % {"title": body.title}
        self._stream.commit(changes, by=revision.author, at=revision.created_at, message=with_told(said, told))

    def _turn(self, turn: Turn) -> None:
        """A way into the trash deletes the page's files, the way out makes them again; neither is a revision."""
        (self._layout.live.add if turn.is_back else self._layout.live.discard)(turn.page)
        changes = self._renewed([turn.page])
        names = {"file": self._layout.files.get(turn.page, "")}
        fallback = _("Recovered from the trash: %(file)s") if turn.is_back else _("Put in the trash: %(file)s")
        message = with_told(turn.reason.strip() or fallback % names, Told(reason=_unkept(turn.reason)))
        self._stream.commit(changes, by=turn.by, at=turn.at, message=message)

    def _renewed(self, pages: Iterable[int]) -> list[str]:
        """The changes that give the repository the present files of these pages."""
        wanted = {key: dict(self._files_of(key)) for key in pages}
        left = set()
        for key, files in wanted.items():
            before = self._shown.get(key, {})
            self._holders.subtract(before.keys())
            self._holders.update(files.keys())
            self._shown[key] = files
            left |= before.keys()
        gone = sorted(path for path in left if self._holders[path] <= 0)
        return [*map(drop, gone), *(put(path, mark) for files in wanted.values() for path, mark in files.items())]

    def _files_of(self, key: int) -> Iterator[tuple[str, int]]:
        if key not in self._layout.live or key not in self._texts:
            return
        page = self._layout.files[key]
        for name, sha256 in self._attached[key].items():
            path = self._root + attachment_file(name, page)
            if mark := self._stored_as(sha256):
                yield path, mark
            else:
                self.lost.setdefault(sha256, path)
        yield self._root + page, self._texts[key]

    def _stored_as(self, sha256: str) -> int:
        """The mark of a stored file, written when it is first shown; 0 for one that the storage has lost."""
        if sha256 not in self._stored:
            self._stored[sha256] = self._store(sha256)
        return self._stored[sha256]

    def _store(self, sha256: str) -> int:
        stored = StoredFile.objects.filter(pk=sha256).first()
        if stored is None:
            return 0
        try:
            with stored.open() as content:
                return self._stream.content(content.size, content.chunks())
        except FileNotFoundError:
            return 0


def _unkept(reason: str) -> str | None:
    """The reason itself where a message's first paragraph can't keep it."""
    return None if reason and reason == " ".join(reason.split()) else reason
