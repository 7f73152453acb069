"""Knowing a number, an address or a hash gives no right: everything of a hidden space stays out of reach."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from tests.conftest import client_of, front_page, make_page, make_revision, make_space, make_user
from tests.security.asking import status_of
from wiki.pages.actions import trash_page
from wiki.pages.attachments import attach
from wiki.pages.drafts import draft_for, keep_draft
from wiki.pages.models import Page
from wiki.spaces.models import Level, Membership

SECRET = "The price is 4 million."


class Hidden:
    """A members-only space with a page of two revisions, a file, and a page in the trash."""

    def __init__(self, space):
        self.space = space
        self.front = front_page(space)
        self.page = make_page(space, "Takeover", f"{SECRET}\n")
        self.name, self.sha256 = attach(self.page, SimpleUploadedFile("contract.txt", b"4 million"), {})
        make_revision(self.page, f"{SECRET} Cash.\n", files={self.name: self.sha256})
        self.trashed = make_page(space, "Old plan", f"{SECRET}\n")
        trash_page(by=make_user("Ann Admin", Role.ADMIN), page=self.trashed)
        self.file = f"/p/{self.page.pk}/files/{self.sha256}/{self.name}"


@pytest.fixture
def hidden(members_space):
    return Hidden(members_space)


@pytest.fixture
def trespasser(db):
    """A trainer of all open spaces, who is no member of the hidden one."""
    return make_user("Eve Elsewhere", Role.TRAINER)


@pytest.fixture
def client(trespasser):
    return client_of(trespasser)


def test_pages_and_revisions_by_number(hidden, client):
    for pk in (hidden.page.pk, hidden.trashed.pk, hidden.front.pk, 10**6):
        for address in (f"/p/{pk}/", f"/p/{pk}/r/1/", f"/p/{pk}/r/99/"):
            assert client.get(address).status_code == 404, address


def test_files_by_hash(hidden, client, space):
    own = make_page(space, "Mine")
    addresses = [hidden.file, hidden.file.replace(f"/p/{hidden.page.pk}/", f"/p/{own.pk}/")]
    addresses.append(hidden.file.replace("contract.txt", "other.txt"))
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.get(address, headers={"If-None-Match": f'"{hidden.sha256}"'}).status_code == 404, address


def test_file_of_another_page_is_not_kept_by_claiming_it(hidden, client, space):
    own = make_page(space, "Mine")
    claim = f"{hidden.sha256}/contract.txt"
    fields = {"title": "Mine", "text": "![x](contract.txt)\n", "base_number": 1, "keep": claim}
    assert client.post(own.url("edit/"), fields).status_code == 302
    own.refresh_from_db()
    assert own.files == {}
    assert client.post(own.url("new/"), fields | {"title": "New"}).status_code == 302
    assert Page.objects.get(title="New").files == {}
    assert hidden.sha256 not in client.post(own.url("preview/"), fields).content.decode()


def test_file_uploaded_again_gives_no_right_to_the_other_page(hidden, client, space):
    own = make_page(space, "Mine")
    made = client.post(own.url("upload/"), {"file": SimpleUploadedFile("contract.txt", b"4 million")}).json()
    assert made["sha256"] == hidden.sha256
    assert status_of(client, made["url"]) == 200
    assert client.get(hidden.file).status_code == 404


def test_template_by_number(hidden, client, space):
    for pk in (hidden.page.pk, hidden.trashed.pk):
        answer = client.get(f"/handbook/-/new/?template={pk}")
        assert SECRET not in answer.content.decode()


def test_move_into_a_hidden_space(hidden, client, space):
    own = make_page(space, "Mine")
    fields = {"title": "Mine", "slug": "mine", "parent": hidden.front.pk}
    assert client.post(own.url("move/"), fields).status_code == 422
    reorder = {"page": own.pk, "parent": hidden.front.pk, "index": 0}
    assert client.post("/handbook/-/tree/", reorder).status_code == 404
    own.refresh_from_db()
    assert own.space == space


def test_move_out_of_a_hidden_space(hidden, client, space):
    reorder = {"page": hidden.page.pk, "parent": front_page(space).pk, "index": 0}
    assert client.post("/handbook/-/tree/", reorder).status_code == 404
    hidden.page.refresh_from_db()
    assert hidden.page.space == hidden.space


def test_copy_into_a_hidden_space(hidden, client, space):
    own = make_page(space, "Mine")
    assert client.post(own.url("copy/"), {"title": "Planted", "parent": hidden.front.pk}).status_code == 422
    assert not Page.objects.filter(title="Planted").exists()


def test_recovery_by_the_address_of_another_space(hidden, client, space):
    assert client.post(f"/handbook/-/trash/{hidden.trashed.pk}/recovery/").status_code == 404
    hidden.trashed.refresh_from_db()
    assert hidden.trashed.trashed_at is not None


def test_trashed_page_by_number(hidden, client, space):
    acts = ("", "-/history/", "-/history/1/", "-/compare/1..1/", "-/compare/?a=1&b=1")
    for act in acts:
        for shelf in ("secret-recipes", "handbook"):
            answer = client.get(f"/{shelf}/-/trash/{hidden.trashed.pk}/{act}")
            assert answer.status_code == 404, (shelf, act)
            assert SECRET not in answer.content.decode()


def test_recovery_names_the_space_of_the_page(hidden, space, admin_client):
    assert admin_client.post(f"/handbook/-/trash/{hidden.trashed.pk}/recovery/").status_code == 404


def test_every_act_on_a_hidden_page_answers_as_if_it_were_not_there(hidden, client):
    acts = (
        "edit/ new/ preview/ draft/ upload/ move/ copy/ trashing/ history/ history/1/ compare/1..2/ restore/1/".split()
    )
    for act in acts:
        for page in (hidden.page.url(act), hidden.page.url(act).replace("takeover", "no-such-page")):
            assert client.get(page).status_code in (404, 405), page
            assert client.post(page, {"text": "x", "title": "x", "reason": "x"}).status_code in (404, 405), page
    for act in ("tree/", "trash/", "report/"):
        assert client.get(f"/secret-recipes/-/{act}").status_code == 404


def test_drafts_are_their_authors_alone(space, editor, trespasser, client):
    page = make_page(space, "Plan")
    keep_draft(by=editor, page=page, parent=None, title="T", text=SECRET, tags="", base_number=1)
    keep_draft(by=editor, page=None, parent=page, title="T", text=SECRET, tags="", base_number=1)
    for address in ("/", page.url("edit/"), page.url("new/"), page.url()):
        assert SECRET not in client.get(address).content.decode(), address
    client.post(page.url("draft/"), {"discard": "1"})
    client.post(page.url("draft/") + "?new=1", {"discard": "1"})
    assert draft_for(editor, page=page)
    assert draft_for(editor, parent=page)


def test_conflict_token_of_another_wiki_or_text_is_refused(space, client):
    page = make_page(space, "Plan")
    fields = {"title": "Plan", "base_number": 1, "resolve": "1"}
    for token in ("", "x", "W10:1abc:forged", ".eJyLjgUAARUAuQ:1abc:forged"):
        answer = client.post(page.url("edit/"), fields | {"merge_token": token, "text": "typed by hand"})
        assert answer.status_code == 422
        assert "typed by hand" in answer.content.decode()
    page.refresh_from_db()
    assert page.latest.number == 1


def test_signed_value_of_another_purpose_is_no_conflict_token(space, client):
    from django.core import signing

    page = make_page(space, "Plan")
    token = signing.dumps([["forged"]], salt="some.other.purpose")
    answer = client.post(page.url("edit/"), {"title": "Plan", "base_number": 1, "resolve": "1", "merge_token": token})
    assert answer.status_code == 422


# --- rights that are taken away ----------------------------------------------------------------------------------


def test_everything_ends_with_the_membership(hidden, reader, reader_client):
    addresses = [hidden.page.url(), hidden.file, f"/p/{hidden.page.pk}/", hidden.page.url("history/1/")]
    assert {status_of(reader_client, address) for address in addresses} <= {200, 302}
    Membership.objects.filter(space=hidden.space, user=reader).delete()
    assert {status_of(reader_client, address) for address in addresses} == {404}


def test_everything_ends_when_a_public_space_is_closed(anonymous_client, db):
    space = make_space("Brochure", visibility="public")
    page = make_page(space, "Opening hours")
    name, sha256 = attach(page, SimpleUploadedFile("map.txt", b"map"), {})
    address = f"/p/{page.pk}/files/{sha256}/{name}"
    assert status_of(anonymous_client, address) == 200
    space.visibility = "members"
    space.save()
    for closed in (address, page.url(), f"/p/{page.pk}/", page.url("history/")):
        assert anonymous_client.get(closed).status_code == 302, closed


def test_level_that_was_lowered_counts_at_once(hidden, editor, editor_client):
    assert editor_client.get(hidden.page.url("edit/")).status_code == 200
    Membership.objects.filter(space=hidden.space, user=editor).update(level=Level.READER)
    assert editor_client.get(hidden.page.url("edit/")).status_code == 403
    fields = {"title": "Takeover", "text": "Mine now", "base_number": 2}
    assert editor_client.post(hidden.page.url("edit/"), fields).status_code == 403
    assert Page.objects.get(pk=hidden.page.pk).latest.number == 2
