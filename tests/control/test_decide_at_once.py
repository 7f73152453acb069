"""Two people at the same moment: nothing counts twice, and nobody approves what they have not seen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.roles import Role
from tests.conftest import make_page, make_revision, make_space, make_user
from tests.control.desk import NEW, OLD, ask, fresh
from wiki.control.actions import control_space, decide
from wiki.control.actions.releasing import release_due
from wiki.control.errors import Overtaken
from wiki.control.models import Decision, ReviewRequest
from wiki.control.wishes import Wish
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked() -> ReviewRequest:
    """A request that any one of two trainers may decide."""
    admin, editor = make_user("Ada Admin", Role.ADMIN), make_user("Edith Editor", Role.EDITOR)
    space = make_space("Plant", by=admin)
    page = make_page(space, by=editor, text=OLD)
    control_space(by=admin, space=space)
    make_revision(page, NEW, by=editor)
    return ask(page, editor)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each gave, or the error that it raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_approvers_at_once_make_one_edition(asked: ReviewRequest) -> None:
    people = [make_user(f"Tina {number}", Role.TRAINER) for number in range(2)]
    acts = [lambda by=by: decide(by=by, request=asked, agrees=True, seen=asked.seal) for by in people]
    results = at_once(*acts)
    assert sorted(type(result).__name__ for result in results) == ["Decision", "Overtaken"]
    assert Edition.objects.filter(page=asked.page).count() == 2
    assert Decision.objects.count() == 1


def test_a_save_and_an_approval_at_once_never_approve_the_newer_text(asked: ReviewRequest) -> None:
    trainer, editor = make_user("Tom Trainer", Role.TRAINER), asked.by
    newer = NEW + "\nUnseen.\n"
    decided, saved = at_once(
        lambda: decide(by=trainer, request=asked, agrees=True, seen=asked.seal),
        lambda: make_revision(asked.page, newer, by=editor),
    )
    assert not isinstance(saved, Exception)
    page = fresh(asked.page)
    assert page.waiting.number == 3
    assert page.text == (OLD if isinstance(decided, Overtaken) else NEW)


def test_the_job_that_releases_runs_twice_and_releases_once(asked: ReviewRequest) -> None:
    trainer = make_user("Tom Trainer", Role.TRAINER)
    ReviewRequest.objects.update(effective_at=timezone.now() + timedelta(days=1))
    asked.refresh_from_db()
    decide(by=trainer, request=asked, agrees=True, seen=asked.seal)
    Edition.objects.planned().update(effective_at=timezone.now() - timedelta(minutes=1))
    assert sorted(at_once(release_due, release_due, release_due)) == [0, 0, 1]
    assert Edition.objects.in_force().filter(page=asked.page).count() == 1
    assert fresh(asked.page).text == NEW


def test_an_edition_is_in_force_from_its_moment_however_late_the_job(asked: ReviewRequest) -> None:
    moment = timezone.now() + timedelta(days=1)
    trainer = make_user("Tom Trainer", Role.TRAINER)
    ReviewRequest.objects.update(effective_at=moment)
    asked.refresh_from_db()
    decide(by=trainer, request=asked, agrees=True, seen=asked.seal)
    past = timezone.now() - timedelta(hours=5)
    Edition.objects.planned().update(effective_at=past)
    Edition.objects.in_force().update(in_force_from=past - timedelta(days=1))
    release_due()
    before, after = Edition.objects.filter(page=asked.page).order_by("pk")
    assert before.in_force_until == after.in_force_from == past


def test_pages_that_can_not_be_drawn_do_not_keep_others_back(
    asked: ReviewRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer, editor = make_user("Tom Trainer", Role.TRAINER), asked.by
    front = Page.objects.select_related("space").get(space=asked.page.space, parent=None)
    other = make_page(front, "Other", by=editor)
    for request in (asked, ask(other, editor, wish=Wish())):
        ReviewRequest.objects.update(effective_at=timezone.now() + timedelta(days=1))
        request.refresh_from_db()
        decide(by=trainer, request=request, agrees=True, seen=request.seal)
    Edition.objects.planned().update(effective_at=timezone.now())

    def broken(page: Page) -> None:
        if page.pk == asked.page_id:
            raise RuntimeError("no")

    monkeypatch.setattr("wiki.pages.actions.releasing.render_page_or_plain", broken)
    assert release_due() == 1
    assert fresh(other).withheld_at is None
    assert fresh(asked.page).text == OLD
