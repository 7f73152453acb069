"""The words of a real handbook are on as many pages as its own index says, and on these very pages."""

from tests.search.conftest import searched
from wiki.pages.models import Page
from wiki.search.matching import match
from wiki.search.query import parse
from wiki.search.scope import scope_of

# The index of the handbooks counts words of the Markdown source; ours are the words that a reader sees.
DEPARTURES = {
    "general": {73},  # 16 pages have it in the addresses of links alone
    "highlight": {25},  # one page has it in a comment
    "aerodrome": {85},  # eight pages have it in an HTML attribute alone
    "resource": {81},  # three more have it in names such as log_resource, of which we take each word
}


def pages_with(user, term):
    """The files whose pages have this very word."""
    found = match(parse(f'"{term}"'), scope_of(user), start=0, count=1000)
    files = Page.objects.exclude(source_path="").exclude(source_path__endswith="/")
    return set(files.filter(pk__in=found.keys).values_list("source_path", flat=True))


def check_words(expected, reader):
    """`expected` is what is known of a handbook that was imported."""
    for row in expected["search"]:
        found = pages_with(reader, row["term"])
        assert len(found) in DEPARTURES.get(row["term"], {row["pages_at_head"]}), row["term"]
        if row["pages"] and row["term"] not in DEPARTURES:
            assert found == set(row["pages"])
    for row in expected["words_only_in_history"]:
        assert pages_with(reader, row["term"]) == set()
        assert searched(reader, row["term"], as_typed=True).exact == 0
