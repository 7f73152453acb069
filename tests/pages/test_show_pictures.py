"""Pictures on a page: their place kept free, smaller versions offered, each in the version that the revision showed."""

from contextlib import closing
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from lxml import html

from tests.conftest import client_of, make_page, make_revision
from tests.pages.photographs import drawn, opened, photograph, saved, upload
from wiki.history.rendering import shown
from wiki.pages.attachments import attach
from wiki.pages.files.models import StoredFile
from wiki.pages.files.thumbnails import WIDTHS, open_thumbnail, widths_of
from wiki.pages.models import Page, Rendering
from wiki.pages.rendering import render_body
from wiki.pages.revisions import Body
from wiki.pages.tasks import make_thumbnails, render_pages

TEXT = "![The reactor](r-4.jpg)\n"


def with_files(page, text=TEXT, **files):
    """The page's next revision, which shows these contents under these names ("_" stands for ".")."""
    attached = dict(attach(page, upload(name.replace("_", "."), content), {}) for name, content in files.items())
    return make_revision(page, text, files=attached)


def parsed(page):
    return html.fragment_fromstring(Rendering.objects.get(page=page).html, create_parent="div")


def image_of(page):
    return parsed(page).find(".//img")


def test_page_keeps_the_place_of_a_picture_free(page):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    assert (image_of(page).get("width"), image_of(page).get("height")) == ("1000", "750")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("width=300", ("300", "225")),
        ("height=75", ("100", "75")),
        ("width=300 height=300", ("300", "300")),
        ("width=50%", ("50%", None)),
    ],
)
def test_authors_word_on_the_size_stands(page, said, kept):
    with_files(page, r_jpg=photograph(1000, 750), text=f"![x](r.jpg){{ {said} }}\n")
    assert (image_of(page).get("width"), image_of(page).get("height")) == kept


def test_browser_may_choose_among_smaller_versions_and_the_picture(page, editor_client):
    with_files(page, r_jpg=photograph(2000, 1500), text="![x](r.jpg)\n")
    image = image_of(page)
    versions = [version.rsplit(" ", 1) for version in image.get("srcset").split(", ")]
    assert [width for _address, width in versions] == ["480w", "960w", "1600w", "2000w"]
    assert versions[-1][0] == image.get("src")
    for address, width in versions:
        answer = editor_client.get(address)
        content = b"".join(answer)
        assert opened(content).width == int(width[:-1])
    assert image.get("sizes")


def test_name_of_any_kind_stays_one_address_in_the_list_of_versions(page):
    files = dict([attach(page, upload("a, b 2x (1).jpg", photograph(1000, 750)), {})])
    make_revision(page, "![x](<a, b 2x (1).jpg>)\n", files=files)
    addresses = [version.split(" ") for version in image_of(page).get("srcset").split(", ")]
    assert [len(parts) for parts in addresses] == [2, 2]
    assert addresses[-1][0] == image_of(page).get("src")


def test_picture_leads_to_itself_unless_it_is_small_or_leads_elsewhere(page):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    link = image_of(page).getparent()
    assert (link.tag, link.get("class"), link.get("href")) == ("a", "enlarge", image_of(page).get("src"))
    with_files(page, s_png=saved(drawn(32, 32), "PNG"), text="Press ![x](s.png).\n")
    assert image_of(page).getparent().tag == "p"
    with_files(page, r_jpg=photograph(1000, 750), text="[![x](r.jpg)](https://example.org/)\n")
    assert image_of(page).getparent().get("href") == "https://example.org/"


