"""The figures as a table for people and as JSON for programs."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.editing import READERS, WRITERS, Edited
from tests.bench.targets import REFERENCE, Target

MOST_MEMORY = 250.0  # MB of all processes
LONGEST_START = 3.0  # seconds to the first page
FEWEST_EDITS = 60.0  # a second, by four writers
MOST_WAITING = 3.0  # times what readers wait where nobody writes


@dataclass(frozen=True)
class Line:
    """One target over a number of connections."""

    target: str
    connections: int
    processor_ms: float
    database_ms: float
    per_second: float
    median_ms: float
    slow_ms: float


@dataclass(frozen=True)
class Report:
    """Everything that was measured, and what was promised."""

    lines: list[Line]
    bounds: dict[str, Target]
    edited: Edited | None
    cold_start: float
    memory_at_rest: float
    memory_after: float

    def reference(self, connections: int) -> float:
        """Processor milliseconds of the reference over this many connections."""
        found = (line for line in self.lines if (line.target, line.connections) == (REFERENCE, connections))
        return next(found).processor_ms

    def ratio(self, line: Line) -> float:
        """Its processor time as a multiple of the reference's."""
        return line.processor_ms / self.reference(line.connections)

    def bound(self, line: Line) -> float | None:
        """The promised processor milliseconds of a line."""
        return self.bounds[line.target].bound(self.reference(line.connections)) if line.target in self.bounds else None

    @property
    def is_within_bounds(self) -> bool:
        kept = all(line.processor_ms <= (self.bound(line) or line.processor_ms) for line in self.lines)
        return kept and self._edits_well and self.cold_start <= LONGEST_START and self.memory_after <= MOST_MEMORY

    @property
    def _edits_well(self) -> bool:
        edited = self.edited
        if edited is None:
            return True
        waits = edited.readers_ms_among_writers / edited.readers_ms_alone
        return edited.lost == 0 and edited.per_second_alone >= FEWEST_EDITS and waits <= MOST_WAITING

    def table(self) -> str:
        """For people; the processor time is of all processes of the wiki."""
        heads = f"{'':24}{'conn.':>6}{'CPU ms':>9}{'DB ms':>8}{'x ref.':>8}"
        rows = [f"{heads}{'bound':>9}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}"]
        for line in sorted(self.lines, key=lambda line: line.connections):
            bound = self.bound(line)
            ratio = self.ratio(line)
            told = "" if bound is None else f"{bound:.2f}" + ("" if line.processor_ms <= bound else " !")
            rows.append(
                f"{line.target:24}{line.connections:>6}{line.processor_ms:>9.2f}{line.database_ms:>8.2f}{ratio:>8.2f}{told:>9}"
                f"{line.per_second:>9.0f}{line.median_ms:>9.2f}{line.slow_ms:>9.2f}"
            )
        if self.edited:
            rows += _told(self.edited)
        rows.append(f"cold start to first page {self.cold_start:.2f} s (bound {LONGEST_START:.0f} s)")
        rows.append(
            f"memory at rest {self.memory_at_rest:.0f} MB, after the load {self.memory_after:.0f} MB "
            f"(bound {MOST_MEMORY:.0f} MB)"
        )
        return "\n".join(rows)

    def json(self) -> str:
        """For programs."""
        figures: dict[str, Any] = {
            "lines": [asdict(line) | {"bound_ms": self.bound(line)} for line in self.lines],
            "edited": self.edited and asdict(self.edited),
            "cold_start_s": self.cold_start,
            "memory_at_rest_mb": self.memory_at_rest,
            "memory_after_mb": self.memory_after,
        }
        return json.dumps(figures, indent=2)


def _told(edited: Edited) -> list[str]:
    return [
        f"whole edits by {WRITERS} writers {edited.per_second_alone:.0f} a second (bound {FEWEST_EDITS:.0f}), "
        f"among {READERS} readers {edited.per_second_among_readers:.0f}; lost {edited.lost}",
        f"95 % of {READERS} readers wait at most {edited.readers_ms_alone:.1f} ms, "
        f"among {WRITERS} writers {edited.readers_ms_among_writers:.1f} ms (bound {MOST_WAITING:.0f} x)",
    ]
