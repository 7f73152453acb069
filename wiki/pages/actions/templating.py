"""Making templates, and saying what is to be filled in."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.pages.actions.locking import locked
from wiki.pages.actions.marking import set_own
from wiki.pages.actions.writing import create_page
from wiki.pages.attachments import pin
from wiki.pages.front_matter import own_settings, with_own_settings
from wiki.pages.models import Page, Revision
from wiki.pages.templates.fields import Field, fields_of, is_template, settings_of
from wiki.spaces.access import require_level, require_sight
from wiki.spaces.models import Level


@transaction.atomic
def offer_template(*, by: Any, page: Page, fields: Sequence[Field]) -> Page:
    """Offers the page to begin new ones from, with these fields to fill in, in a revision of its own. PageError where
    its front matter can't be read."""
    page = locked(page, by=by)
    before = fields_of(page.front_matter)
    is_new = not is_template(page.front_matter)
    if own_settings(page.front_matter).get("template") == settings_of(fields):
        return page
    reason = _("Offered as a template") if is_new else _("Changed what is to be filled in")
    set_own(page, by=by, reason=reason, template=settings_of(fields))
    verb = "template.offered" if is_new else "template.changed"
    audit(verb, page, by=by, space=page.space.slug, before=_told(before), after=_told(fields), reason=reason)
    return page


@transaction.atomic
def end_template(*, by: Any, page: Page) -> Page:
    """Offers the page no more; pages made from it stay as they are."""
    page = locked(page, by=by)
    if not is_template(page.front_matter):
        return page
    before = fields_of(page.front_matter)
    reason = _("Not a template any more")
    set_own(page, by=by, reason=reason, template=None)
    audit("template.ended", page, by=by, space=page.space.slug, before=_told(before), reason=reason)
    return page


@transaction.atomic
def make_template(*, by: Any, page: Page, parent: Page, title: str) -> Page:
    """A template below `parent` with the text, tags and attachments of `page`, which `by` must be allowed to read."""
    require_sight(by, page.space)
    page = Page.objects.select_related("space").get(pk=page.pk)  # as readers meet it, whatever waits for approval
    made = create_page(
        by=by,
        parent=parent,
        title=title,
        text=page.text,
        tags=page.tags,
        files=page.files,
        front_matter=with_own_settings("", {"template": settings_of([])}),
        reason=_("Template made from “%(title)s”") % {"title": page.title},
        kind=Revision.Kind.COPIED,
    )
    audit("template.offered", made, by=by, space=made.space.slug, after=_told([]), reason=made.latest.reason)
    return made


@transaction.atomic
def borrow_files(*, by: Any, template: Page, parent: Page) -> dict[str, str]:
    """Lets a page that is being written below `parent` show the template's files; name -> SHA-256."""
    require_sight(by, template.space)
    require_level(by, parent.space, Level.EDITOR)
    pin(parent, template.files, by=by)
    return dict(template.files)


def _told(fields: Sequence[Field]) -> dict[str, Any]:
    return {"fields": [field.name for field in fields]}
