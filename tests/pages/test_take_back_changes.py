"""Taking a change of many pages back: as far as the pages are still as it left them."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import front_page, make_page, make_revision, make_space
from wiki.audit.models import AuditEvent
from wiki.pages.actions import (
    move_page,
    move_pages,
    recover_page,
    tag_pages,
    take_back,
    trash_page,
    trash_pages,
)
from wiki.pages.errors import BatchRefused, PageError
from wiki.pages.models import Page, PageTag, Trashing
from wiki.pages.suggestions import recent_reasons
from wiki.pages.tree import outline
from wiki.spaces.models import Level


@pytest.fixture
def pages(space):
    """Cleaning with two pages below, Fire, and an Archive."""
    cleaning = make_page(space, "Cleaning", tags=["sop"])
    return {
        "cleaning": cleaning,
        "floors": make_page(cleaning, "Floors"),
        "walls": make_page(cleaning, "Walls"),
        "fire": make_page(space, "Fire", "See [[Floors]].\n", tags=["sop", "old"]),
        "archive": make_page(space, "Archive"),
    }


@pytest.fixture
def moved(space, pages, editor):
    """Walls and Fire, moved into the Archive."""
    return move_pages(
        by=editor, space=space, pages=keys(pages, "walls", "fire"), parent=pages["archive"], reason="Order"
    )


@pytest.fixture
def tagged(space, pages, editor):
    chosen = keys(pages, "cleaning", "fire")
    return tag_pages(by=editor, space=space, pages=chosen, add=["sop", "new"], remove=["old"], reason="Sorted")


@pytest.fixture
def trashed(space, pages, editor):
    return trash_pages(by=editor, space=space, pages=keys(pages, "cleaning", "fire"), reason="Old")


def keys(pages, *names):
    return [pages[name].pk for name in names]


def fresh(page):
    return Page.objects.select_related("space", "latest", "rendering").get(pk=page.pk)


def path(page):
    return fresh(page).path


# --- moves ---


def test_moved_pages_go_back_to_their_old_places(space, pages, moved, editor):
    back = take_back(by=editor, batch=moved)
    assert (path(pages["walls"]), path(pages["fire"])) == ("cleaning/walls", "fire")
    assert (back.act, back.count, back.reason) == ("moveback", 2, "Taken back: Order")
    space.refresh_from_db()
    assert [node.title for node in outline(space).order[1:]] == ["Cleaning", "Floors", "Walls", "Fire", "Archive"]
    assert fresh(pages["walls"]).latest.batch == back
    with pytest.raises(BatchRefused, match="None of its pages"):
        take_back(by=editor, batch=moved)


def test_a_page_that_was_moved_on_or_trashed_since_stays(space, pages, moved, editor):
    move_page(by=editor, page=fresh(pages["fire"]), parent=fresh(pages["floors"]))
    assert take_back(by=editor, batch=moved).count == 1
    assert path(pages["fire"]) == "cleaning/floors/fire"


def test_all_go_back_or_none(space, pages, moved, editor):
    trash_page(by=editor, page=fresh(pages["cleaning"]))
    make_page(space, "Fire")
    with pytest.raises(BatchRefused) as refusal:
        take_back(by=editor, batch=moved)
    assert [(problem.title, problem.why) for problem in refusal.value.problems] == [
        ("Walls", "The page that it was below is not there any more."),
        ("Fire", "“Fire” has the same address there."),
    ]
    assert path(pages["walls"]) == "archive/walls"


def test_pages_do_not_go_back_into_themselves(space, pages, editor):
    batch = move_pages(by=editor, space=space, pages=keys(pages, "walls"), parent=front_page(space), reason="Up")
    move_page(by=editor, page=fresh(pages["cleaning"]), parent=fresh(pages["walls"]))
    with pytest.raises(BatchRefused, match="below itself"):
        take_back(by=editor, batch=batch)


def test_pages_come_back_from_another_space(space, pages, admin):
    other = make_space("Other")
    batch = move_pages(
        by=admin, space=space, pages=keys(pages, "cleaning"), parent=front_page(other), reason="To the others"
    )
    back = take_back(by=admin, batch=batch)
    assert fresh(pages["floors"]).url() == "/handbook/cleaning/floors/"
    assert back.space == other
    assert "/handbook/cleaning/floors/" in fresh(pages["fire"]).rendering.html


@pytest.mark.parametrize("closed", ["space", "other"])
def test_who_may_not_write_in_both_spaces_takes_no_move_back(space, pages, admin, reader, closed):
    spaces = {"space": space, "other": make_space("Other")}
    batch = move_pages(
        by=admin, space=space, pages=keys(pages, "fire"), parent=front_page(spaces["other"]), reason="Away"
    )
    (open_one,) = (one for name, one in spaces.items() if name != closed)
    open_one.memberships.create(user=reader, level=Level.EDITOR)
    with pytest.raises(PermissionDenied):
        take_back(by=reader, batch=batch)
    assert fresh(pages["fire"]).space == spaces["other"]


# --- tags ---


def test_tags_are_as_they_were(pages, tagged, editor):
    take_back(by=editor, batch=tagged)
    assert (fresh(pages["cleaning"]).tags, fresh(pages["fire"]).tags) == (["sop"], ["sop", "old"])
    assert set(PageTag.objects.filter(page=pages["fire"]).values_list("name", flat=True)) == {"sop", "old"}
    with pytest.raises(BatchRefused, match="have their old tags already"):
        take_back(by=editor, batch=tagged)


def test_tags_that_came_since_stay(pages, tagged, editor):
    make_revision(pages["fire"], "See.\n", tags=["sop", "new", "later"])
    take_back(by=editor, batch=tagged)
    assert fresh(pages["fire"]).tags == ["sop", "later", "old"]


# --- the trash ---


def test_pages_come_back_at_once(pages, trashed, trainer):
    assert {stay.page.title for stay in Trashing.objects.filter(batch=trashed)} == {
        "Cleaning",
        "Floors",
        "Walls",
        "Fire",
    }
    back = take_back(by=trainer, batch=trashed)
    assert (back.act, back.count) == ("recover", 4)
    assert path(pages["floors"]) == "cleaning/floors"
    assert "/handbook/cleaning/floors/" in fresh(pages["fire"]).rendering.html
    assert not Trashing.objects.filter(recovered_at=None).exists()
    assert AuditEvent.objects.filter(batch=back.pk, action="page.recovered").count() == 4


def test_what_was_recovered_alone_stays_where_it_is(pages, trashed, admin):
    recover_page(by=admin, page=fresh(pages["fire"]))
    take_back(by=admin, batch=trashed)
    assert path(pages["walls"]) == "cleaning/walls"
    with pytest.raises(BatchRefused, match="None of its pages"):
        take_back(by=admin, batch=trashed)


def test_what_took_something_back_is_not_taken_back(trashed, admin):
    with pytest.raises(PageError, match="can't be taken back"):
        take_back(by=admin, batch=take_back(by=admin, batch=trashed))


def test_editors_do_not_recover_many_pages(pages, trashed, editor):
    with pytest.raises(PermissionDenied):
        take_back(by=editor, batch=trashed)
    assert fresh(pages["fire"]).trashed_at is not None


@pytest.mark.parametrize("person", ["outsider", "reader"])
@pytest.mark.parametrize("done", ["moved", "tagged", "trashed"])
def test_only_editors_take_changes_back(request, person, done):
    batch = request.getfixturevalue(done)
    with pytest.raises(PermissionDenied):
        take_back(by=request.getfixturevalue(person), batch=batch)


def test_why_many_pages_changed_is_not_suggested_as_a_reason_for_one(pages, tagged, editor):
    take_back(by=editor, batch=tagged)
    page = make_revision(pages["fire"], "Shut the door.\n", by=editor, reason="Safer")
    assert recent_reasons(editor, page) == ["Safer"]
