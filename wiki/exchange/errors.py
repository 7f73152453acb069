"""What may go wrong with an import or export as a whole, in words for the person who started it."""


class ImportRefused(Exception):
    """The import was not started or did not get to its end; `str()` is one line that says why."""


class ExportRefused(Exception):
    """The export was not started or did not get to its end; `str()` is one line that says why."""
