"""Changes that are left to the worker, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import front_page, make_page, make_space
from wiki.pages.actions import changing_many, create_page, move_pages, tag_pages, trash_pages
from wiki.pages.actions.changing_many import carry_out
from wiki.pages.batches.models import Batch
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(admin):
    return make_space()


@pytest.fixture
def archive(space):
    return make_page(space, "Archive")


@pytest.fixture
def sixty(space, admin):
    front = front_page(space)
    return [create_page(by=admin, parent=front, title=f"Page {n}").pk for n in range(60)]


def test_more_than_fifty_pages_are_left_to_the_worker(
    space, sixty, archive, editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as later:
        batch = move_pages(by=editor, space=space, pages=sixty, parent=archive, reason="")
    assert len(later) == 1
    assert Page.objects.filter(parent=archive).count() == 0
    carry_out(batch)
    assert Page.objects.filter(parent=archive).count() == 60
    assert (batch.to_draw, batch.drawn, batch.is_over) == (60, 60, True)


def test_the_worker_refuses_what_came_in_between_and_changes_nothing(space, sixty, archive, editor):
    batch = move_pages(by=editor, space=space, pages=sixty, parent=archive, reason="")
    make_page(archive, "Page 7")
    carry_out(batch)
    assert batch.is_over
    assert [problem.partition(":")[0] for problem in batch.problems] == ["Page 7"]
    assert Page.objects.filter(parent=archive).count() == 1
    assert Batch.objects.get().problems == batch.problems


def test_the_worker_goes_on_where_it_was_stopped(space, sixty, archive, editor, monkeypatch):
    batch = move_pages(by=editor, space=space, pages=sixty, parent=archive, reason="")
    drawn = []

    def render(chosen):
        if len(drawn) == 2:
            raise MemoryError
        drawn.append(list(chosen))

    with monkeypatch.context() as patched:
        patched.setattr(changing_many, "render_many", render)
        with pytest.raises(MemoryError):
            carry_out(Batch.objects.get())
    batch = Batch.objects.get()
    assert (batch.drawn, batch.is_over) == (40, False)
    carry_out(batch)
    assert batch.is_over
    assert Revision.objects.filter(batch=batch).count() == 60


def test_a_right_that_was_taken_meanwhile_counts(space, sixty, reader):
    from wiki.spaces.models import Membership

    membership = Membership.objects.create(space=space, user=reader, level=Level.EDITOR)
    trash_pages(by=reader, space=space, pages=sixty, reason="")
    membership.delete()
    carry_out(Batch.objects.get())
    assert "Editor" in Batch.objects.get().problems[0]
    assert Page.objects.live().filter(pk__in=sixty).count() == 60


@pytest.mark.parametrize("count", [5, 40])
def test_planning_costs_the_same_for_many(space, django_assert_max_num_queries, count):
    from wiki.pages.batches.planning import plan_trash

    chosen = [make_page(space, f"Page {n}").pk for n in range(count)]
    with django_assert_max_num_queries(2):
        plan_trash(space, chosen)


# A move: its address, the addresses of what lies below, its event, and its text drawn anew.
@pytest.mark.parametrize(("act", "most"), [("move", 11), ("tag", 2), ("trash", 2)])
def test_each_page_more_costs_a_few_queries(space, archive, editor, monkeypatch, act, most):
    monkeypatch.setattr(changing_many, "AT_ONCE_AT_MOST", 0)
    verbs = {
        "move": lambda chosen: move_pages(by=editor, space=space, pages=chosen, parent=archive, reason=""),
        "tag": lambda chosen: tag_pages(by=editor, space=space, pages=chosen, add=["x"], remove=[], reason=""),
        "trash": lambda chosen: trash_pages(by=editor, space=space, pages=chosen, reason=""),
    }
    costs = []
    for count in (5, 25):
        batch = verbs[act]([make_page(space, f"Page {count} {n}").pk for n in range(count)])
        with CaptureQueriesContext(connection) as queries:
            carry_out(batch)
        costs.append(len(queries))
    assert costs[1] - costs[0] <= 20 * most
