"""What may go wrong with a backup or a restoration, in words for whoever runs the server."""


class BackupRefused(Exception):
    """Nothing was made or restored; `str()` is one line that says why."""


class BackupRuns(BackupRefused):
    """Another process makes one at this moment."""
