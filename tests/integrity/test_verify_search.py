"""`manage.py verify` finds pages that search has otherwise than they were saved, and `rebuild_search` puts it right."""

import io
import threading

import pytest
from django.core.management import call_command
from django.db import connection

from tests.audit.chained import run
from tests.conftest import make_page, make_revision, make_space
from tests.integrity.tampering import names, verified
from tests.search.conftest import titles
from wiki.audit import findings
from wiki.pages.actions import trash_page
from wiki.pages.models import Rendering
from wiki.search import index

pytestmark = pytest.mark.django_db
WRITTEN = "Réacteur <b>R-4</b>: naïve ÉTÉ, 機密文書, Größe, ﬁne, Σίσυφος, คู่มือ, \U0001f600 x\u0301y " + "w" * 300


def lifted():
    """What keeps the index up to date no longer does."""
    of = " ON wiki_rendering" if connection.vendor == "postgresql" else ""
    for name in ("row",) if of else ("insert", "update", "delete"):
        run(f"DROP TRIGGER wiki_search_{name}{of}")


def put_back():
    """Somebody puts the triggers back, and not the index."""
    from wiki.search.backends import postgresql, sqlite

    if connection.vendor == "postgresql":
        run(*postgresql._TRIGGERS)
    else:
        run(*(sqlite._SCHEMA[name] for name in sqlite._TRIGGERS))


def rebuilt():
    printed = io.StringIO()
    call_command("rebuild_search", stdout=printed)
    return printed.getvalue()


def test_index_of_pages_in_all_scripts_is_as_they_are(space, admin):
    page = make_page(space, "KubeletDown ist für Größen", f"{WRITTEN}\n\n## {WRITTEN}\n", tags=["été"], by=admin)
    make_revision(page, f"{WRITTEN} again\n", by=admin)
    trash_page(by=admin, page=make_page(space, "Gone", by=admin))
    assert names(only=["search"]) == []


@pytest.mark.parametrize("column", ["title", "tags", "heading_text", "plain"])
def test_page_that_the_index_has_otherwise_is_found_and_put_right(page, reader, column):
    lifted()
    run(f"UPDATE wiki_rendering SET {column} = 'antimony' WHERE page_id = {page.pk}")
    put_back()
    code, lines = verified(only=["search"])
    title = Rendering.objects.get(page=page).title
    words = f"index-differs: The search index does not have page {page.pk} (“{title}”) as readers see it."
    assert (code, lines[0]) == (1, words)
    assert lines[1].endswith("Make it anew: manage.py rebuild_search")
    assert rebuilt() == "Rendered: 0. In the search index: 2 pages.\n"
    assert names(only=["search"]) == []
    assert titles(reader, "antimony") == [page.title]


def test_page_that_only_the_index_has_is_found(space, page):
    other = make_page(space, "Other")
    lifted()
    run(f"DELETE FROM wiki_rendering WHERE page_id = {other.pk}")
    put_back()
    assert names(only=["search"]) == ["rendering-outdated", "index-differs"]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_page_that_is_saved_meanwhile_is_not_found(monkeypatch):
    page, read = make_page(make_space()), findings.in_batches

    def slowly(rows, advance):
        """Somebody saves after the index was read, and before the pages are."""
        if rows.model is Rendering:
            on_another_connection(lambda: make_revision(page, "Wear antimony.\n"))
        yield from read(rows, advance)

    monkeypatch.setattr("wiki.search.backends.sqlite_comparison.in_batches", slowly)
    assert names(only=["search"]) == []


def on_another_connection(do):
    def run_and_close():
        do()
        connection.close()

    thread = threading.Thread(target=run_and_close)
    thread.start()
    thread.join()


def test_index_that_is_missing_is_found(page):
    lifted()
    assert names(only=["search"]) == ["index-missing"]
    index.install("default")
    assert names(only=["search"]) == []


def test_rendering_of_an_earlier_revision_is_found_and_made_anew(page, editor, reader):
    make_revision(page, "Wear antimony.\n", by=editor)
    Rendering.objects.filter(page=page).update(number=1, plain="gloves")
    words = f"What readers and search find of page {page.pk} (“{page.title}”) is not its present revision."
    assert verified(only=["search"])[1][0] == f"rendering-outdated: {words}"
    assert rebuilt() == "Rendered: 1. In the search index: 2 pages.\n"
    assert names(only=["search"]) == []
    assert titles(reader, "antimony") == [page.title]
