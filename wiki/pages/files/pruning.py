"""Clearing away what nobody ever saved: uploads of drafts that were given up, and contents that nothing shows.

What a revision shows is never touched, whoever trashed or replaced it.
"""

from datetime import datetime
from itertools import groupby

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.files.thumbnails import remove_thumbnails
from wiki.pages.files.uses import KEPT
from wiki.pages.models import Draft, Page
from wiki.pages.revisions import files_of_revisions
from wiki.pages.writers import only_writer


def prune_files() -> int:
    """Clears away uploads older than `KEPT` that no revision and no draft shows, and contents that nothing pins any
    more; how many contents went."""
    before = timezone.now() - KEPT
    old = PinnedFile.objects.filter(at__lt=before).select_related("page").order_by("page")
    for page, pins in groupby(old.defer("page__text", "page__front_matter").iterator(), key=lambda pin: pin.page):
        doubtful = [pin.pk for pin in pins if page.files.get(pin.name) != pin.file_id]
        if doubtful:
            _forget_unsaved(page, doubtful)
    unpinned = StoredFile.objects.filter(pins=None, wanted_at__lt=before).values_list("pk", flat=True)
    return sum(_clear_away(pk, before) for pk in list(unpinned))


@transaction.atomic
def _forget_unsaved(page: Page, pins: list[int]) -> None:
    only_writer()  # nobody saves what we are about to forget
    wanted = {key for _revision, files in files_of_revisions(page) for key in files.items()}
    for draft in Draft.objects.filter(Q(page=page) | Q(parent=page)):
        wanted.update(draft.files.items())
    for pin in PinnedFile.objects.filter(pk__in=pins):
        if (pin.name, pin.file_id) not in wanted:
            pin.delete()


@transaction.atomic
def _clear_away(pk: str, before: datetime) -> bool:
    only_writer()  # nobody pins what we are about to clear away
    file = StoredFile.objects.filter(pk=pk, pins=None, wanted_at__lt=before).first()
    if file is None:
        return False
    remove_thumbnails(file)
    default_storage.delete(file.storage_name)
    file.delete()
    return True