@pytest.mark.parametrize("name", ["x.svg", "x.gif"])
def test_drawing_and_moving_picture_have_no_smaller_versions(page, name):
    moving = saved(drawn(1000, 750), "GIF", save_all=True, append_images=[drawn(1000, 750).rotate(90)])
    contents = {"x.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="750"/>', "x.gif": moving}
    make_revision(page, f"![x]({name})\n", files=dict([attach(page, upload(name, contents[name]), {})]))
    assert image_of(page).get("width") == "1000"
    assert image_of(page).get("srcset") is None


def test_file_that_was_kept_before_pictures_were_measured_is_measured_when_it_is_shown(page):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    StoredFile.objects.update(width=None, height=None)
    make_revision(page, "![x](r.jpg) again\n", files=Page.objects.get(pk=page.pk).files)
    assert image_of(page).get("width") == "1000"
    assert StoredFile.objects.get().width == 1000


def test_page_shows_its_text_though_a_file_is_lost(page):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    StoredFile.objects.update(width=None, height=None)
    default_storage.delete(StoredFile.objects.get().storage_name)
    make_revision(page, "![x](r.jpg) again\n", files=Page.objects.get(pk=page.pk).files)
    assert image_of(page).get("width") is None


def test_pictures_cost_one_query_however_many_there_are(page):
    def queries(count):
        files = {f"{number}.png": sha for number in range(count) for sha in [f"{number:064}"]}
        text = "".join(f"![x]({name})\n\n" for name in files)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            render_body(page, Body("x", text, files=files))
        return len(captured)

    assert queries(0) + 1 == queries(1) == queries(40)


def test_job_makes_every_smaller_version_before_anybody_asks(page):
    with_files(page, r_jpg=photograph(2000, 1500), text="![x](r.jpg)\n")
    file = StoredFile.objects.get()
    assert widths_of(file) == list(WIDTHS)
    assert make_thumbnails.func(file.pk) == 3
    kept = default_storage.listdir("/".join(file.storage_name.split("/")[:2]))[1]
    assert sorted(kept) == sorted([file.pk, *(f"{file.pk}.{width}.webp" for width in WIDTHS)])


def test_job_for_a_picture_that_is_gone_does_nothing(db):
    assert make_thumbnails.func("0" * 64) == 0


def test_smaller_version_is_made_once(page, monkeypatch):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    file = StoredFile.objects.get()
    open_thumbnail(file, 480).close()
    monkeypatch.setattr("wiki.pages.files.thumbnails.smaller", None)
    open_thumbnail(file, 480).close()


def test_width_that_nobody_offered_is_not_made(page, editor_client):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    address = image_of(page).get("srcset").split(" ")[0]
    for width in (1, 481, 1600, 99_999_999):
        assert editor_client.get(address.replace("/480.", f"/{width}.")).status_code == 404


def test_smaller_version_is_for_those_who_may_see_the_picture(members_space, editor, outsider_client):
    page = make_page(members_space, "Plan")
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    address = image_of(page).get("srcset").split(" ")[0]
    assert outsider_client.get(address).status_code == 404
    answer = client_of(editor).get(address)
    assert opened(b"".join(answer)).width == 480
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    assert "private" in answer.headers["Cache-Control"]


def test_picture_of_another_page_is_not_shown_by_its_number(page, space, editor_client):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    other = make_page(space, "Other")
    address = image_of(page).get("srcset").split(" ")[0]
    assert editor_client.get(address.replace(f"/p/{page.pk}/", f"/p/{other.pk}/")).status_code == 404


def test_picture_whose_smaller_version_fails_is_sent_as_it_is(page, editor_client):
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    file = StoredFile.objects.get()
    with file.open() as kept:
        content = kept.read()
    default_storage.delete(file.storage_name)
    default_storage.save(file.storage_name, upload("x", content[:500]))
    answer = editor_client.get(image_of(page).get("srcset").split(" ")[0])
    assert (answer.status_code, answer.url) == (302, image_of(page).get("src"))


def test_new_version_under_the_same_name_leaves_old_revisions_as_they_were(page, editor_client):
    first = with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    files = Page.objects.get(pk=page.pk).files
    name, sha256 = attach(page, upload("other.jpeg", photograph(800, 600)), files, instead_of="r.jpg")
    make_revision(page, "![x](r.jpg)\n", files={name: sha256})
    assert name == "r.jpg"
    assert image_of(page).get("width") == "800"
    page = Page.objects.select_related("space", "latest", "rendering").get(pk=page.pk)
    old = html.fragment_fromstring(shown(page, first).html, create_parent="div").find(".//img")
    assert old.get("width") == "1000"
    assert opened(b"".join(editor_client.get(old.get("src")))).width == 1000
    assert opened(b"".join(editor_client.get(image_of(page).get("src")))).width == 800


def test_same_content_is_stored_once(page, space):
    other = make_page(space, "Other")
    content = saved(drawn(640, 480), "PNG")
    attach(page, upload("a.png", content), {})
    attach(other, upload("b.png", content), {})
    assert StoredFile.objects.count() == 1


def test_pages_of_earlier_versions_are_drawn_anew_by_the_worker(page, space):
    """What the migration leaves to the worker: pages with files, and no others."""
    make_page(space, "Without files")
    with_files(page, r_jpg=photograph(1000, 750), text="![x](r.jpg)\n")
    DBTaskResult.objects.all().delete()
    import_module("wiki.migrations.0007_pictures").draw_pages_with_files_anew(apps, None)
    asked = DBTaskResult.objects.filter(task_path=render_pages.module_path)
    assert [task.args_kwargs["args"] for task in asked] == [[[page.pk]]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 12"/>', "24x12"),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        ("x.gif", saved(drawn(64, 48), "GIF"), None),
    ],
)
def test_file_of_a_drawing_says_how_large_pages_show_it(page, editor_client, name, content, said):
    address = editor_client.post(page.url("upload/"), {"file": upload(name, content)}).json()["url"]
    with closing(editor_client.get(address)) as answer:
        assert answer.headers.get("X-Picture-Size") == said
