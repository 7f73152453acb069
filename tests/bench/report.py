"""The figures as a table and as JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.targets import REFERENCE, Target

MOST_MEMORY = 250.0  # MB of all processes
LONGEST_START = 3.0  # seconds to the first page


@dataclass(frozen=True)
class Line:
    """One target over a number of connections."""

    target: str
    connections: int
    processor_ms: float
    per_second: float
    median_ms: float
    slow_ms: float


@dataclass(frozen=True)
class Report:
    """Everything that was measured, and what was promised."""

    lines: list[Line]
    bounds: dict[str, Target]
    cold_start: float
    memory_at_rest: float
    memory_after: float

    def reference(self, connections: int) -> float:
        """Processor milliseconds of the reference over this many connections."""
        found = (line for line in self.lines if (line.target, line.connections) == (REFERENCE, connections))
        return next(found).processor_ms

    def bound(self, line: Line) -> float | None:
        """The promised processor milliseconds of a line."""
        return self.bounds[line.target].bound(self.reference(line.connections)) if line.target in self.bounds else None

    @property
    def is_within_bounds(self) -> bool:
        kept = all(line.processor_ms <= (self.bound(line) or line.processor_ms) for line in self.lines)
        return kept and self.cold_start <= LONGEST_START and self.memory_after <= MOST_MEMORY

    def table(self) -> str:
        """For people; the processor time is of all processes of the wiki."""
        rows = [f"{'':24}{'conn.':>6}{'CPU ms':>9}{'x ref.':>8}{'bound':>9}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}"]
        for line in sorted(self.lines, key=lambda line: line.connections):
            bound = self.bound(line)
            ratio = line.processor_ms / self.reference(line.connections)
            told = "" if bound is None else f"{bound:.2f}" + ("" if line.processor_ms <= bound else " !")
            rows.append(
                f"{line.target:24}{line.connections:>6}{line.processor_ms:>9.2f}{ratio:>8.2f}{told:>9}"
                f"{line.per_second:>9.0f}{line.median_ms:>9.2f}{line.slow_ms:>9.2f}"
            )
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
            "cold_start_s": self.cold_start,
            "memory_at_rest_mb": self.memory_at_rest,
            "memory_after_mb": self.memory_after,
        }
        return json.dumps(figures, indent=2)
