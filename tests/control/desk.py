"""Short ways to ask for an approval."""

from accounts.models import User
from wiki.control.actions import submit
from wiki.control.models import ReviewRequest
from wiki.pages.editions.newest import as_newest
from wiki.pages.models import Page

OLD, NEW = "Wear gloves.\n", "Wear gloves and zebrafish goggles.\n"


def fresh(page: Page) -> Page:
    """The page as its row has it now."""
    return Page.objects.select_related("space", "latest", "waiting").get(pk=page.pk)


def ask(page: Page, by: User, summary: str = "Goggles, after the accident", **fields: object) -> ReviewRequest:
    """A request for the page's newest revision."""
    newest = as_newest(fresh(page))
    return submit(by=by, page=page, seen=newest.latest.number, summary=summary, **fields)
