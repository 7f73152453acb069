"""A new page from a template: chosen among cards, filled in, and opened in the editor."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import client_of, make_page, make_revision, make_space, make_user
from wiki.pages.actions import offer_template
from wiki.pages.attachments import attach
from wiki.pages.models import Page
from wiki.pages.shelf import SHELF
from wiki.pages.templates.fields import Field, Kind
from wiki.spaces.models import Level

pytestmark = pytest.mark.django_db

TEXT = "# Cleaning\n\nClean the {{field: Machine}}.\n"
FIELDS = [
    Field("Machine", is_required=True),
    Field("Steps", Kind.LONG_TEXT),
    Field("Area", Kind.CHOICE, ("Kitchen", "Yard")),
    Field("From", Kind.DATE),
    Field("Owner", Kind.PERSON),
]


@pytest.fixture
def space(admin):
    return make_space()


@pytest.fixture
def template(space, admin):
    page = make_page(space, "Cleaning a machine", TEXT, tags=["sop"])
    return offer_template(by=admin, page=page, fields=FIELDS)


def text(response):
    return response.content.decode()


def address(template):
    return f"/handbook/-/new/from/{template.pk}/"


def written(response):
    """What stands in the editor."""
    from lxml.html import document_fromstring

    document = document_fromstring(text(response))
    [area] = document.xpath("//textarea[@name='text']")
    [title] = document.xpath("//textarea[@name='title']")
    return title.text.strip(), (area.text or "").replace("\r\n", "\n").removeprefix("\n")


def test_the_new_page_screen_offers_templates_as_cards(template, editor_client):
    shelf = make_space("Template shelf", slug=SHELF)
    make_page(shelf, "Checklist", "Tick everything.\n")
    shown = text(editor_client.get("/handbook/-/new/?title=Cleaning the press"))
    cards = shown[shown.index("template-cards") :]
    assert cards.index("Cleaning a machine") < cards.index("Checklist")
    assert f"/handbook/-/new/from/{template.pk}/?title=Cleaning%20the%20press" in cards
    assert "Tick everything." in cards


def test_fields_are_asked_for_with_their_help_and_choices(template, editor_client, reader):
    shown = text(editor_client.get(address(template) + "?title=The press"))
    assert 'value="The press"' in shown
    assert '<option value="Yard">' in shown
    assert 'type="date"' in shown
    assert "Rosa Reader" in shown


def test_what_was_filled_in_stands_in_the_editor(template, editor_client, reader):
    said = {
        "title": "Cleaning the press",
        "field-0": "Press *R-4*",
        "field-1": "One\r\ntwo",
        "field-2": "Yard",
        "field-3": "2026-03-01",
        "field-4": reader.pk,
    }
    title, body = written(editor_client.post(address(template), said))
    assert title == "Cleaning the press"
    assert body == (
        "| Field | Value |\n| --- | --- |\n"
        "| Machine | Press \\*R-4\\* |\n| Steps | One<br>two |\n| Area | Yard |\n"
        "| From | 1 March 2026 |\n| Owner | Rosa Reader |\n\n"
        "# Cleaning\n\nClean the Press \\*R-4\\*.\n"
    )
    assert not Page.objects.filter(title="Cleaning the press").exists()


def test_the_editor_makes_the_page_from_the_same_address(template, editor_client):
    said = {"title": "Cleaning the press", "text": "Filled in.\n", "tags": "sop"}
    response = editor_client.post(address(template), said)
    assert response.url == "/handbook/cleaning-the-press/"
    page = Page.objects.get(title="Cleaning the press")
    assert (page.text, page.tags, page.front_matter) == ("Filled in.\n", ["sop"], "")


def test_what_is_missing_or_wrong_is_told_and_the_rest_kept(template, editor_client):
    said = {"title": "T", "field-0": "", "field-1": "Kept", "field-2": "Cellar", "field-3": "soon", "field-4": "0"}
    response = editor_client.post(address(template), said)
    assert response.status_code == 422
    shown = text(response)
    assert shown.count("field-error") == 4
    assert ">\nKept</textarea>" in shown


def test_only_those_who_may_read_the_space_are_offered_as_people(template, admin, space):
    insider, outsider = make_user("Ina Insider"), make_user("Otto Other")
    secret = make_space("Secret", visibility="members", members={insider: Level.EDITOR})
    shown = text(client_of(insider).get(f"/secret/-/new/from/{template.pk}/"))
    assert secret
    assert "Ina Insider" in shown
    assert outsider.name not in shown


def test_a_template_without_fields_opens_the_editor_at_once(space, editor_client, admin):
    page = offer_template(by=admin, page=make_page(space, "Note", "Write here.\n"), fields=[])
    assert written(editor_client.get(address(page))) == ("Note", "Write here.\n")


def test_the_old_way_to_a_template_leads_to_the_new_one(template, editor_client):
    assert editor_client.get(f"/handbook/-/new/?template={template.pk}").url == address(template)


def test_pictures_of_a_template_come_along(space, editor_client, admin):
    page = make_page(space, "Form", "See [plan](plan.txt).\n")
    name, sha256 = attach(page, SimpleUploadedFile("plan.txt", b"a plan"), {})
    make_revision(page, "See the [plan](plan.txt).\n", files={name: sha256})
    page = offer_template(by=admin, page=Page.objects.get(pk=page.pk), fields=[])
    assert f'value="{sha256}/plan.txt"' in text(editor_client.get(address(page)))
    said = {"title": "Filled", "text": "See the [plan](plan.txt).\n", "keep": f"{sha256}/plan.txt"}
    editor_client.post(address(page), said)
    made = Page.objects.select_related("rendering").get(title="Filled")
    assert made.files == {"plan.txt": sha256}
    assert f"/p/{made.pk}/files/{sha256}/plan.txt" in made.rendering.html


def test_a_template_that_a_person_may_not_read_is_not_there(editor_client, admin):
    make_space()
    secret = make_page(make_space("Secret", visibility="members"), "Plan")
    assert editor_client.get(address(secret)).status_code == 404


@pytest.mark.parametrize("person", ["outsider", "reader"])
def test_only_editors_begin_pages(template, person, request):
    client = client_of(request.getfixturevalue(person))
    response = client.post(address(template), {"title": "T", "field-0": "x"})
    assert response.status_code in (403, 404)


def test_hostile_values_show_as_they_are(template, editor_client):
    from wiki.markup import render

    value = "<img src=x onerror=alert(1)> {{snippet: x}} [a](javascript:b) | `c`"
    _title, body = written(editor_client.post(address(template), {"title": "T", "field-0": value}))
    html = render(body).html
    assert "<img" not in html
    assert "missing-include" not in html
    assert "javascript" not in [*html.split('href="')][-1] or 'href="' not in html


def test_a_card_shows_the_headings_of_a_form(template, editor_client, space, admin):
    form = make_page(space, "Form", "> Replace all.\n\n## Purpose\n\nWhy.\n\n## Steps\n\n1. Stop.\n")
    offer_template(by=admin, page=form, fields=[])
    assert ">Purpose · Steps<" in text(editor_client.get("/handbook/-/new/"))


def test_a_template_says_so_and_leads_to_a_new_page(template, editor_client, reader_client):
    shown = text(editor_client.get(template.url()))
    assert shown.count(f'href="{address(template)}"') == 2
    assert "This is a template" in text(reader_client.get(template.url()))
    assert address(template) not in text(reader_client.get(template.url()))


def test_a_sheet_of_the_shelf_asks_where_the_page_belongs(template, editor_client, admin):
    shelf = make_space("Template shelf", slug=SHELF)
    sheet = offer_template(by=admin, page=make_page(shelf, "Checklist"), fields=FIELDS)
    place = f"/spaces/new-page/?template={sheet.pk}"
    assert f'href="{place}"' in text(editor_client.get(sheet.url()))
    assert f'href="/handbook/-/new/?template={sheet.pk}"' in text(editor_client.get(place))
    assert editor_client.get("/spaces/new-page/?template=x").status_code == 200
