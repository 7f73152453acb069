"""The page as its editors continue it."""

from wiki.pages.models import Page, Revision
from wiki.pages.revisions import body_of
from wiki.pages.titles import title_key


def as_newest(page: Page) -> Page:
    """The same object with the newest revision's state where that waits for approval: for those who may see what is
    not approved. The database is left as it is, and `Page.save` keeps it so."""
    if page.waiting_id is None or page.is_ahead:
        return page
    waiting = Revision.objects.select_related("author__merged_into").get(pk=page.waiting_id)
    body = body_of(waiting)
    page.title, page.title_key = body.title, title_key(body.title)
    page.text, page.front_matter, page.tags, page.files = body.text, body.front_matter, body.tags, body.files
    page.waiting = page.latest = waiting
    return page
