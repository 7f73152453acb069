"""Taking a page for a change: one writer at a time, with the right checked on the state that is changed."""

from typing import Any

from django.utils.translation import gettext as _

from wiki.pages.editions.newest import as_newest
from wiki.pages.errors import PageError
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.spaces.access import require_level
from wiki.spaces.models import Level


def locked(page: Page, *, by: Any, at_least: Level = Level.EDITOR, trashed: bool = False) -> Page:
    """The page as its newest revision has it, until the transaction ends. PermissionDenied when `by` may not change it;
    PageError when it was trashed (or, with `trashed`, recovered) meanwhile."""
    only_writer()
    fresh = as_newest(Page.objects.select_related("space", "latest").get(pk=page.pk))
    require_level(by, fresh.space, at_least)
    if trashed and fresh.trashed_at is None:
        raise PageError(_("“%(title)s” is not in the trash any more.") % {"title": fresh.title})
    if not trashed and fresh.trashed_at is not None:
        raise PageError(_("“%(title)s” is in the trash. Recover it first.") % {"title": fresh.title})
    return fresh
