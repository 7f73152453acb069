"""The progress bar of commands that take their time."""

import sys

from tqdm import tqdm


class Bar:
    """A progress bar with the time left, on a terminal; silent elsewhere."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None

    def begin(self, stage: str, total: int) -> None:
        """A new bar for a new stage."""
        self.close()
        if sys.stderr.isatty():
            self._bar = tqdm(total=total, desc=stage, unit="", dynamic_ncols=True, file=sys.stderr)

    def advance(self, count: int) -> None:
        """Moves the bar."""
        if self._bar is not None:
            self._bar.update(count)

    def clear(self) -> None:
        """Makes room for a line of text; the bar comes back with its next step."""
        if self._bar is not None:
            self._bar.clear()

    def close(self) -> None:
        """Leaves the bar as it is."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
