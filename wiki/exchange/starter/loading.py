"""Loading the starter content, once in the life of a wiki."""

from django.db import transaction

from accounts.models import User
from wiki.audit.models import AuditEvent
from wiki.audit.recording import record
from wiki.exchange.starter.controlling import control_pages
from wiki.exchange.starter.reading import StarterSpace, read_authors, read_spaces
from wiki.exchange.starter.writing import write_pages
from wiki.exchange.writing.people import People
from wiki.pages.models import Page
from wiki.pages.rendering import follow_links, keep_names, render_page_or_plain
from wiki.spaces.models import Space

LOADED = "starter.loaded"


@transaction.atomic
def load_starter() -> list[Page]:
    """Loads the starter spaces and gives the pages made; none when they were loaded before, whatever became of them.

    A space whose address is taken already is left as it is.
    """
    if AuditEvent.objects.filter(action=LOADED).exists():
        return []
    authors = _authors()
    pages = [page for starter in read_spaces() for page in _load_space(starter, authors)]
    # Only now is every page there that another one links to, or shows.
    keep_names(pages)
    for page in pages:
        render_page_or_plain(page)
    follow_links(pages)
    return pages


def _authors() -> dict[str, User]:
    """The invented authors, who never sign in, by the name that the revisions call them."""
    authors, people = read_authors(), People()
    people.bring(authors.values(), by=None)
    return {key: people.of(author) for key, author in authors.items()}


def _load_space(starter: StarterSpace, authors: dict[str, User]) -> list[Page]:
    fields = {"name": starter.name, "description": starter.description, "position": starter.position}
    space, is_new = Space.objects.get_or_create(slug=starter.slug, defaults=fields)
    pages = write_pages(space, starter.pages, authors) if is_new else []
    if pages and starter.number_pattern:
        control_pages(space, starter, pages, authors)
    record(LOADED, space, by=None, space=space.slug, after={"pages": len(pages)})
    return pages
