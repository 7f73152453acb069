"""Copying a page."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.pages.actions.writing import create_page
from wiki.pages.models import Page, Revision
from wiki.spaces.access import require_sight


@transaction.atomic
def copy_page(*, by: Any, page: Page, parent: Page, title: str) -> Page:
    """A new page below `parent` with the text, tags and attachments of `page`, which `by` must be allowed to read."""
    require_sight(by, page.space)
    return create_page(
        by=by,
        parent=parent,
        title=title,
        text=page.text,
        tags=page.tags,
        files=page.files,
        reason=_("Copied from “%(title)s”") % {"title": page.title},
        kind=Revision.Kind.COPIED,
    )
