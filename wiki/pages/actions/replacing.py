"""A new version of an attachment: a revision that shows it, with the reason. Older revisions show what they showed."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.pages.actions.locking import locked
from wiki.pages.actions.writing import write
from wiki.pages.attachments import attach
from wiki.pages.errors import PageError
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body
from wiki.spaces.access import require_level
from wiki.spaces.models import Level


def replace_file(*, by: Any, page: Page, name: str, upload: File, reason: str) -> Revision:
    """Puts `upload` in the place of the attachment `name`; PageError for a file that is refused, is of another kind, or
    is what the page has already."""
    require_level(by, page.space, Level.EDITOR)
    _name, sha256 = attach(page, upload, {}, by=by, instead_of=name)
    with transaction.atomic():
        page = locked(page, by=by, at_least=Level.EDITOR)
        if name not in page.files:
            raise PageError(_("The page has no file “%(name)s” any more.") % {"name": name})
        if page.files[name] == sha256:
            raise PageError(_("This is the same file; nothing was changed."))
        body = Body.of(page)
        body.files[name] = sha256
        reason = reason or _("New version of “%(name)s”") % {"name": name}
        return write(page, body, by=by, reason=reason, kind=Revision.Kind.EDITED, ends_draft=False)
