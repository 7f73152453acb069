"""Which file each page is, at each moment of the history."""

from dataclasses import dataclass, field

from wiki.exchange.reading.arrangement import address_of
from wiki.exchange.repository.paths import page_file, safe_path, stem
from wiki.pages.models import Revision


@dataclass(slots=True)
class Layout:
    """The files of one space, from the revisions in their order.

    The file of a page in the trash is kept free: whatever appears there is taken for that page, recovered. So a page
    made at its address since has a number after its name. Two names that differ by case only are one on many systems.
    """

    files: dict[int, str] = field(default_factory=dict)
    live: set[int] = field(default_factory=set)
    _addresses: dict[int, str] = field(default_factory=dict)
    _holders: dict[str, int] = field(default_factory=dict)
    _brought: set[int] = field(default_factory=set)  # moved with a page above since their own last revision

    def place(self, revision: Revision) -> set[int]:
        """Gives the page of a revision its file; the pages whose files are others now, besides its own.

        A page that comes back from the trash does so where it was, even if the wiki found another place for it.
        """
        key, address = revision.page_id, revision.path
        is_back = key in self.files and key not in self.live
        self.live.add(key)
        if is_back or (self._addresses.get(key) == address and key not in self._brought):
            return set()
        self._brought.discard(key)
        before, old = self._addresses.get(key), self.files.get(key)
        self._take(key, _wanted(revision))
        self._addresses[key] = address
        return self._bring_along(before, address, (stem(old), stem(self.files[key]))) if before and old else set()

    def _bring_along(self, before: str, after: str, stems: tuple[str, str]) -> set[int]:
        """Moves what stands below the page: a wiki moves a branch with one revision."""
        below = [key for key in self.live if self._addresses[key].startswith(f"{before}/")]
        followers = set()
        for key in below:
            self._addresses[key] = after + self._addresses[key].removeprefix(before)
            if self.files[key].startswith(f"{stems[0]}/"):
                self._take(key, stems[1] + self.files[key].removeprefix(stems[0]))
                followers.add(key)
        self._brought |= followers
        return followers

    def _take(self, key: int, wanted: str) -> None:
        if key in self.files:
            del self._holders[self.files[key].casefold()]
        file = wanted if wanted.casefold() not in self._holders else f"{wanted.rpartition('.')[0]}-{key}.md"
        self._holders[file.casefold()] = key
        self.files[key] = file


def _wanted(revision: Revision) -> str:
    """The file that the page was imported from, where its address is still that one; else one made of the address."""
    source = revision.page.source_path
    file = f"{source.rstrip('/')}.md" if source.endswith("/") else source  # a folder that had no page of its own
    return safe_path(file) if file and address_of(file) == revision.path else page_file(revision.path)
