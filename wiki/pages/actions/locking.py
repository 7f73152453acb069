"""Taking a page for a change: one writer at a time, with the right checked on the state that is changed."""

from typing import Any

from django.utils.translation import gettext as _

from wiki.pages.editions.newest import as_newest
from wiki.pages.errors import PageError
from wiki.pages.fetching import page_to_change
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.spaces.access import level_from, require, require_part
from wiki.spaces.models import Level


def locked(page: Page, *, by: Any, at_least: Level = Level.EDITOR, trashed: bool = False) -> Page:
    """The page as its newest revision has it, until the transaction ends. PermissionDenied when `by` may not change it;
    PageError when it was trashed (or, with `trashed`, recovered) meanwhile."""
    only_writer()
    fresh = as_newest(page_to_change(by, page.pk))
    level = level_from(by, fresh.space.visibility, fresh.member_level)
    require(level, at_least, fresh.space)
    require_part(level, fresh.space)
    if trashed and fresh.trashed_at is None:
        raise PageError(_("“%(title)s” is not in the trash any more.") % {"title": fresh.title})
    if not trashed and fresh.trashed_at is not None:
        raise PageError(_("“%(title)s” is in the trash. Recover it first.") % {"title": fresh.title})
    return fresh
