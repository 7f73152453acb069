"""What the page's own screen, its addresses and the lists say of a controlled document."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.conftest import PASSWORD, client_of, make_page, make_revision, make_space, make_user
from tests.control.desk import NEW, ask, fresh
from wiki.activity.models import Notification
from wiki.activity.telling import tell_news
from wiki.audit.models import AuditEvent
from wiki.control.actions import change_document, change_policy, control_page, decide, flag, retire
from wiki.control.errors import ControlError
from wiki.control.reminders import remind_of_reviews
from wiki.control.wishes import Asked, Wish
from wiki.pages.actions import name_snippet
from wiki.pages.attachments import attach
from wiki.pages.drafts import keep_draft
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Rendering
from wiki.pages.sharing.actions import share_draft

SECRET = "zebrafish"


@pytest.fixture
def changed(page: Page, editor: User) -> Page:
    """The document with an unapproved change of text, title, tags and files, and a new page that nobody approved."""
    name, sha256 = attach(page, SimpleUploadedFile(f"{SECRET}.txt", b"a plan"), {})
    make_revision(
        page,
        f"{NEW}\n[plan]({SECRET}.txt)\n",
        by=editor,
        title=f"Cleaning with {SECRET}",
        tags=[SECRET],
        files={name: sha256},
        reason=SECRET,
    )
    front = Page.objects.get(space=page.space, parent=None)
    make_page(front, f"New {SECRET} page", NEW, by=editor)
    ask(page, editor, summary=f"Because of {SECRET}")
    page.unapproved_file = sha256
    return page


def reading_addresses(page: Page) -> list[str]:
    url, space = page.url(), page.space.get_absolute_url()
    acts = (
        "history/ history/1/ history/2/ compare/1..2/ compare/1..2/?view=split compare/?a=1&b=2 files/ outline/ "
        "threads/ suggest/ suggestions/ document/ edit/ submission/ requests/1/ review/ retirement/ copy/ presence/ "
        f"image/?src={SECRET}.txt people/?q=e snippet/ template/"
    ).split()
    shelf = (
        "-/register/ -/register/?format=csv -/register/?state=preparation -/tree/ -/report/ -/report/?list=orphans "
        f"-/report/?list=files -/snippets/ -/trash/ -/change-set/ -/history/ -/outline/ new-{SECRET}-page/ "
        f"new-{SECRET}-page/-/history/ new-{SECRET}-page/-/document/"
    ).split()
    wiki = (
        f"/ /changes/ /search/?q=zebraf /search/?q=goggles /search/suggest/?q=cleaning "
        "/search/suggest/?q=new /notifications/ /notifications/watches/ /approvals/ /changes/suggested/ "
        f"/p/{page.pk}/ /p/{page.pk}/r/2/ /training/ /training/matrix/ /spaces/new-page/"
    ).split()
    file = f"/p/{page.pk}/files/{page.unapproved_file}/{SECRET}.txt"
    return [url, space, *(f"{url}-/{act}" for act in acts), *(space + one for one in shelf), *wiki, file]


def test_no_address_shows_readers_a_word_that_nobody_approved(changed: Page, reader: User, editor: User) -> None:
    tell_news()
    client, found, shown_to_editors = client_of(reader), [], 0
    for address in reading_addresses(changed):
        asked = address.partition("?")[2] + address.rpartition("/-/")[2]
        response = client.get(address, follow=True)
        body = b"".join(response).decode(errors="replace") if response.status_code == 200 else ""
        body = body.replace(asked, "")
        if SECRET in body.lower():
            found.append(address)
        response = client_of(editor).get(address, follow=True)
        shown_to_editors += SECRET.encode() in b"".join(response)
    assert found == []
    assert shown_to_editors > 10, "the walk looked where nothing is"


def test_drafts_of_what_nobody_approved_are_not_for_readers(changed: Page, editor: User, reader: User) -> None:
    draft = keep_draft(by=editor, page=changed, parent=None, sitting="a", title="T", text=NEW)
    address = f"/p/drafts/{share_draft(by=editor, draft=draft).key}/"
    assert client_of(reader).get(address).status_code == 404
    assert client_of(editor).get(address).status_code == 200


def test_a_suggestion_can_not_begin_with_what_nobody_approved(changed: Page, reader_client: Client) -> None:
    said = {"title": "T", "text": "Mine.\n", "reason": "r", "base_number": 2}
    response = reader_client.post(changed.url("suggest/"), said, follow=True)
    assert SECRET not in response.content.decode().replace(changed.url(), "")


def test_the_page_says_number_edition_owner_and_what_waits(
    changed: Page, trainer: User, reader_client: Client, editor_client: Client
) -> None:
    change_document(by=trainer, page=changed, owner=trainer)
    shown = reader_client.get(changed.url()).content.decode()
    assert all(word in shown for word in ("SOP-001", "edition 1.0", "owner Tom Trainer", "Uncontrolled when printed"))
    assert "waits for approval" not in shown
    assert "1 change waits for approval" in editor_client.get(changed.url()).content.decode()


def test_a_controlled_page_costs_one_query_more(changed: Page, reader: User, page: Page) -> None:
    client = client_of(reader)
    open_page = make_page(Page.objects.get(space=page.space, parent=None), "Open", by=reader and changed.latest.author)
    Page.objects.filter(pk=open_page.pk).update(is_controlled=False, withheld_at=None)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        return len(queries)

    assert cost(changed.url()) <= 6
    assert cost(changed.url()) == cost(open_page.url()) + 1


@pytest.mark.usefixtures("editions_take_effect")
def test_a_read_puts_an_edition_in_force_at_its_moment(
    page: Page, editor: User, trainer: User, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_revision(page, NEW, by=editor)
    moment = timezone.now() + timedelta(hours=3)
    request = ask(page, editor, wish=Wish(effective_at=moment))
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    shown = client_of(reader).get(page.url()).content.decode()
    assert "takes effect on" in shown
    assert SECRET not in shown
    assert SECRET in client_of(reader).get(page.url("compare/1..2/")).content.decode()
    Edition.objects.planned().update(effective_at=timezone.now())
    assert SECRET in client_of(reader).get(page.url()).content.decode()
    edition = Edition.objects.in_force().get(page=page)
    assert edition.in_force_from == edition.effective_at


def test_an_approval_in_the_browser_is_signed_with_the_password(
    page: Page, editor: User, trainer: User, admin: User
) -> None:
    change_policy(by=admin, space=page.space, is_signed=True)
    make_revision(page, NEW, by=editor)
    request = ask(page, editor)
    client = client_of(trainer)
    url = page.url(f"requests/{request.pk}/decision/")
    said = {"verdict": "yes", "seen": request.seal, "reason": "Good"}
    refused = client.post(url, said | {"password": "wrong"})
    assert refused.status_code == 422
    assert "not your password" in refused.content.decode()
    assert "Good" in refused.content.decode()
    shown = client.post(url, said | {"password": PASSWORD}, follow=True).content.decode()
    assert "Approved by Tom Trainer" in shown
    make_revision(page, NEW + "\nMore.\n", by=editor)
    again = ask(page, editor)
    assert "Your password" not in client.get(page.url(f"requests/{again.pk}/")).content.decode()


def test_a_retired_address_says_so_and_leads_on(page: Page, trainer: User, editor: User, reader_client: Client) -> None:
    other = make_page(Page.objects.get(space=page.space, parent=None), "Other", by=editor)
    request = ask(other, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    retire(by=trainer, page=page, reason="No such reactor", replacement=fresh(other))
    response = reader_client.get(page.url())
    assert response.status_code == 410
    shown = response.content.decode()
    assert all(word in shown for word in ("No such reactor", "SOP-001", other.url()))
    assert page.url() not in reader_client.get("/search/?q=gloves").content.decode()


def test_people_are_told_when_their_word_is_asked_for_and_what_became(
    page: Page, editor: User, trainer: User, reader: User
) -> None:
    make_revision(page, NEW, by=editor)
    request = ask(page, editor)
    tell_news()
    assert Notification.objects.get(person=trainer).kind == "asked"
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    tell_news()
    kinds = set(Notification.objects.filter(person=editor).values_list("kind", flat=True))
    assert "approved" in kinds
    assert not Notification.objects.filter(person=reader).exists()
    assert b"asks for your approval" in client_of(trainer).get("/notifications/").content


def test_owners_are_told_of_reviews_once_for_each_mark(
    page: Page, trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = timezone.localdate() + timedelta(days=100)
    change_document(by=trainer, page=page, next_review_on=due)
    for left, told in ((31, 0), (30, 1), (12, 1), (7, 2), (3, 2), (0, 3), (-4, 3)):
        day = due - timedelta(days=left)
        monkeypatch.setattr("wiki.control.reminders.timezone.localdate", lambda day=day: day)
        remind_of_reviews()
        remind_of_reviews()
        assert AuditEvent.objects.filter(action="document.review_due", subject_id=page.pk).count() == told, left


def test_a_flag_reaches_who_answers_for_the_document(page: Page, reader: User, trainer: User, editor: User) -> None:
    change_document(by=trainer, page=page, owner=editor)
    flag(by=reader, page=page, text="The valve is blue now")
    tell_news()
    told = Notification.objects.get(person=editor, kind="flagged")
    assert told.words["reason"] == "The valve is blue now"


def test_the_register_is_a_table_and_a_csv(page: Page, reader_client: Client, trainer: User) -> None:
    change_document(by=trainer, page=page, category="=cmd()")
    shown = reader_client.get("/plant/-/register/").content.decode()
    assert "SOP-001" in shown
    lines = b"".join(reader_client.get("/plant/-/register/?format=csv")).decode().splitlines()
    assert lines[1].startswith("SOP-001,Cleaning reactor R-4,1.0,In force")
    assert "SOP-001" not in reader_client.get("/plant/-/register/?state=retired").content.decode()


def test_a_controlled_page_shows_the_snippets_that_its_approvers_saw(page: Page, editor: User, trainer: User) -> None:
    shelf = make_space("Numbers")
    snippet = make_page(shelf, "Emergency", "Call 112.\n", by=editor)
    name_snippet(by=editor, page=snippet, name="emergency")
    front = Page.objects.select_related("space").get(space=shelf, parent=None)
    control_page(by=trainer, page=make_page(front, "Fire", "{{snippet: emergency}}\n", by=editor))
    fire = Page.objects.get(title="Fire")
    make_revision(snippet, "Call the zebrafish.\n", by=editor)
    assert "112" in Rendering.objects.get(page=fire).html
    make_revision(fire, "In a fire:\n\n{{snippet: emergency}}\n", by=editor)
    request = ask(fire, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert "zebrafish" in Rendering.objects.get(page=fire).html


def test_an_open_page_shows_the_approved_text_of_a_controlled_snippet(page: Page, editor: User, trainer: User) -> None:
    shelf = make_space("Numbers")
    snippet = make_page(shelf, "Emergency", "Call 112.\n", by=editor)
    name_snippet(by=editor, page=snippet, name="emergency")
    control_page(by=trainer, page=snippet)
    fire = make_page(shelf, "Fire", "{{snippet: emergency}}\n", by=editor)
    make_revision(snippet, "Call the zebrafish.\n", by=editor)
    make_revision(fire, "In a fire: {{snippet: emergency}}\n", by=editor)
    assert "zebrafish" not in Rendering.objects.get(page=fire).html
    shown = client_of(trainer).get(fire.url("history/1/")).content.decode()
    assert "112" in shown
    assert "zebrafish" not in shown
    request = ask(snippet, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert "zebrafish" in Rendering.objects.get(page=fire).html


def test_an_old_edition_says_from_when_until_when_it_was_valid(
    page: Page, editor: User, trainer: User, reader_client: Client
) -> None:
    make_revision(page, NEW, by=editor)
    assert "not approved" in client_of(editor).get(page.url("history/2/")).content.decode()
    request = ask(page, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert "It is superseded." in reader_client.get(page.url("history/1/")).content.decode()
    assert "Edition 2.0 is in force since" in reader_client.get(page.url("history/2/")).content.decode()


def test_who_was_asked_once_is_not_asked_again_when_another_agrees(page: Page, editor: User, trainer: User) -> None:
    other = make_user("Tina Trainer", Role.TRAINER)
    make_revision(page, NEW, by=editor)
    request = ask(page, editor, wish=Wish(asked=[Asked(people=[trainer.pk, other.pk], needed=0)]))
    tell_news()
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    tell_news()
    assert Notification.objects.filter(person=other, kind="asked").count() == 1


def test_a_flag_is_for_controlled_pages(page: Page, trainer: User, reader: User) -> None:
    open_page = make_page(make_space("Open"))
    with pytest.raises(ControlError, match="open page"):
        flag(by=reader, page=open_page, text="Wrong")
    assert not hasattr(Page.objects.get(pk=open_page.pk), "document")


def test_the_register_can_be_printed(page: Page, editor: User) -> None:
    assert "<wiki-print>" in client_of(editor).get(f"/{page.space.slug}/-/register/").content.decode()


def test_turning_control_off_says_first_what_becomes_of_it(page: Page, admin: User) -> None:
    client, fold = client_of(admin), '<details class="more">'
    address, act = (f"/{page.space.slug}/-/{name}/" for name in ("policy", "keeping"))
    folded = client.get(address).content.decode().partition(fold)[2].partition("</details>")[0]
    assert "every edition ends" in folded
    assert f'action="{act}"' in folded
    client.post(act)
    assert fold not in client.get(address).content.decode()
