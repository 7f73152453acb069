"""What a page is to others, said in its front matter: a snippet by a name, or a template with fields."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.pages.actions.locking import locked
from wiki.pages.actions.writing import write
from wiki.pages.errors import PageError
from wiki.pages.front_matter import Unwritable, own_settings, with_own_settings
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body
from wiki.pages.snippets.listing import snippet_named
from wiki.pages.snippets.names import is_name, name_of


@transaction.atomic
def name_snippet(*, by: Any, page: Page, name: str) -> Page:
    """Lets other pages show the text of this one by `name`, in a revision of its own; "" ends that. The old name leads
    here as long as the page has any. PageError for a name that can't be, or that another page of the space has."""
    page = locked(page, by=by)
    old = name_of(page.front_matter)
    if name == old:
        return page
    if name and not is_name(name):
        raise PageError(_("A snippet's name is made of letters, digits and hyphens, such as “emergency-numbers”."))
    other = snippet_named(name, page.space) if name else None
    if other:
        raise PageError(
            _("“%(title)s” is the snippet of this name in this space. Choose another.") % {"title": other.title}
        )
    reason = _("Named as the snippet “%(name)s”") % {"name": name} if name else _("Not a snippet any more")
    set_own(page, by=by, reason=reason, snippet=name or None)
    verb = "snippet.named" if name else "snippet.ended"
    audit(verb, page, by=by, space=page.space.slug, before={"name": old}, after={"name": name}, reason=reason)
    return page


def set_own(page: Page, *, by: Any, reason: str, **settings: Any) -> Revision:
    """Keeps these words of the wiki's own in the page's front matter, None taking one out, as a revision; the caller
    has locked the page. PageError for front matter that can't be read."""
    own = {key: value for key, value in (own_settings(page.front_matter) | settings).items() if value is not None}
    try:
        block = with_own_settings(page.front_matter, own)
    except Unwritable:
        raise PageError(
            _("The settings at the head of this page's file can't be read, so nothing can be added to them.")
        ) from None
    body = replace(Body.of(page), front_matter=block)
    return write(page, body, by=by, reason=reason, kind=Revision.Kind.EDITED, ends_draft=False)
