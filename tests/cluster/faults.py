"""One part after the other falls while people work, and what they felt of it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.cluster.cluster import Cluster
from tests.cluster.people import Clerk, Person, Reader, Uploader, Writer

CALM = 4.0  # seconds before something falls
HEAD = f"{'killed':<24}{'reading':>10}{'saving':>10}{'uploading':>12}   failed requests"


@dataclass(frozen=True)
class Fault:
    """What falls, and what is done about it after `down` seconds; then it is watched for `after` seconds."""

    name: str
    fall: Callable[[Cluster], None]
    mend: Callable[[Cluster], None]
    down: float = 5.0
    after: float = 8.0


@dataclass(frozen=True)
class Felt:
    """For how many seconds at most nobody could read, save or upload; which requests failed, by what they met."""

    name: str
    reading: float
    saving: float
    uploading: float
    failed: Counter[str]

    def __str__(self) -> str:
        failed = ", ".join(f"{count} times {what}" for what, count in self.failed.items()) or "none"
        return f"{self.name:<24}{self.reading:8.1f} s{self.saving:8.1f} s{self.uploading:10.1f} s   {failed}"


SERVER = Fault(
    "a server of the wiki", lambda cluster: cluster.servers[0].kill(), lambda cluster: cluster.servers[0].start()
)
WORKER = Fault("a worker in a job", Cluster.kill_worker, lambda cluster: None, down=0)
CACHE = Fault("the cache", lambda cluster: cluster.cache.kill(), lambda cluster: cluster.cache.start())
FILES = Fault("the storage of files", lambda cluster: cluster.files.kill(), Cluster.return_files)
PRIMARY = Fault("the primary database", Cluster.kill_primary, Cluster.fail_over)


class Office:
    """Everybody who works with the wiki."""

    def __init__(self, cluster: Cluster) -> None:
        port, world, cookies = cluster.proxy.port, cluster.world, cluster.world["cookies"]
        editor = cookies["editor"]
        self.readers = [Reader(port, cookies["reader"], 0.02, addresses=world["read"]) for _number in range(4)]
        self.writers = [Writer(port, editor, 0.05, page=page, address=url) for page, url in world["written"]]
        page, url = world["uploaded"]
        self.uploader = Uploader(port, editor, 0.2, page=page, address=url)
        self.approver = Clerk(port, cookies["admin"], 0.4, pile=world["decided"])
        self.learner = Clerk(port, cookies["reader"], 0.4, pile=world["known"])

    @property
    def all(self) -> list[Person]:
        return [*self.readers, *self.writers, self.uploader, self.approver, self.learner]

    def __enter__(self) -> "Office":
        for person in self.all:
            person.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for person in self.all:
            person.is_over.set()
        for person in self.all:
            person.join()


def longest_silence(people: Sequence[Person], begin: float, end: float) -> float:
    """The longest time in seconds in which none of them was answered."""
    moments = sorted(moment for person in people for moment in person.answered if begin <= moment <= end)
    return max(later - earlier for earlier, later in zip([begin, *moments], [*moments, end], strict=True))


def felt(cluster: Cluster, office: Office, fault: Fault) -> Felt:
    """Lets something fall and come back."""
    time.sleep(CALM)
    before, begin = failures(office), time.monotonic()
    fault.fall(cluster)
    time.sleep(fault.down)
    fault.mend(cluster)
    time.sleep(fault.after)
    end, failed = time.monotonic(), failures(office) - before
    groups = (office.readers, office.writers, [office.uploader])
    return Felt(fault.name, *(longest_silence(people, begin, end) for people in groups), failed)


def failures(office: Office) -> Counter[str]:
    """How many requests failed so far, by what they met."""
    return sum((Counter(person.refused) for person in office.all), Counter())


def wrong(cluster: Cluster, office: Office) -> list[str]:
    """What was acknowledged and is not there exactly once."""
    database, found = cluster.database, []
    saved = Counter(database.ask("SELECT reason FROM wiki_revision WHERE reason LIKE 'Save %'").splitlines())
    decided = Counter(
        database.ask("SELECT request_id FROM wiki_decision JOIN wiki_step ON wiki_step.id = step_id").split()
    )
    known = Counter(database.ask("SELECT page_id FROM wiki_acknowledgement").split())
    kept = Counter(database.ask("SELECT sha256 FROM wiki_storedfile").split())
    saves = [reason for person in (*office.writers, office.uploader) for reason in person.acknowledged]
    for name, there, told in (
        ("save", saved, saves),
        ("approval", decided, map(str, office.approver.acknowledged)),
        ("confirmation", known, map(str, office.learner.acknowledged)),
        ("file", kept, map(Uploader.sha256, office.uploader.acknowledged)),
    ):
        found += [f"{name} {one}: {there[one]} times" for one in told if there[one] != 1]
        found += [f"{name} {one}: {count} times" for one, count in there.items() if count > 1]
    return found
