"""The starter content, and loading it once."""

import re
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.utils import timezone
from reversion.models import Version

from accounts.models import User
from tests.conftest import make_page, make_revision, make_space
from tests.stopwatch import Stopwatch
from wiki.activity.home import spaces_on_home
from wiki.audit.models import AuditEvent
from wiki.exchange.starter import load_starter
from wiki.exchange.starter.reading import CONTENT, read_spaces
from wiki.pages.actions import trash_page
from wiki.pages.models import Link, Page, Revision
from wiki.pages.revisions import body_of, content_hash
from wiki.pages.templates.fields import fields_of
from wiki.pages.templates.listing import template_cards
from wiki.spaces.models import Space

# What is shown as it is written: code, and the places that a template fills in.
CODE = re.compile(r'<(pre|code)\b.*?</\1>|<span class="template-(?:tag|field)"[^>]*>[^<]*</span>', re.DOTALL)
MARKERS = re.compile(r"\[\[|\]\]|\[![A-Z]|\?\?\?|!!!|\{\{|\{%|\*\*|~~|^\s*\|", re.MULTILINE)


@pytest.fixture
def loaded(db: None) -> list[Page]:
    return load_starter()


def test_all_spaces_are_open_and_come_after_those_of_the_company(loaded: list[Page], reader: User) -> None:
    make_space("Workshop")
    assert [space.slug for space in spaces_on_home(reader)] == [
        "workshop",
        "using-this-wiki",
        "template-shelf",
        "controlled-example",
    ]
    assert {space.visibility for space in Space.objects.all()} == {Space.Visibility.OPEN}


def test_every_link_leads_somewhere(loaded: list[Page]) -> None:
    assert list(Link.objects.filter(kind="wiki").values_list("source__title")) != []
    assert list(Link.objects.filter(target=None).exclude(kind="include").values_list("source__title", "written")) == []


def test_every_picture_is_attached_and_has_words_for_those_who_cannot_see_it(loaded: list[Page]) -> None:
    pictures = [tag for page in loaded for tag in re.findall(r"<img [^>]*>", page.rendering.html)]
    assert len(pictures) == sum(len(page.files) for page in loaded)
    kept = {path for space in read_spaces() for page in space.pages for path in page.pictures}
    assert kept == set(CONTENT.glob("*/*/*.svg"))
    assert all(re.search(r'src="/p/\d+/files/[0-9a-f]{64}/', tag) for tag in pictures)
    assert all(re.search(r'alt="[^"]{15,}"', tag) for tag in pictures)


def test_pictures_bring_no_script_font_or_outside_address(loaded: list[Page]) -> None:
    for path in CONTENT.glob("*/*/*.svg"):
        drawn = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"<script|<style|@font-face|\bon\w+=|https?:|href", drawn), path.name
        assert len(drawn) < 6000, path.name


def test_no_markdown_shows_through(loaded: list[Page]) -> None:
    for page in loaded:
        text = re.sub(r"<[^>]+>", " ", CODE.sub("", page.rendering.html))
        assert not MARKERS.search(text), (page.title, MARKERS.search(text))


def test_every_revision_pins_the_pictures_that_it_shows(loaded: list[Page]) -> None:
    for revision in Revision.objects.all():
        body = body_of(revision)
        shown = set(re.findall(r"\]\(([\w-]+\.svg)\)", body.text))
        assert shown == set(body.files), (revision.title, revision.number)


def test_every_page_has_a_past_with_reasons_in_the_order_of_time(loaded: list[Page]) -> None:
    for page in loaded:
        past = list(page.revisions.order_by("number"))
        assert [revision.number for revision in past] == list(range(1, len(past) + 1))
        assert len(past) >= 2, page.title
        assert all(revision.reason and revision.author for revision in past)
        moments = [revision.created_at for revision in past]
        assert moments == sorted(moments)
        assert moments[-1] < timezone.now()
        shown = past[(page.latest or past[-1]).number - 1]
        assert (page.waiting or page.latest, page.created_at) == (past[-1], moments[0])
        assert page.changed_at == shown.created_at


def test_every_revision_says_something_new(loaded: list[Page]) -> None:
    for page in loaded:
        bodies = [body_of(revision) for revision in page.revisions.order_by("number")]
        assert all(older != newer for older, newer in pairwise(bodies)), page.title


def test_reversion_itself_knows_every_revision(loaded: list[Page]) -> None:
    for page in loaded:
        versions = Version.objects.get_for_object(page)  # newest first
        assert versions.count() == (page.waiting or page.latest).number
        assert versions[versions.count() - page.latest.number].field_dict["text"] == page.text
        for version, revision in zip(versions, page.revisions.order_by("-number"), strict=True):
            assert revision.version_id == version.pk
            assert revision.content_hash == content_hash(
                version.field_dict["front_matter"] + version.field_dict["text"]
            )
            assert (version.revision.user, version.revision.comment) == (revision.author, revision.reason)


