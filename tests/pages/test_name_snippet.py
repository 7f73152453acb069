import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import make_page, make_space
from tests.pages.snippets import make_snippet
from wiki.audit.models import AuditEvent
from wiki.pages.actions import name_snippet, save_page
from wiki.pages.drafts import draft_for, keep_draft
from wiki.pages.errors import PageError

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(admin):
    return make_space()


def test_naming_is_a_revision_with_a_reason_and_an_event(space, editor):
    page = make_page(space, "Numbers", "Call 112.\n")
    named = name_snippet(by=editor, page=page, name="numbers")
    assert named.latest.number == 2
    assert "numbers" in named.latest.reason
    event = AuditEvent.objects.get(action="snippet.named")
    assert (event.before, event.after, event.actor_name) == ({"name": ""}, {"name": "numbers"}, "Edith Editor")


def test_naming_keeps_the_text_and_what_the_writer_has_not_saved(space, editor):
    page = make_page(space, "Numbers", "Call 112.\n")
    keep_draft(by=editor, page=page, parent=None, title="Numbers", text="Call 113.", tags="", base_number=1)
    named = name_snippet(by=editor, page=page, name="numbers")
    assert named.text == "Call 112.\n"
    assert draft_for(editor, page=page).text == "Call 113."


def test_the_same_name_again_makes_no_revision(space, editor):
    page = make_snippet(space, "numbers")
    assert name_snippet(by=editor, page=page, name="numbers").latest.number == page.latest.number


@pytest.mark.parametrize("name", ["a b", "x}}", "-", "long" * 21, "a/b", "{{"])
def test_a_name_that_no_tag_can_have_is_refused(space, editor, name):
    with pytest.raises(PageError):
        name_snippet(by=editor, page=make_page(space), name=name)


def test_a_name_is_given_once_in_a_space(space, editor):
    make_snippet(space, "numbers")
    with pytest.raises(PageError, match="Emergency numbers"):
        name_snippet(by=editor, page=make_page(space, "Another"), name="numbers")


@pytest.mark.parametrize("person", ["outsider", "reader"])
def test_only_editors_name_snippets(space, person, request):
    with pytest.raises(PermissionDenied):
        name_snippet(by=request.getfixturevalue(person), page=make_page(space), name="numbers")


def test_editing_a_snippet_keeps_its_name(space, editor):
    page = make_snippet(space, "numbers")
    saved = save_page(by=editor, page=page, base_number=1, title=page.title, text="Call 5.\n", tags=[])
    assert "numbers" in saved.page.front_matter
