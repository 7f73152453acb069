"""The three real handbooks, imported whole, against what is known of them."""

from datetime import datetime

import pytest

from accounts.models import User
from tests.conftest import front_page
from tests.exchange.conftest import page_at
from tests.search.handbook_words import check_words
from tests.stopwatch import Stopwatch
from wiki.pages.models import FormerAddress, Page, Revision
from wiki.pages.revisions import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LEAST = 200  # revisions a second of one core; the smallest handbook is over before that can be measured
MEASURED = ("18f-handbook", "vatpac-sops")


def test_handbook_is_imported_whole_and_soon_and_found(handbook, bring, shelf, admin_client, reader, record_property):
    bundle, expected = handbook
    totals = expected["totals"]
    with Stopwatch() as watch:
        job = bring(bundle)
    rate = job.counts["revisions"] / watch.seconds
    record_property("revisions_a_second", round(rate))
    assert job.counts["live_pages"] == totals["pages"]
    assert job.counts["commits_in_history"] == totals["commits"]
    assert (job.counts["commits"], job.counts["changes"]) == (
        totals["mainline_commits"],
        totals["page_revisions_mainline"],
    )
    assert User.objects.filter(is_imported=True).count() == totals["authors_name"]
    assert job.counts["moved"] >= totals["renames"]
    of_files = (
        Revision.objects.filter(page__space=shelf)
        .exclude(page__source_path="")
        .exclude(page__source_path__endswith="/")
    )
    made_by_texts = totals["page_revisions_mainline"] - job.counts["moved"] - job.counts["trashed"]
    of_space_itself = 1  # the front page was there before the README that it stands for
    assert of_files.count() == made_by_texts + job.counts.get("renewed_files", 0) + of_space_itself
    assert front_page(shelf).source_path == "README.md"
    assert not shelf.pages.filter(trashed_at__isnull=False, source_path="").exists()
    check_listed_revisions(expected, shelf)
    check_renames(expected, shelf)
    check_words(expected, reader)  # here, since an import takes longer than all other tests of searching
    if bundle.parent.name == "18f-handbook":
        check_deleted_and_moved_pages(shelf, admin_client)
    assert rate >= LEAST or bundle.parent.name not in MEASURED


def check_listed_revisions(expected, shelf):
    """Every listed text is in the history of some page of the space, with its author and size."""
    of_space = Revision.objects.filter(page__space=shelf)
    found = set(of_space.values_list("content_hash", "author__name", "size"))
    for page in expected["pages"]:
        with_text = [row for row in page["revisions"] if "sha256" in row]
        assert {(row["sha256"], row["author"], row["bytes"]) for row in with_text} <= found, page["path"]
        if page["at_head"]:
            live = page_at(shelf, page["path"])
            last = page["revisions"][-1]
            assert live.trashed_at is None
            assert live.latest.content_hash == last["sha256"]
            assert live.latest.created_at == datetime.fromisoformat(last["date"])
            assert live.latest.reason.startswith(last["subject"])


def check_renames(expected, shelf):
    """The page at the new path, if it is still there, has the revisions of its old path before the move."""
    for rename in expected["renames"]:
        page = Page.objects.filter(space=shelf, source_path=rename["new"]).first()
        if page is not None:
            assert page.revisions.filter(kind="moved").exists()
            assert page.revisions.count() > 1


def check_deleted_and_moved_pages(shelf, admin_client):
    """What is known of some pages of the 18F handbook."""
    gone = page_at(shelf, "_pages/about-us/diversity.md")
    assert gone.trashed_at.date().isoformat() == "2021-08-12"
    assert gone.latest.number == 20
    assert gone.latest.content_hash.startswith("d6014340d821092b")
    assert body_of(gone.latest).title
    horizon = page_at(shelf, "pages/tools/vmware-horizon.md")
    assert horizon.revisions.count() == 26
    assert admin_client.get(f"/manual/{horizon.path}/").status_code == 200
    leave = page_at(shelf, "pages/travel-and-leave/leave.md")
    old = FormerAddress.objects.filter(page=leave).exclude(path=leave.path).first()
    assert old is None or admin_client.get(f"/manual/{old.path}/").headers["Location"] == f"/manual/{leave.path}/"


def test_all_commits_of_a_handbook_end_in_the_same_texts(handbook, bring, shelf, monkeypatch):
    bundle, expected = handbook
    monkeypatch.setattr("wiki.exchange.writing.run.render_pages", lambda keys, progress: None)
    bring(bundle, all_commits=True)
    files = Page.objects.live().filter(space=shelf, source_path__endswith=".md")
    texts = dict(files.values_list("source_path", "latest__content_hash"))
    assert len(texts) == expected["totals"]["pages"]
    for page in expected["pages"]:
        assert texts.get(page["path"]) == (page["revisions"][-1]["sha256"] if page["at_head"] else None)
