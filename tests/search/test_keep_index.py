"""The index is the database's own work, and is mended where a migration broke it."""

import pytest
from django.core.management import call_command
from django.db import connection, models

from tests.conftest import make_page
from tests.search.conftest import titles
from wiki.pages.models import Rendering
from wiki.search import index
from wiki.search.backends import backend_of

pytestmark = pytest.mark.django_db


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def is_installed():
    with connection.cursor() as cursor:
        return backend_of().is_installed(cursor)


def test_plain_sql_is_indexed_too(page, reader):
    run(f"UPDATE wiki_rendering SET plain = 'antimony' WHERE page_id = {page.pk}")
    assert titles(reader, "antimony") == [page.title]
    assert titles(reader, "gloves") == []


def test_row_that_goes_leaves_the_index(page, reader):
    Rendering.objects.filter(page=page).delete()
    assert titles(reader, "gloves") == []


def test_page_rendered_anew_without_change_is_found_once(page, reader):
    Rendering.objects.filter(page=page).update(html="<p>Other</p>")
    assert titles(reader, "gloves") == [page.title]


def test_index_that_is_in_order_is_left_alone(page, monkeypatch):
    assert is_installed()
    monkeypatch.setattr(index, "rebuild", lambda using: pytest.fail("was made anew"))
    index.install("default")


@pytest.mark.sqlite
def test_index_is_made_anew_when_a_migration_has_dropped_its_triggers(page, reader):
    for name in ("insert", "update", "delete"):
        run(f"DROP TRIGGER wiki_search_{name}")
    run(f"UPDATE wiki_rendering SET plain = 'antimony' WHERE page_id = {page.pk}")
    assert titles(reader, "antimony") == []
    index.install("default")
    assert titles(reader, "antimony") == [page.title]
    assert titles(reader, "gloves") == []


@pytest.mark.postgresql
def test_index_of_another_version_is_made_anew(page, reader):
    run("COMMENT ON TABLE wiki_search IS 'older'")
    run("UPDATE wiki_search SET words = ''")
    index.install("default")
    assert is_installed()
    assert titles(reader, "gloves") == [page.title]


@pytest.mark.postgresql
def test_text_beyond_the_limit_of_a_vector_is_saved_and_found_by_its_beginning(page, reader):
    words = " ".join(f"w{number:x}q{number * 7919:x}" for number in range(150_000))
    Rendering.objects.filter(page=page).update(plain=f"beginning {words}")
    assert titles(reader, "beginning") == [page.title]


def test_rebuilt_index_finds_the_same(space, page, reader):
    make_page(space, "Façade", "Réservoir 機密。\n")
    for _time in range(2):
        assert [titles(reader, typed) for typed in ("gloves", "reservoir", "機密")] == [
            [page.title],
            ["Façade"],
            ["Façade"],
        ]
        index.rebuild()


@pytest.mark.django_db(transaction=True)
def test_later_migration_may_alter_what_is_indexed(page, reader):
    narrow, wide = (models.CharField(max_length=length) for length in (250, 300))
    for field in (narrow, wide):
        field.set_attributes_from_name("title")
        field.model = Rendering
    try:
        for before, after in ((narrow, wide), (wide, narrow)):
            with connection.schema_editor() as editor:
                editor.alter_field(Rendering, before, after)
    finally:
        index.install("default")
    Rendering.objects.filter(page=page).update(plain="antimony")
    assert titles(reader, "antimony") == [page.title]
    assert titles(reader, "gloves") == []


@pytest.mark.django_db(transaction=True)
def test_emptied_database_has_an_empty_index(page, reader):
    assert titles(reader, "gloves") == [page.title]
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        known = backend_of().known_words()
        cursor.execute(known.sql, known.params)
        assert cursor.fetchall() == []
