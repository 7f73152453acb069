import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.exchange.conftest import live_paths, page_at
from wiki.exchange.actions import request_import
from wiki.exchange.errors import ImportRefused
from wiki.exchange.jobs import resume_interrupted, run_import
from wiki.exchange.models import Import
from wiki.exchange.shared import names_in, shared
from wiki.exchange.writing.sources import UPLOADS, name_of
from wiki.pages.models import Page
from wiki.spaces.models import Space

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle(repository, tmp_path):
    """An upload of a bundle with one page."""
    repository.put("docs/a.md", "# Hello")
    repository.commit()
    return SimpleUploadedFile("handbook.bundle", repository.bundle(tmp_path / "made.bundle").read_bytes())


def zipped(tmp_path, **files):
    path = tmp_path / "made.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return SimpleUploadedFile("Handbook.ZIP", path.read_bytes())


def work_off():
    """Does what was handed to the worker."""
    for job in Import.objects.filter(started_at=None):
        run_import.func(job.pk)


def test_admin_uploads_a_bundle_and_watches_it(admin_client, bundle, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            "/imports/", {"file": bundle, "space": "new", "name": "Manual", "slug": "manual", "root": "docs"}
        )
    job = Import.objects.get()
    assert response.headers["Location"] == f"/imports/{job.pk}/"
    assert "Waiting for its turn" in admin_client.get(f"/imports/{job.pk}/").content.decode()
    work_off()
    screen = admin_client.get(f"/imports/{job.pk}/").content.decode()
    assert "The import is finished." in screen
    assert "<li>1 live page from a file</li>" in screen
    assert "data-done" in screen
    assert live_paths(Space.objects.get(slug="manual")) == {"docs/a.md": "a"}
    assert names_in(UPLOADS) == []


def test_zip_goes_into_a_space_that_there_is(admin_client, admin, shelf, tmp_path, django_capture_on_commit_callbacks):
    upload = zipped(tmp_path, **{"book/a.md": "![](a.png)", "book/a.png": "picture"})
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post("/imports/", {"file": upload, "space": shelf.pk})
    work_off()
    page = page_at(shelf, "a.md")
    assert (page.latest.author, page.latest.reason) == (admin, "Imported from Handbook.ZIP")
    assert list(page.files) == ["a.png"]


def test_failed_import_says_why_on_its_page(admin_client, shelf, django_capture_on_commit_callbacks):
    upload = SimpleUploadedFile("broken.bundle", b"# v2 git bundle\nnonsense")
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post("/imports/", {"file": upload, "space": shelf.pk})
    work_off()
    screen = admin_client.get(f"/imports/{Import.objects.get().pk}/").content.decode()
    assert "is damaged" in screen
    assert names_in(UPLOADS) == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "Manual"}, "This field is required."),
        ({"name": "Manual", "slug": "imports"}, "choose another word"),
        ({"name": "Manual", "slug": "manual", "file": SimpleUploadedFile("a.tar", b"x")}, "ends in .bundle or .zip"),
        ({"name": "Manual", "slug": "manual", "file": SimpleUploadedFile("a.zip", b"x" * 100)}, "larger than 10"),
        ({"name": "Manual", "slug": "manual", "file": ""}, "required"),
    ],
)
def test_form_says_what_is_missing_and_imports_nothing(admin_client, settings, said, why):
    settings.IMPORT_LIMIT = 10
    response = admin_client.post("/imports/", {"file": SimpleUploadedFile("a.zip", b"x"), "space": "new"} | said)
    assert response.status_code == 422
    assert why in response.content.decode()
    assert not Import.objects.exists()
    assert not Space.objects.exists()


def test_taken_address_is_told(admin_client, shelf):
    said = {"file": SimpleUploadedFile("a.zip", b"x"), "space": "new", "name": "Manual", "slug": shelf.slug}
    assert "Choose another address" in admin_client.post("/imports/", said).content.decode()


@pytest.mark.parametrize("who", ["reader", "editor", "trainer", "outsider"])
def test_only_admins_import_and_watch(request, who, shelf, admin):
    client = request.getfixturevalue(f"{who}_client")
    job = request_import(by=admin, space=shelf, source="folder", location="/x")
    assert client.get("/imports/").status_code == 403
    assert client.get(f"/imports/{job.pk}/").status_code == 403
    response = client.post("/imports/", {"file": SimpleUploadedFile("a.zip", b"x"), "space": shelf.pk})
    assert response.status_code == 403
    assert Import.objects.count() == 1


def test_stranger_is_led_to_sign_in(anonymous_client, db):
    assert anonymous_client.get("/imports/").headers["Location"].startswith("/accounts/login/")


def test_list_shows_every_import_with_its_state(admin_client, shelf, bring, repository, admin):
    repository.put("a.md", "a")
    repository.commit()
    bring(repository)
    with pytest.raises(ImportRefused):
        bring(repository, branch="nowhere")
    request_import(by=admin, space=shelf, source="folder", location="/waiting")
    screen = admin_client.get("/imports/").content.decode()
    assert all(words in screen for words in ("Finished", "Stopped", "Waiting for its turn"))


def test_hostile_names_are_shown_as_text(admin_client, shelf, tmp_path, django_capture_on_commit_callbacks):
    name = "<script>alert(1)</script>.md"
    upload = zipped(tmp_path, **{name: b"\xff", "b.md": "b"})
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post("/imports/", {"file": upload, "space": shelf.pk})
    work_off()
    screen = admin_client.get(f"/imports/{Import.objects.get().pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in screen
    assert "<script>alert(1)" not in screen


def test_worker_takes_up_what_it_was_at_when_it_was_stopped(shelf, admin, bundle, django_capture_on_commit_callbacks):
    shared().save(name_of("x.bundle"), bundle)
    job = request_import(by=admin, space=shelf, source="git", location="handbook.bundle", upload="x.bundle")
    assert resume_interrupted() == 0
    Import.objects.update(started_at=job.created_at)
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 1
    assert resume_interrupted() == 0  # it waits for the worker already
    run_import.func(job.pk)
    assert Page.objects.filter(space=shelf, source_path="docs/a.md").exists()
    assert resume_interrupted() == 0
