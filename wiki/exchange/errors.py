"""What may go wrong with an import or export as a whole, in words for the person who started it."""


class ImportRefused(Exception):
    """The import was not started or did not get to its end; `str()` is one line that says why."""


class SourceSilent(ImportRefused):
    """What is to be imported can't be fetched at the moment; the import goes on by itself once it can."""


class ExportRefused(Exception):
    """The export was not started or did not get to its end; `str()` is one line that says why."""
