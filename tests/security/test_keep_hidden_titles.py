"""Nothing of a page in a members-only space shows in the text, lists and reports of spaces that others may read."""

import pytest

from tests.conftest import client_of, front_page, make_page, make_revision, make_space, make_user
from wiki.pages.actions import move_page, trash_page
from wiki.pages.drafts import drafts_of, keep_draft
from wiki.pages.models import Page, Rendering
from wiki.spaces.models import Membership, Space

SECRET = "Merger with Acme"


@pytest.fixture
def hidden(members_space):
    return make_page(members_space, SECRET, "The price is 4 million.\n")


def seen(page):
    """What is kept of a page for all its readers."""
    return Rendering.objects.get(page=page).html


@pytest.mark.parametrize("written", ["[[Secret recipes/Project X]]", "[x](/secret-recipes/project-x/)"])
def test_link_into_another_space_does_not_tell_the_new_title(written, space, members_space, reader_client):
    target = make_page(members_space, "Project X")
    source = make_page(space, "News", f"See {written}.\n")
    make_revision(target, "Wear gloves.\n", title=SECRET)
    move_page(by=make_user("Mo Mover", "Admin"), page=target, parent=front_page(members_space), slug="merger-acme")
    make_revision(source, f"See {written}!\n")
    assert "Merger" not in seen(source)
    assert "merger" not in seen(source)


def test_link_from_a_public_space_does_not_tell_the_address_of_a_page_in_an_open_one(space):
    target = make_page(space, "Project X")
    public = make_space("Brochure", visibility=Space.Visibility.PUBLIC)
    make_revision(target, "Wear gloves.\n", title=SECRET)
    source = make_page(public, "News", "See [[Handbook/Project X]].\n")
    assert SECRET not in seen(source)
    assert f'href="/p/{target.pk}/"' in seen(source)


def test_link_into_another_space_leads_members_to_the_page(hidden, space, reader_client, outsider_client):
    source = make_page(space, "News", f"See [[Secret recipes/{SECRET}]].\n")
    assert f'href="/p/{hidden.pk}/"' in seen(source)
    assert reader_client.get(f"/p/{hidden.pk}/").url == hidden.url()
    assert outsider_client.get(f"/p/{hidden.pk}/").status_code == 404


def test_branch_that_leaves_a_hidden_space_takes_no_titles_along(hidden, space, members_space, admin):
    branch = make_page(members_space, "Recipe", "Mix.\n")
    leaf = make_page(branch, "Leaf", f"See [[{SECRET}]].\n")
    make_revision(hidden, "x\n", title="Cancelled takeover")
    move_page(by=admin, page=branch, parent=front_page(space))
    assert "Cancelled" not in seen(leaf)
    assert hidden.url() not in seen(leaf)


def test_backlinks_on_the_trash_screen_name_only_pages_that_one_may_read(space, members_space):
    target = make_page(space, "Plan")
    make_page(members_space, SECRET, "See [[Handbook/Plan]].\n")
    editor = client_of(make_user("Eve Elsewhere", "Editor"))
    assert SECRET not in editor.get(target.url("trashing/")).content.decode()


def test_old_revision_does_not_tell_a_hidden_title(hidden, space, editor_client):
    source = make_page(space, "News", "See [[Secret recipes/Merger with Acme]].\n")
    make_revision(source, "Nothing.\n")
    make_revision(hidden, "x\n", title="Cancelled takeover")
    outsider = client_of(make_user("Eve Elsewhere", "Editor"))
    for address in ("history/1/", "compare/1..2/", "compare/1..2/?view=split"):
        assert "Cancelled" not in outsider.get(source.url(address)).content.decode()


def test_page_of_another_space_is_not_included(space, members_space, editor_client):
    Page.objects.filter(pk=make_page(members_space, "Secret", "The price is 4 million.\n").pk).update(
        source_path="x.md"
    )
    for text in ('--8<-- "x.md"', '--8<-- "../secret-recipes/x.md"', '--8<-- "/x.md"'):
        assert "4 million" not in seen(make_page(space, "News", f"{text}\n"))
        preview = editor_client.post("/handbook/-/preview/", {"text": f"{text}\n"})
        assert "4 million" not in preview.content.decode()


def test_lists_name_only_readable_pages(hidden, space, reader):
    outsider = client_of(make_user("Eve Elsewhere", "Editor"))
    make_page(space, "News", "See [[Secret recipes/Nothing]].\n")
    trash_page(by=make_user("Ann Admin", "Admin"), page=make_page(front_page(hidden.space), "Old merger"))
    addresses = ["/", "/changes/", "/changes/?space=secret-recipes", "/handbook/-/report/", "/handbook/-/tree/"]
    addresses += ["/handbook/-/trash/", "/spaces/new-page/", "/handbook/news/-/move/", "/handbook/news/-/copy/"]
    addresses += ["/search/?q=merger", "/search/suggest/?q=merg", "/search/?q=&space=secret-recipes"]
    addresses += ["/handbook/merger/", "/secret-recipes/merger/", "/secret-recipes/-/history/"]
    for address in addresses:
        answer = outsider.get(address).content.decode()
        assert "with Acme" not in answer, address
        assert "Old merger" not in answer, address
        assert "4 million" not in answer, address


def test_drafts_on_the_home_page_end_with_the_right_to_read(hidden, members_space, editor):
    keep_draft(by=editor, page=hidden, parent=None, title="Mine", text="x", tags="", base_number=1)
    assert len(drafts_of(editor)) == 1
    Membership.objects.filter(space=members_space, user=editor).delete()
    assert drafts_of(editor) == []


def test_strangers_are_not_told_the_addresses_of_trainers(trainer, anonymous_client):
    public = make_space("Brochure", visibility=Space.Visibility.PUBLIC)
    answer = anonymous_client.get(f"/{public.slug}/-/history/").content.decode()
    assert "Created" in answer or "created" in answer
    assert "mailto:" not in answer
    assert "@example.org" not in answer
