"""The report of a space: what is loose, counted whole and shown by pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import make_page
from wiki.pages.actions import trash_page
from wiki.pages.models import Link
from wiki.pages.reports import broken_anchors, broken_links, links_by_key, orphans, wanted_keys, wanted_pages


def anchors(space):
    return [link.anchor for link in links_by_key(broken_anchors(space))]


@pytest.fixture
def guide(space):
    text = '# Guide\n\n## Steps\n\n<a name="old-name"></a>Text[^1]\n\n[^1]: Note\n'
    return make_page(space, "Guide", text)


def test_heading_that_the_page_does_not_have_is_missing(space, guide):
    make_page(space, "News", "[a](../guide/#steps) [b](../guide/#stairs)\n")
    assert anchors(space) == ["stairs"]


def test_other_places_of_a_page_are_no_missing_headings(space, guide):
    make_page(space, "News", "[a](../guide/#old-name) [b](../guide/#nowhere)\n")
    assert 'name="old-name"' in guide.rendering.html
    assert anchors(space) == ["nowhere"]


def test_all_links_are_looked_at_whatever_lies_before_them(space, guide):
    row = {"source": guide, "kind": "link", "written": "x", "key": "x", "target": guide}
    Link.objects.bulk_create([Link(anchor="steps", **row) for _ in range(600)] + [Link(anchor="stairs", **row)])
    assert anchors(space) == ["stairs"]


def test_most_wanted_page_comes_first_with_the_pages_that_want_it(space):
    make_page(space, "News", "[[Oven]] [[Fridge]] [[Oven]]\n")
    make_page(space, "Rules", "[[Oven]]\n")
    wanted = wanted_pages(wanted_keys(space), space)
    assert [(page.title, [source.title for source in page.sources]) for page in wanted] == [
        ("Oven", ["News", "Rules"]),
        ("Fridge", ["News"]),
    ]


def test_links_of_trashed_pages_are_not_broken(space, admin):
    news = make_page(space, "News", "[[Oven]]\n")
    assert broken_links(space).count() == 1
    trash_page(by=admin, page=news)
    assert broken_links(space).count() == 0


def test_page_that_only_links_to_itself_is_an_orphan(space):
    make_page(space, "Alone", "[[Alone]]\n")
    make_page(space, "Known")
    make_page(space, "News", "[[Known]]\n")
    assert [page.title for page in orphans(space)] == ["Alone", "News"]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [("", "Oven"), ("wanted", "Oven"), ("broken", "Oven"), ("anchors", "#stairs"), ("orphans", "/news")],
)
def test_each_part_has_its_count_and_one_is_shown(space, guide, reader_client, chosen, shown):
    make_page(space, "News", "[[Oven]] [b](../guide/#stairs)\n")
    text = reader_client.get(f"/handbook/-/report/?list={chosen}").text
    assert shown in text
    for name in ("wanted", "broken", "anchors", "orphans"):
        assert f'href="?list={name}"' in text
    assert text.count('<span class="badge">1</span>') == 4


def test_long_part_is_shown_by_pages(space, reader_client):
    make_page(space, "News", " ".join(f"[[Oven {number:02}]]" for number in range(60)))
    first, second = (reader_client.get(f"/handbook/-/report/?list=wanted&page={page}").text for page in (1, 2))
    assert "Oven 00" in first
    assert "Oven 59" not in first
    assert 'href="?page=2&list=wanted"' in first or 'href="?page=2&amp;list=wanted"' in first
    assert "Oven 59" in second


@pytest.mark.parametrize("chosen", ["wanted", "broken", "anchors", "orphans"])
def test_queries_do_not_grow_with_what_is_loose(space, guide, reader_client, chosen):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert reader_client.get(f"/handbook/-/report/?list={chosen}").status_code == 200
        return len(captured)

    make_page(space, "News", "[[Oven]] [b](../guide/#stairs)\n")
    asked()
    few = asked()
    for number in range(20):
        make_page(space, f"News {number}", f"[[Oven {number}]] [b](../guide/#stairs-{number})\n")
    asked()
    assert asked() == few
