"""Moving, tagging and trashing many pages as one change: all or nothing, one reason."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import front_page, make_page, make_revision, make_space
from wiki.audit.models import AuditEvent
from wiki.pages.actions import move_pages, plan_change, tag_pages, trash_page, trash_pages
from wiki.pages.batches.models import Batch
from wiki.pages.batches.planning import expanded
from wiki.pages.drafts import draft_for, keep_draft
from wiki.pages.errors import BatchRefused, PageError
from wiki.pages.models import FormerAddress, Page, PageTag, Revision
from wiki.pages.revisions import body_of
from wiki.spaces.models import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(admin):
    return make_space()


@pytest.fixture
def pages(space):
    """Cleaning with two pages below, Fire, and an Archive."""
    cleaning = make_page(space, "Cleaning", tags=["sop"])
    floors, walls = make_page(cleaning, "Floors"), make_page(cleaning, "Walls")
    return {
        "cleaning": cleaning,
        "floors": floors,
        "walls": walls,
        "fire": make_page(space, "Fire", "See [[Floors]].\n", tags=["sop", "old"]),
        "archive": make_page(space, "Archive"),
    }


def fresh(page):
    return Page.objects.select_related("space", "latest", "rendering").get(pk=page.pk)


def keys(pages, *names):
    return [pages[name].pk for name in names]


def path(page):
    return fresh(page).path


# --- moving ---


def test_pages_move_together_with_what_lies_below(space, pages, editor):
    batch = move_pages(
        by=editor, space=space, pages=keys(pages, "cleaning", "fire"), parent=pages["archive"], reason="Old"
    )
    assert path(pages["floors"]) == "archive/cleaning/floors"
    assert path(pages["fire"]) == "archive/fire"
    assert (batch.count, bool(batch.finished_at)) == (4, True)
    rows = Revision.objects.filter(batch=batch)
    assert {(row.page.title, row.kind, row.reason, row.author) for row in rows} == {
        ("Cleaning", "moved", "Old", editor),
        ("Fire", "moved", "Old", editor),
    }
    assert FormerAddress.objects.filter(path="cleaning/floors", page=pages["floors"]).exists()


def test_chosen_pages_below_chosen_ones_stay_where_they_are_in_their_branch(space, pages, editor):
    move_pages(by=editor, space=space, pages=keys(pages, "floors", "cleaning"), parent=pages["archive"], reason="")
    assert path(pages["floors"]) == "archive/cleaning/floors"
    assert fresh(pages["floors"]).latest.number == 1


def test_moved_pages_come_last_in_the_order_of_the_tree(space, pages, editor):
    make_page(pages["archive"], "Already there")
    order = expanded(space, keys(pages, "fire", "walls", "floors"), [])
    move_pages(by=editor, space=space, pages=order, parent=pages["archive"], reason="")
    titles = Page.objects.filter(parent=pages["archive"]).in_order().values_list("title", flat=True)
    assert list(titles) == ["Already there", "Floors", "Walls", "Fire"]


def test_pages_move_to_another_space_and_links_follow(space, pages, editor):
    other = make_space("Other")
    move_pages(by=editor, space=space, pages=keys(pages, "cleaning"), parent=front_page(other), reason="")
    moved = fresh(pages["floors"])
    assert (moved.space, moved.path) == (other, "cleaning/floors")
    assert "missing" in fresh(pages["fire"]).rendering.html


def test_a_page_that_is_there_already_is_no_problem(space, pages, editor):
    parent = front_page(space)
    batch = move_pages(by=editor, space=space, pages=keys(pages, "fire", "walls"), parent=parent, reason="")
    assert batch.count == 1
    assert path(pages["walls"]) == "walls"


@pytest.mark.parametrize(
    ("names", "parent", "why"),
    [
        (["front", "fire"], "archive", "front page"),
        (["cleaning"], "floors", "below itself"),
        (["cleaning"], "cleaning", "below itself"),
        (["archive"], "front", "in that place already"),
    ],
)
def test_all_or_nothing_moves(space, pages, editor, names, parent, why):
    pages |= {"front": front_page(space)}
    with pytest.raises(BatchRefused, match=why):
        move_pages(by=editor, space=space, pages=keys(pages, *names), parent=pages[parent], reason="")
    assert path(pages["fire"]) == "fire"
    assert not Batch.objects.exists()


def test_addresses_that_are_taken_are_told_page_by_page(space, pages, editor):
    make_page(pages["archive"], "Fire")
    make_page(pages["floors"], "Walls")
    chosen = [*keys(pages, "fire", "walls"), Page.objects.get(path="cleaning/floors/walls").pk]
    with pytest.raises(BatchRefused) as refusal:
        move_pages(by=editor, space=space, pages=chosen, parent=pages["archive"], reason="")
    assert [(problem.title, "same address" in problem.why) for problem in refusal.value.problems] == [
        ("Fire", True),
        ("Walls", True),
    ]


def test_a_page_that_is_gone_stands_against_it(space, pages, editor):
    trash_page(by=editor, page=pages["fire"])
    with pytest.raises(BatchRefused, match="not there any more"):
        trash_pages(by=editor, space=space, pages=keys(pages, "fire", "walls"), reason="")


def test_pages_of_another_space_are_not_touched(space, pages, editor):
    other = make_page(make_space("Secret", visibility="members"), "Plan")
    with pytest.raises(BatchRefused, match="not in this space"):
        tag_pages(by=editor, space=space, pages=[other.pk], add=["x"], remove=[], reason="")


# --- tags ---


def test_tags_are_given_and_taken(space, pages, editor):
    chosen = keys(pages, "cleaning", "fire", "walls")
    batch = tag_pages(by=editor, space=space, pages=chosen, add=["safety"], remove=["old"], reason="Sorted")
    assert fresh(pages["fire"]).tags == ["sop", "safety"]
    assert set(PageTag.objects.filter(page=pages["fire"]).values_list("name", flat=True)) == {"sop", "safety"}
    page = fresh(pages["fire"])
    assert (page.rendering.tags, page.rendering.number) == ("sop, safety", page.latest.number)
    assert body_of(page.latest).tags == ["sop", "safety"]
    assert (page.latest.batch, page.latest.is_minor, page.text) == (batch, True, "See [[Floors]].\n")


def test_pages_with_the_tags_already_get_no_revision(space, pages, editor):
    batch = tag_pages(by=editor, space=space, pages=keys(pages, "cleaning", "walls"), add=["sop"], remove=[], reason="")
    assert batch.count == 1
    assert fresh(pages["cleaning"]).latest.number == 1
    with pytest.raises(BatchRefused, match="already"):
        tag_pages(by=editor, space=space, pages=keys(pages, "cleaning"), add=["sop"], remove=["x"], reason="")


def test_a_tagged_page_is_found_by_its_tag(space, pages, editor, reader_client):
    tag_pages(by=editor, space=space, pages=keys(pages, "walls"), add=["safety"], remove=[], reason="")
    assert "Walls" in reader_client.get("/search/?tag=safety").content.decode()


def test_a_tag_that_is_too_long_is_refused(space, pages, editor):
    with pytest.raises(PageError, match="too long"):
        tag_pages(by=editor, space=space, pages=keys(pages, "walls"), add=["x" * 61], remove=[], reason="")


def test_tagging_keeps_what_writers_have_not_saved(space, pages, editor):
    keep_draft(by=editor, page=pages["walls"], parent=None, title="Walls", text="Unsaved", tags="", base_number=1)
    tag_pages(by=editor, space=space, pages=keys(pages, "walls"), add=["x"], remove=[], reason="")
    assert draft_for(editor, page=pages["walls"]).text == "Unsaved"


def test_an_edit_that_began_before_the_tags_keeps_them(space, pages, editor):
    tag_pages(by=editor, space=space, pages=keys(pages, "walls"), add=["x"], remove=[], reason="")
    make_revision(pages["walls"], "New text.\n")
    assert fresh(pages["walls"]).tags == ["x"]


# --- whose, and what is told ---


@pytest.mark.parametrize("person", ["outsider", "reader"])
def test_only_editors_change_many_pages(space, pages, person, request):
    by = request.getfixturevalue(person)
    chosen = {"by": by, "space": space, "pages": keys(pages, "fire"), "reason": ""}
    for act in (
        lambda: move_pages(parent=pages["archive"], **chosen),
        lambda: tag_pages(add=["x"], remove=[], **chosen),
        lambda: trash_pages(**chosen),
        lambda: plan_change(act="trash", **chosen),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert path(pages["fire"]) == "fire"


def test_nobody_moves_pages_into_a_space_where_they_may_only_read(space, pages, reader):
    own = make_space("Own", members={reader: Level.EDITOR})
    page = make_page(own, "Note")
    with pytest.raises(PermissionDenied):
        move_pages(by=reader, space=own, pages=[page.pk], parent=pages["archive"], reason="")


def test_one_number_joins_the_events(space, pages, editor):
    batch = trash_pages(by=editor, space=space, pages=keys(pages, "cleaning", "fire"), reason="Old")
    events = AuditEvent.objects.filter(batch=batch.pk)
    assert {event.subject_name for event in events} == {"Cleaning", "Floors", "Walls", "Fire"}
    assert {(event.action, event.reason, event.actor_name) for event in events} == {
        ("page.trashed", "Old", "Edith Editor")
    }


def test_tags_of_many_pages_are_no_news_and_nobody_watches_them_for_it(space, pages, editor, reader):
    from wiki.activity.actions import watch
    from wiki.activity.models import Notification, Watch
    from wiki.activity.telling import tell_news

    watch(by=reader, place=space)
    tell_news()
    Notification.objects.all().delete()
    tag_pages(by=editor, space=space, pages=keys(pages, "cleaning", "fire"), add=["x"], remove=[], reason="Sorted")
    tell_news()
    assert not Notification.objects.exists()
    assert not Watch.objects.filter(person=editor).exists()
    assert AuditEvent.objects.filter(action="page.tagged").count() == 2
