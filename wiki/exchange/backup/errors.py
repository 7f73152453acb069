"""What may go wrong with a backup or a restoration, in words for whoever runs the server."""

from django.utils.translation import gettext_lazy as _


class BackupRefused(Exception):
    """Nothing was made or restored; `str()` is one line that says why."""


class BackupRuns(BackupRefused):
    """Another process makes one at this moment."""


class BucketRefused(BackupRefused):
    """A bucket did not take, give or remove a backup; `step` is what to do."""

    step = _("Background jobs and the log say more; it is tried again. Meanwhile: manage.py backup FILE")


class BucketKeyWrong(BucketRefused):
    """Its server does not accept the key, or not for this."""

    step = _(
        "Put a key that may list, read, write and delete there into LOOSELEAF_BACKUPS_BUCKET, with %2F for each / in "
        "it, and start the wiki again."
    )


class BucketAbsent(BucketRefused):
    """There is no such bucket, or no such backup in it."""

    step = _("Make the bucket, or name another one in LOOSELEAF_BACKUPS_BUCKET, and start the wiki again.")


class BucketSilent(BucketRefused):
    """Its server does not answer."""

    step = _(
        "Is the name in LOOSELEAF_BACKUPS_BUCKET right, and does a firewall let this machine through? It is tried "
        "again. Meanwhile: manage.py backup FILE"
    )
