import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import front_page, make_page, make_space
from wiki.audit.models import AuditEvent
from wiki.pages.actions import end_template, make_template, offer_template
from wiki.pages.drafts import keep_draft
from wiki.pages.errors import PageError
from wiki.pages.models import Draft, Page
from wiki.pages.shelf import SHELF
from wiki.pages.snippets.names import name_of
from wiki.pages.templates.fields import Field, Kind, fields_of, is_template
from wiki.pages.templates.listing import template_cards

pytestmark = pytest.mark.django_db

FIELDS = [Field("Machine", is_required=True), Field("Area", Kind.CHOICE, ("Kitchen", "Yard"))]


@pytest.fixture
def space(admin):
    return make_space()


@pytest.fixture
def page(space):
    return make_page(space, "Cleaning", "Clean the {{field: Machine}}.\n", tags=["sop"])


def fresh(page):
    return Page.objects.select_related("space", "latest", "parent").get(pk=page.pk)


def said(*rows, **others):
    """The form of a template's fields."""
    total = len(rows)
    data = {"fields-TOTAL_FORMS": total, "fields-INITIAL_FORMS": 0, "fields-MAX_NUM_FORMS": 30, **others}
    for number, row in enumerate(rows):
        row = {"kind": "text", "choices": "", "help": ""} | row
        data |= {f"fields-{number}-{name}": value for name, value in row.items()}
    return data


# --- the verbs ---


def test_offering_is_a_revision_that_keeps_the_text(page, editor):
    offered = offer_template(by=editor, page=page, fields=FIELDS)
    assert offered.latest.number == 2
    assert offered.text == page.text
    assert fields_of(fresh(page).front_matter) == FIELDS
    event = AuditEvent.objects.get(action="template.offered")
    assert event.after == {"fields": ["Machine", "Area"]}


def test_the_same_fields_again_make_no_revision(page, editor):
    offer_template(by=editor, page=page, fields=FIELDS)
    assert offer_template(by=editor, page=fresh(page), fields=FIELDS).latest.number == 2


def test_a_snippets_name_stays_when_the_page_becomes_a_template(page, editor):
    from wiki.pages.actions import name_snippet

    name_snippet(by=editor, page=page, name="cleaning")
    offered = offer_template(by=editor, page=fresh(page), fields=FIELDS)
    assert name_of(offered.front_matter) == "cleaning"
    ended = end_template(by=editor, page=offered)
    assert name_of(ended.front_matter) == "cleaning"
    assert not is_template(ended.front_matter)


def test_offering_keeps_what_the_writer_has_not_saved(page, editor):
    keep_draft(by=editor, page=page, parent=None, title="Cleaning", text="Unsaved", tags="", base_number=1)
    offer_template(by=editor, page=page, fields=FIELDS)
    assert Draft.objects.get().text == "Unsaved"


def test_front_matter_that_nothing_can_read_is_refused_in_words(page, editor):
    Page.objects.filter(pk=page.pk).update(front_matter="---\ntitle: [open\n---\n")
    with pytest.raises(PageError, match="can't be read"):
        offer_template(by=editor, page=page, fields=FIELDS)


def test_a_template_is_made_from_a_page_with_its_text_and_tags(page, editor, space):
    made = make_template(by=editor, page=page, parent=front_page(space), title="Cleaning SOP")
    assert (made.text, made.tags, made.title) == (page.text, ["sop"], "Cleaning SOP")
    assert is_template(made.front_matter)
    assert not is_template(fresh(page).front_matter)


