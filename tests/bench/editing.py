"""Writers among readers: how many whole edits go through, whether one is lost, and what readers feel of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bench.client import Load, Result, run
from tests.bench.targets import Editing, reading, shuffled

WRITERS, READERS = 4, 12
SECONDS = 10.0


@dataclass(frozen=True)
class Edited:
    """An edit is a form opened and saved. Times of readers are the 95th percentile, in milliseconds."""

    per_second_alone: float
    per_second_among_readers: float
    readers_ms_alone: float
    readers_ms_among_writers: float
    lost: int


def measure_editing(port: int, world: dict[str, Any], numbers: Callable[[], dict[str, int]]) -> Edited:
    """Readers alone, writers alone, both. `numbers` asks the wiki for the number of each page's latest revision."""
    writing = [Editing(world, writer, WRITERS).whole() for writer in range(WRITERS)]

    def writers() -> list[Load]:
        return [Load(edits.__next__, 1) for edits in writing]

    def readers() -> Load:
        return Load(reading([page["url"] for page in shuffled(world["pages"])], world["cookie"]), READERS)

    alone, alone_writing, among, together = readers(), writers(), readers(), writers()
    for loads in ([alone], alone_writing, [among, *together]):
        run(port, *loads, most_seconds=SECONDS)
    stored = numbers()
    return Edited(
        per_second_alone=_edits([load.result for load in alone_writing]),
        per_second_among_readers=_edits([load.result for load in together]),
        readers_ms_alone=alone.result.percentile(0.95),
        readers_ms_among_writers=among.result.percentile(0.95),
        lost=sum(abs(page["number"] - stored[page["url"]]) for page in world["pages"]),
    )


def _edits(results: list[Result]) -> float:
    return sum(result.per_second for result in results) / 2  # a form and a save
