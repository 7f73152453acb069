"""How often something was kept already when it was asked for: counted where it happens, read by who tells figures."""


class Tally:
    """Of one kind of thing, in this process since it began."""

    def __init__(self) -> None:
        self.hits = self.misses = 0

    def count(self, is_hit: bool) -> None:
        """It was kept, or had to be made."""
        if is_hit:
            self.hits += 1
        else:
            self.misses += 1


# Parts of screens in memory; renderings of old revisions in Django's cache.
TALLIES = {"parts": Tally(), "revisions": Tally()}
