"""The text format of Prometheus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Metric:
    """Figures of one name: (what follows the name, labels, number)."""

    name: str
    kind: str  # counter, gauge or histogram
    words: str
    samples: Iterable[tuple[str, Labels, float]]

    def lines(self) -> Iterable[str]:
        """As Prometheus reads them."""
        yield f"# HELP {self.name} {self.words}"
        yield f"# TYPE {self.name} {self.kind}"
        for suffix, labels, number in self.samples:
            named = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
            yield f"{self.name}{suffix}{{{named}}} {number!r}" if named else f"{self.name}{suffix} {number!r}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
