"""Lists that are too long to be counted."""

import pytest

from accounts.models import User
from tests.conftest import make_user
from wiki.display.stretches import FARTHEST, stretch_of


@pytest.fixture
def people(db):
    for number in range(5):
        make_user(f"Person {number}")
    return User.objects.order_by("name")


def names(stretch):
    return [person.name[-1] for person in stretch.rows]


@pytest.mark.parametrize(
    ("asked", "shown", "before", "after"),
    [("1", "01", False, True), ("2", "23", True, True), ("3", "4", True, False), ("4", "", True, False)],
)
def test_each_page_knows_whether_others_come_before_and_after(people, asked, shown, before, after):
    stretch = stretch_of(people, asked, 2)
    assert ("".join(names(stretch)), stretch.has_previous, stretch.has_next) == (shown, before, after)


@pytest.mark.parametrize("asked", [None, "", "x", "0", "-1", "²", "1.5"])
def test_what_is_no_number_means_the_first_page(people, asked):
    assert stretch_of(people, asked, 2).number == 1


def test_number_beyond_all_bounds_is_cut(people):
    assert stretch_of(people, "9" * 40, 2).number == FARTHEST


def test_whole_list_on_one_page_has_no_other_pages(people):
    assert not stretch_of(people, "1", 5).has_other_pages


def test_one_query_is_enough(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        stretch_of(people, "2", 2)
