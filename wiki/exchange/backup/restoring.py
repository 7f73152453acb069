"""Restoring a backup into an empty wiki, whole or not at all."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseFault
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Site
from wiki.audit.recording import record
from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.files import Shelved, shelving
from wiki.exchange.backup.loading import is_known, load, require_empty
from wiki.exchange.backup.manifest import Manifest
from wiki.exchange.backup.reading import Backup, newer, open_backup
from wiki.exchange.writing.progress import Silent, Watcher
from wiki.pages.files.models import PinnedFile, StoredFile


def restore_backup(path: Path, *, watcher: Watcher | None = None) -> Manifest:
    """Restores everything in the backup; what it said of itself.

    Raises BackupRefused with one line, and leaves everything as it was: where the wiki has content, for a file that is
    damaged or no backup, and where the database or the storage does not take it.
    """
    watcher = watcher or Silent()
    try:
        require_empty()
        with open_backup(path) as backup:
            if not is_known(backup.manifest.migrations):
                raise BackupRefused(newer(path, backup.manifest.version))
            backup.verify(watcher)
            with shelving() as shelved:
                _put_files(backup, shelved, watcher)
                _load(backup, watcher)
            return backup.manifest
    except DatabaseFault as error:
        why = str(error).strip().partition("\n")[0]
        raise BackupRefused(_("The database does not take it: %s. Nothing was restored.") % why) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BackupRefused(_("Files can't be read or written: %s. Nothing was restored.") % why) from error


def _put_files(backup: Backup, shelved: Shelved, watcher: Watcher) -> None:
    watcher.begin(_("Files"), backup.file_count)
    for sha256, content in backup.files():
        if not shelved.put(sha256, content):
            words = _("The storage does not give file %s back as it was written. Nothing was restored.")
            raise BackupRefused(words % sha256)
        watcher.advance(1)


def _load(backup: Backup, watcher: Watcher) -> None:
    # Migrations on SQLite ask for this before the transaction begins; `load` looks at all keys once at its end.
    with connection.constraint_checks_disabled(), transaction.atomic():
        require_empty()
        load(backup, watcher)
        _forget(backup.manifest.cleared)
        _record(backup.manifest)
        _empty_cache()


def _forget(cleared: list[str]) -> None:
    """Uploads that nobody saved, whose content was cleared away between the backup's moment and its turn."""
    PinnedFile.objects.filter(file__in=cleared).delete()
    StoredFile.objects.filter(pk__in=cleared).delete()


def _record(manifest: Manifest) -> None:
    """The audit trail goes on with the restoration, and with what it rests on."""
    site = Site.objects.filter(pk=Site.ONLY).first() or Site(pk=Site.ONLY, name=settings.WIKI_NAME)
    told = {"made_at": manifest.made_at, "version": manifest.version, "head": manifest.head}
    record("wiki.restored", site, by=None, after=told)


def _empty_cache() -> None:
    """What another wiki left there has the same keys: its old revisions would be shown for ours."""
    try:
        cache.clear()
    except Exception as error:  # whatever the cache's own library raises
        why = str(error).strip().partition("\n")[0]
        raise BackupRefused(_("The cache can't be emptied: %s. Nothing was restored.") % why) from error
