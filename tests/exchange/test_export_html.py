"""The copy that opens without the wiki holds what readers meet, whole, and nothing else."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.conftest import make_page, make_revision, make_space
from wiki.control.actions import control_space
from wiki.pages.actions import trash_page
from wiki.pages.attachments import attach
from wiki.pages.files.models import StoredFile

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|src)="([^"#]*)')


def export(target, *slugs):
    out = io.StringIO()
    call_command("export_html", str(target), *(word for slug in slugs for word in ("--space", slug)), stdout=out)
    return target


def index_of(target):
    """The pages that the copy is searched by, each with its words."""
    lines = (target / "look" / "index.js").read_text().splitlines()[1:-2]
    pages = [json.loads(line.removesuffix(",")) for line in lines]
    for part in sorted((target / "look").glob("words-*.js")):
        first, words = re.fullmatch(r"looseleafWords\((\d+), (\[.*\])\);\n", part.read_text(), re.DOTALL).groups()
        for page, text in zip(pages[int(first) :], json.loads(words), strict=False):
            page.append(text)
    return pages


@pytest.fixture
def written(admin):
    """Two pages that name each other, one with a file, one in the trash and one with a change that nobody approved."""
    space = make_space("Plant", by=admin)
    valve = make_page(space, "Valve", "See [[Seal <&> co|the seal]] and [[Nowhere]].\n", by=admin)
    seal = make_page(valve, "Seal <&> co", "Words.\n", by=admin)
    name, sha256 = attach(seal, ContentFile(b"a plan", name="plan.txt"), {}, by=admin)
    make_revision(seal, "[Plan](plan.txt), back to [[Valve]].\n", by=admin, files={name: sha256})
    trash_page(by=admin, page=make_page(space, "Old", "Zebra.\n", by=admin))
    control_space(by=admin, space=space)
    make_revision(valve, "See [[Seal <&> co|the seal]]: giraffe.\n", by=admin)
    make_page(space, "New", "Leopard.\n", by=admin)
    return space


def test_every_link_of_the_copy_leads_to_a_file_of_it(written, tmp_path):
    target = export(tmp_path / "copy")
    pages = list(target.rglob("*.html"))
    assert len(pages) == 5  # the list of spaces, the front page, two pages, the list of all pages
    for page in pages:
        for link in LINK.findall(page.read_text()):
            if link and not link.startswith("http"):
                assert (page.parent / link).resolve().is_relative_to(target), link
                assert (page.parent / link).is_file(), link
    seal = target / "plant/valve/seal-co/index.html"
    assert "Seal &lt;&amp;&gt; co</h1>" in seal.read_text()
    [plan] = (target / "files").iterdir()
    assert plan.read_bytes() == b"a plan"
    assert f'href="../../../files/{plan.name}"' in seal.read_text()


def test_copy_says_as_of_when_it_is_and_which_edition(written, tmp_path):
    text = (export(tmp_path / "copy") / "plant/valve/index.html").read_text()
    assert "Copy of the wiki as of" in text
    assert "SOP-001" in text
    assert "edition 1.0" in text


def test_copy_holds_nothing_that_readers_do_not_meet(written, tmp_path):
    target = export(tmp_path / "copy")
    everything = "".join(path.read_text() for path in target.rglob("*") if path.suffix in (".html", ".js"))
    for word in ("Zebra", "giraffe", "Leopard"):
        assert word not in everything


def test_search_knows_title_place_file_and_words(written, tmp_path):
    rows = {title: rest for title, *rest in index_of(export(tmp_path / "copy"))}
    assert rows["Seal <&> co"] == ["Plant / Valve", "plant/valve/seal-co/index.html", "Plan, back to Valve."]


def test_text_can_not_leave_the_index_script(admin, tmp_path):
    space = make_space("Plant", by=admin)
    make_page(space, "</script>\u2028x", "</script><script>alert(1)</script>\u2028\n", by=admin)
    look = export(tmp_path / "copy") / "look"
    for name in ("index.js", "words-1.js"):
        script = (look / name).read_text()
        assert "\u2028" not in script
        assert len(script.splitlines()) == 4 + (name == "index.js")


def test_words_come_in_parts_that_a_browser_reads_quickly(written, tmp_path, monkeypatch):
    monkeypatch.setattr("wiki.exchange.copying.index.PART", 1)
    whole = export(tmp_path / "copy")
    assert "looseleafParts = 3" in (whole / "look" / "index.js").read_text()
    assert {title: words for title, _place, _path, words in index_of(whole)}["Seal <&> co"] == "Plan, back to Valve."


def test_size_of_a_page_does_not_grow_with_the_pages_beside_it(admin, tmp_path, monkeypatch):
    monkeypatch.setattr("wiki.exchange.copying.pages.MOST_BESIDE", 4)
    space = make_space("Plant", by=admin)
    for number in range(9):
        make_page(space, f"Valve {number}", by=admin)
    target = export(tmp_path / "copy")
    tree = (target / "plant/valve-7/index.html").read_text().partition("<details")[2].partition("</details>")[0]
    assert re.findall(r"Valve \d", tree) == ["Valve 5", "Valve 6", "Valve 7", "Valve 8"]
    assert 'href="../../plant/-/index.html"' in tree
    listed = (target / "plant/-/index.html").read_text()
    assert len(re.findall(r">Valve \d<", listed)) == 9


def test_lost_attachment_is_named_and_the_rest_is_there(written, tmp_path):
    for stored in StoredFile.objects.all():
        default_storage.delete(stored.storage_name)
    with pytest.raises(CommandError, match=r"lost: plan\.txt\."):
        export(tmp_path / "copy")
    assert (tmp_path / "copy/plant/valve/index.html").is_file()


def test_folder_that_is_in_use_is_left_alone(admin, tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        export(tmp_path)
    with pytest.raises(CommandError, match="no space"):
        export(tmp_path / "copy", "nowhere")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_full_disk_leaves_nothing_behind(written, tmp_path, monkeypatch):
    def full(*given, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CommandError, match="No space left"):
        export(tmp_path / "copy")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".looseleaf", "copy"))]


@pytest.mark.browser
@pytest.mark.slow
def test_copy_is_searched_from_a_disk(written, tmp_path, browser, monkeypatch):
    monkeypatch.setattr("wiki.exchange.copying.index.PART", 4)
    target = export(tmp_path / "copy")
    context = browser.new_context()
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(message.text))
    page.goto((target / "plant/valve/seal-co/index.html").as_uri())
    page.fill("#search", "plan back")
    page.click("#found a:text('Seal <&> co')")
    assert page.locator("h1").inner_text() == "Seal <&> co"
    page.fill("#search", "nowhere at all")
    page.wait_for_selector("text=Nothing in this copy")
    page.fill("#search", "")
    page.click(".prose a:text('Valve')")
    assert page.locator("h1").inner_text() == "Valve"
    assert not wrong
    context.close()
