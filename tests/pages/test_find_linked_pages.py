"""The page that each link of a text leads to, however many links there are."""

import pytest

from tests.conftest import make_page, make_space
from wiki.pages.actions import move_page, trash_page
from wiki.pages.finding import Wanted, find_pages
from wiki.pages.titles import title_key

pytestmark = pytest.mark.django_db


def titled(space, title):
    return Wanted("title", space, title_key(title))


@pytest.mark.parametrize("count", [1, 4, 5, 64, 65, 130])
def test_each_of_many_is_found(admin, count):
    space = make_space(by=admin)
    pages = [make_page(space, f"Page {number}", by=admin) for number in range(count)]
    wants = [titled(space, page.title) for page in pages] + [Wanted("path", space, page.path) for page in pages]
    found = find_pages([*wants, titled(space, "Nowhere")])
    assert [found[want].pk for want in wants] == [page.pk for page in pages] * 2
    assert len(found) == len(wants)


def test_most_texts_take_one_query_for_each_way_of_naming(admin, django_assert_num_queries):
    space = make_space(by=admin)
    titles = [make_page(space, f"Page {number}", by=admin).title for number in range(40)]
    wants = [titled(space, title) for title in titles]
    find_pages(wants)  # prepares the query
    with django_assert_num_queries(1):
        find_pages(wants)


def test_oldest_page_of_a_title_wins_and_the_present_one_before_a_former_one(admin):
    space, other = make_space(by=admin), make_space("Other", by=admin)
    first = make_page(space, "Valve", by=admin)
    make_page(space, "Valve", by=admin)
    elsewhere = make_page(other, "Valve", by=admin)
    assert find_pages([titled(space, "Valve")])[titled(space, "Valve")].pk == first.pk
    assert find_pages([titled(other, "Valve")])[titled(other, "Valve")].pk == elsewhere.pk
    move_page(by=admin, page=elsewhere, parent=elsewhere.parent, title="Pump")
    assert find_pages([titled(other, "Valve")])[titled(other, "Valve")].title == "Pump"
    now = make_page(other, "Valve", by=admin)
    assert find_pages([titled(other, "Valve")])[titled(other, "Valve")].pk == now.pk


def test_trashed_page_is_not_found(admin):
    space = make_space(by=admin)
    page = make_page(space, "Valve", by=admin)
    trash_page(by=admin, page=page)
    assert find_pages([titled(space, "Valve"), Wanted("path", space, page.path)]) == {}