@pytest.mark.parametrize("person", ["outsider", "reader"])
def test_only_editors_make_templates(page, space, person, request):
    by = request.getfixturevalue(person)
    for act in (
        lambda: offer_template(by=by, page=page, fields=[]),
        lambda: end_template(by=by, page=page),
        lambda: make_template(by=by, page=page, parent=front_page(space), title="T"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nobody_makes_a_template_from_a_page_that_they_may_not_read(editor, space):
    secret = make_page(make_space("Secret", visibility="members"), "Plan")
    with pytest.raises(PermissionDenied):
        make_template(by=editor, page=secret, parent=front_page(space), title="Plan")


# --- what is offered ---


def test_own_templates_come_before_those_of_the_shelf(page, editor, space):
    shelf = make_space("Template shelf", slug=SHELF)
    make_page(shelf, "Checklist", "# Checklist\n\nTick.\n\nTock.\n")
    folder = make_page(shelf, "Snippets")
    from tests.pages.snippets import make_snippet

    make_snippet(shelf)
    make_page(folder, "Below")
    offer_template(by=editor, page=page, fields=FIELDS)
    cards = template_cards(editor, space)
    assert [(card.title, card.is_own) for card in cards] == [("Cleaning", True), ("Below", False), ("Checklist", False)]
    assert cards[2].first_words == "Tick. · Tock."


def test_templates_of_other_spaces_and_of_a_closed_shelf_are_not_offered(editor, space):
    for name, slug in (("Other", "other"), ("Template shelf", SHELF)):
        closed = make_space(name, slug=slug, visibility="members")
        make_template(by=closed_admin(), page=make_page(closed, "Plan"), parent=front_page(closed), title="Form")
    assert template_cards(editor, space) == []


def closed_admin():
    from tests.conftest import an_admin

    return an_admin()


# --- the screens ---


def test_a_page_is_copied_as_a_template_or_offered_itself(page, editor_client, space):
    screen = editor_client.get(page.url("template/")).content.decode()
    assert "Template: Cleaning" in screen
    response = editor_client.post(page.url("template/"), {"title": "Cleaning SOP", "parent": front_page(space).pk})
    assert response.url == "/handbook/cleaning-sop/-/template/"
    editor_client.post(page.url("template/"), {"itself": "1"})
    assert is_template(fresh(page).front_matter)


def test_fields_are_saved_in_the_order_that_is_asked_for(page, editor, editor_client):
    offer_template(by=editor, page=page, fields=[])
    rows = [
        {"name": "Second", "ORDER": "2"},
        {"name": "First", "ORDER": "1", "kind": "choice", "choices": "a\nb\n\na", "is_required": "on"},
        {"name": "", "ORDER": ""},
        {"name": "Gone", "ORDER": "3", "DELETE": "on"},
    ]
    assert editor_client.post(page.url("template/"), said(*rows)).status_code == 302
    fields = fields_of(fresh(page).front_matter)
    assert fields == [Field("First", Kind.CHOICE, ("a", "b"), is_required=True), Field("Second")]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([{"name": "A", "kind": "choice"}], "Write the choices"),
        ([{"name": "A"}, {"name": "a "}], "of this name already"),
        ([{"name": "", "help": "x"}], "Give the field a name"),
        ([{"name": "{{x}}"}], "no braces"),
        ([{"name": f"Field {n}"} for n in range(31)], "30"),
    ],
)
def test_fields_that_can_not_be_are_told_and_kept(page, editor, editor_client, rows, error):
    offer_template(by=editor, page=page, fields=[])
    response = editor_client.post(page.url("template/"), said(*rows))
    assert response.status_code == 422
    assert error in response.content.decode()
    assert fresh(page).latest.number == 2


def test_more_rows_keep_what_was_written(page, editor, editor_client):
    offer_template(by=editor, page=page, fields=[])
    response = editor_client.post(page.url("template/"), said({"name": "Machine"}, more="1")).content.decode()
    assert 'value="Machine"' in response
    assert "fields-3-name" in response
    assert fresh(page).latest.number == 2


def test_ending_takes_the_template_out_of_the_choice(page, editor, editor_client, space):
    offer_template(by=editor, page=page, fields=FIELDS)
    editor_client.post(page.url("template/"), {"end": "1"})
    assert template_cards(editor, space) == []
