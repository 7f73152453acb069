"""What may go wrong with an import as a whole, in words for the person who started it."""


class ImportRefused(Exception):
    """The import was not started or did not get to its end; `str()` is one line that says why."""