def test_the_checklist_tells_of_somebody_who_went_back(loaded: list[Page]) -> None:
    restored = Revision.objects.get(kind=Revision.Kind.RESTORED)
    origin = Revision.objects.get(page=restored.page, number=restored.origin)
    assert restored.page.title == "Checklist"
    assert body_of(restored) == body_of(origin)


def test_a_former_title_still_leads_to_its_page(loaded: list[Page]) -> None:
    space = make_space("Kitchen")
    page = make_page(space, text="[[template-shelf/Minutes of a meeting]]")
    assert page.links.get().target.title == "Meeting note"


def test_sheets_of_the_shelf_are_offered_as_templates_and_need_no_picture(loaded: list[Page], editor: User) -> None:
    offered = [card.title for card in template_cards(editor, make_space("Kitchen"))]
    assert offered == [
        "Standard operating procedure",
        "Training manual chapter",
        "Checklist",
        "Work instruction",
        "Meeting note",
    ]
    assert not any(page.files for page in loaded if page.title in offered)


def test_every_sheet_asks_for_something_and_has_a_place_for_it(loaded: list[Page]) -> None:
    for page in Page.objects.filter(rendering__is_template=True):
        fields = fields_of(page.front_matter)
        assert len(fields) >= 3, page.title
        assert "{{fields}}" in page.text
        placed = set(re.findall(r"\{\{field: (.+?)\}\}", page.text))
        assert placed <= {field.name for field in fields}


def test_the_emergency_numbers_are_shown_where_snippets_are_taught(loaded: list[Page]) -> None:
    page = Page.objects.get(title="Templates and snippets")
    assert "<td><strong>112</strong></td>" in page.rendering.html
    assert [name for *_others, name in page.rendering.shows] == ["emergency-numbers"]


def test_authors_are_nobody_who_could_sign_in(loaded: list[Page]) -> None:
    authors = User.objects.filter(revisions__isnull=False).distinct()
    assert {author.name for author in authors} == {"Maya Okafor", "Jonas Lindqvist", "Inês Ferreira"}
    assert not any(author.is_active or author.has_usable_password() for author in authors)
    assert all(author.is_imported and author.email.endswith("@example.invalid") for author in authors)


def test_a_second_load_adds_nothing(loaded: list[Page]) -> None:
    before = (Page.objects.count(), Revision.objects.count(), Space.objects.count(), AuditEvent.objects.count())
    assert load_starter() == []
    assert before == (
        Page.objects.count(),
        Revision.objects.count(),
        Space.objects.count(),
        AuditEvent.objects.count(),
    )


def test_what_was_changed_or_trashed_stays_so(loaded: list[Page], admin: User) -> None:
    checklist, note = (Page.objects.get(title=title) for title in ("Checklist", "Meeting note"))
    make_revision(checklist, "Ours.\n", by=admin)
    trash_page(by=admin, page=note)
    Space.objects.filter(slug="using-this-wiki").update(slug="help")
    load_starter()
    checklist.refresh_from_db()
    note.refresh_from_db()
    assert checklist.text == "Ours.\n"
    assert note.trashed_at
    assert not Space.objects.filter(slug="using-this-wiki").exists()


def test_a_space_that_has_the_address_already_is_left_alone(admin: User) -> None:
    make_space("Template shelf", by=admin, text="Our own forms.")
    load_starter()
    shelf = Space.objects.get(slug="template-shelf")
    assert [page.text for page in shelf.pages.all()] == ["Our own forms."]
    assert Space.objects.filter(slug="using-this-wiki").exists()


def test_a_reader_can_open_every_page_its_history_and_a_comparison(loaded: list[Page], reader_client) -> None:
    for page in loaded:
        assert reader_client.get(page.url()).status_code == (404 if page.withheld_at else 200), page.title
    page = next(page for page in loaded if page.title == "Work instruction")
    assert reader_client.get(page.url("history/")).status_code == 200
    assert "65 °C" in reader_client.get(page.url("compare/1..4/")).content.decode()


@pytest.mark.django_db
def test_the_command_says_what_it_did_within_two_seconds(capsys: pytest.CaptureFixture) -> None:
    with Stopwatch() as watch:
        call_command("load_starter")
    assert watch.seconds < 2
    made = sum(len(space.pages) for space in read_spaces())
    assert f"{made} pages made" in capsys.readouterr().out
    call_command("load_starter")
    assert "nothing to do" in capsys.readouterr().out
