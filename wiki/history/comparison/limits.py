"""How much work one comparison may be."""

from dataclasses import dataclass, field

from wiki.pages.alignment import Effort

from .pairing import Allowance

# No browser would show more rows: beyond this a stretch is told as one piece.
MOST_ROWS = 10_000
# Words of more text than this are not told apart.
MOST_CHARACTERS = 1_500_000


@dataclass
class Limits:
    """What one answer may still spend on finding words and pairs."""

    effort: Effort = field(default_factory=Effort)
    allowance: Allowance = field(default_factory=Allowance)
    characters: int = MOST_CHARACTERS
    rows: int = MOST_ROWS
    cut: bool = False

    @property
    def coarse(self) -> bool:
        """Whether anything was left out."""
        return self.cut or self.effort.exceeded or self.allowance.exceeded

    def allow(self, lines: int, characters: int) -> bool:
        """Take a stretch's rows or blocks and characters from what is left; remember when they do not fit."""
        if lines > self.rows or characters > self.characters:
            self.cut = True
            return False
        self.rows -= lines
        self.characters -= characters
        return True
