"""A wiki full of hostile strings, in every field that takes text: nothing of it runs, and none of it is lost.

Most windows switch the security policy off, so that whatever only the policy holds back does run, and is seen.
What fields change is told here and in `hostile_strings`: a field of one line loses spaces at its ends; tags are small
letters, parted by commas; names of files have no slashes and no control characters.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, cycle
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser import hostile_strings as hostile
from tests.browser.hostile_window import PATIENCE, Window
from tests.conftest import PASSWORD, ROOT
from tests.setup.serving import Wiki, running

pytestmark = pytest.mark.slow
SHOW = """async (view) => {
    const editor = document.querySelector("wiki-editor");
    while (!editor.dataset.ready) await new Promise(requestAnimationFrame);
    await editor.views.choose(view);
    return editor.desk.text;
}"""
WRITE = "(text) => { document.querySelector('wiki-editor').desk.text = text; }"


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[str]:
    return hostile.strings(corpus)


@pytest.fixture(scope="module")
def batches(texts: list[str]) -> list[hostile.Batch]:
    return hostile.batches(texts)


def seeded(among: Path, corpus: Path) -> Path:
    """The data of the hostile wiki, made once for all the processes that the tests are spread over."""
    made, unfinished = among / "hostile", among / "hostile-unfinished"
    with (among / "hostile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(unfinished)}
            migrate, seed = ["manage.py", "migrate", "--verbosity=0"], ["-m", "tests.browser.hostile_seed", str(corpus)]
            for arguments in (migrate, seed):
                subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=True)
            unfinished.rename(made)
    return made


@pytest.fixture(scope="module")
def hostile_wiki(corpus: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Wiki]:
    folder = tmp_path_factory.getbasetemp()
    own = tmp_path_factory.mktemp("hostile-wiki") / "var"
    shutil.copytree(seeded(folder if worker_id == "master" else folder.parent, corpus), own)
    with running(own) as wiki:
        yield wiki


@pytest.fixture(scope="module")
def signed_in(hostile_wiki: Wiki, browser: Browser) -> BrowserContext:
    """An admin's browser, as every browser is."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{hostile_wiki.url}/accounts/login/")
    page.locator("input[name=login]").fill("ada.admin@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{hostile_wiki.url}/")
    return context


@pytest.fixture(scope="module")
def unguarded(signed_in: BrowserContext, browser: Browser) -> BrowserContext:
    """An admin's browser that has no security policy."""
    return browser.new_context(bypass_csp=True, storage_state=signed_in.storage_state())


@pytest.fixture
def admin(unguarded: BrowserContext, hostile_wiki: Wiki) -> Iterator[Window]:
    window = Window(unguarded, hostile_wiki.url)
    yield window
    window.page.close()


@pytest.fixture
def writer(signed_in: BrowserContext, hostile_wiki: Wiki) -> Iterator[Window]:
    window = Window(signed_in, hostile_wiki.url)
    yield window
    window.page.close()


def test_pages_run_nothing_and_show_every_title_tag_and_file(admin: Window, batches: list[hostile.Batch]) -> None:
    for batch in batches:
        admin.open(batch.path)
        admin.expect(f"{batch.path} tags", hostile.tags(batch.texts), admin.texts(".tags .tag"))
        admin.expect(f"{batch.path} titles", batch.titles, admin.texts(".tree-item > a"))
        admin.expect(f"{batch.path} files", hostile.names(batch.texts), admin.texts("#aside .side-list a"))
    admin.report()


def test_desk_runs_nothing_and_holds_the_text_in_every_view(admin: Window, batches: list[hostile.Batch]) -> None:
    for batch in batches:
        admin.open(f"{batch.path}-/edit/")
        for view in ("visual", "source", "preview"):
            text = admin.ask(SHOW, view)
            admin.expect(f"{batch.path} {view}", [f"{batch.text}\nEnd.\n"], [text])
            admin.look()
        admin.expect_value("tags", ", ".join(hostile.tags(batch.texts)))
        admin.expect(f"{batch.path} files", hostile.names(batch.texts), admin.texts("[data-attachments] a"))
    admin.report()


def test_old_revisions_run_nothing(admin: Window, batches: list[hostile.Batch]) -> None:
    admin.open("/hostile/batch-1/-/history/2/")
    admin.show(f"{batch.path}-/history/2/" for batch in batches)
    admin.report()


@pytest.mark.parametrize("view", ["rendered", "split", "inline"])
def test_comparisons_run_nothing_and_lose_nothing(admin: Window, batches: list[hostile.Batch], view: str) -> None:
    paths = [f"{batch.path}-/compare/1..2/?view={view}" for batch in batches]
    admin.open(paths[0])
    for batch, said in zip(batches, admin.show(paths, ".diff-new"), strict=True):
        if view != "rendered":
            admin.expect(f"{batch.path} {view}", (text.strip() for text in batch.texts), "\n".join(said))
    admin.report()


def test_reasons_run_nothing_and_are_whole(admin: Window, texts: list[str]) -> None:
    wanted = hostile.packs(texts, hostile.LONG)
    admin.open("/hostile/reasons/-/history/")
    lists = [f"/hostile/reasons/-/history/?page={number}" for number in range(1, len(wanted) // 30 + 2)]
    shown = [reason.strip() for said in admin.show(lists, ".moment-reason") for reason in said]
    admin.expect("history", wanted, shown)
    admin.report()


def test_changes_run_nothing_and_tell_every_title(admin: Window, batches: list[hostile.Batch]) -> None:
    admin.open("/changes/")
    said = admin.show((f"/changes/?page={number}" for number in range(1, 100)), "main")
    admin.expect(
        "changes", (title for batch in batches for title in batch.titles), "\n".join(chain.from_iterable(said))
    )
    admin.report()


def test_lists_run_nothing(admin: Window) -> None:
    for address in ("/", "/hostile/", "/hostile/-/tree/", "/hostile/-/report/"):
        admin.open(address)
    addresses = [f"/hostile/batch-1/-/{act}/" for act in ("move", "copy", "trashing", "history", "new")]
    addresses += [f"/hostile/batch-1/-/restore/{number}/" for number in (1, 2)]
    admin.show([*addresses, "/spaces/new-page/", "/accounts/settings/"])
    admin.report()


def test_trash_shows_every_title_and_reason(admin: Window, texts: list[str]) -> None:
    page = admin.open("/hostile/-/trash/")
    admin.expect("trash", hostile.packs(texts[::50], hostile.TITLE), page.locator("main").text_content())
    admin.report()


def test_administration_runs_nothing(admin: Window) -> None:
    for address in ("", "accounts/user/", "wiki/space/", "wiki/space/1/change/", "accounts/user/2/change/"):
        admin.open(f"/admin/{address}")
    admin.open("/admin/wiki/auditevent/?q=" + quote("<script>") + "&who=" + quote("'\"><img src=x>"))
    admin.show(f"/admin/wiki/auditevent/?p={number}" for number in range(1, 26))
    admin.show(f"/admin/wiki/auditevent/{number}/change/" for number in range(40, 2400, 60))
    admin.report()


def test_searches_run_nothing_and_keep_the_words(admin: Window, texts: list[str]) -> None:
    wanted = hostile.packs(texts, hostile.SEARCH)
    admin.open(f"/search/?q={quote(wanted[0])}")
    # A quarter with the pages found; the rest finds none, which the screen tells with more words and in less time.
    narrowing = ("", *3 * ("&until=2000-01-01",))
    addresses = [f"/search/?q={quote(text)}{more}" for text, more in zip(wanted, cycle(narrowing), strict=False)]
    for text, fields in zip(wanted, admin.show(addresses, "[name=q]"), strict=True):
        admin.expect("search", [text], fields)
    admin.show(f"/search/?q={word}&page={page}" for word in ("alert", "script", "onerror", "svg") for page in (1, 2, 3))
    admin.show(f"/admin/wiki/missedsearch/?p={number}" for number in range(1, 8))
    admin.report()


def test_suggestions_run_nothing_and_are_text(admin: Window, texts: list[str]) -> None:
    page = admin.open("/")
    box = page.locator("#search")
    box.focus()
    admin.losses += admin.ask(
        """texts => texts.filter((text) => {
            const box = document.querySelector("wiki-search");
            box.show(text, [{ title: text, url: "/", space: text, snippet: text }]);
            return !box.list.textContent.includes(text);
        })""",
        texts,
    )
    admin.look()
    for typed in ("<script", "<img src=x onerror", "alert(1)", "javascript:", "'\"><svg"):
        box.fill(typed)
        expect(page.locator(".suggest-all")).to_contain_text(typed)
        admin.look()
    admin.report()


@pytest.mark.parametrize("place", [0, 9, -1])
def test_strings_typed_into_the_form_come_back(writer: Window, batches: list[hostile.Batch], place: int) -> None:
    texts, tags = batches[place].texts, hostile.tags(batches[place].texts)[:15]
    said = {"title": batches[place].titles[0], "text": "\n\n".join(texts), "tags": ", ".join(tags)}
    page = writer.open("/hostile/-/new/")
    writer.ask(SHOW, "visual")
    writer.ask(WRITE, said["text"])
    page.locator("[name=title]").fill(said["title"])
    page.locator("[name=tags]").fill(said["tags"])
    page.locator("[data-save]").click()
    page.wait_for_url(lambda address: "/-/" not in address)
    writer.look()
    made = page.url.removeprefix(writer.url)
    writer.expect("page", [said["title"]], writer.texts("h1"))
    writer.open(f"{made}-/edit/")
    for name, value in said.items():
        writer.expect_value(name, value)
    reason = hostile.packs(texts, hostile.REASON)[1]
    writer.ask(SHOW, "source")
    writer.ask(WRITE, f"{said['text']}\n\nEnd.")
    page.locator("[name=reason]").fill(reason)
    page.locator("[data-save]").click()
    page.wait_for_url(f"{writer.url}{made}")
    writer.open(f"{made}-/history/")
    writer.expect("history", [reason], writer.texts(".moment-reason"))
    writer.report()


def test_files_chosen_in_the_editor_keep_their_names(writer: Window, texts: list[str]) -> None:
    page = writer.open("/hostile/-/new/")
    writer.ask(SHOW, "visual")
    names = hostile.names(texts)[::300]
    pixel = {"mimeType": "image/png", "buffer": b"pixel"}
    page.locator("input[name=uploads]").set_input_files([{"name": name} | pixel for name in names])
    expect(page.locator("[data-attachments] a")).to_have_count(len(names), timeout=PATIENCE)
    writer.look()
    writer.expect("editor", names, writer.texts("[data-attachments] a"))
    page.locator("[name=title]").fill("Files")
    page.locator("[data-save]").click()
    page.wait_for_url(f"{writer.url}/hostile/files/")
    writer.look()
    writer.expect("page", names, writer.texts("#aside .side-list a"))
    writer.report()


def test_conflict_shows_hostile_texts_as_texts(writer: Window, texts: list[str]) -> None:
    page = writer.open("/hostile/reasons/-/edit/")
    mine, reason = "\n".join(texts[100:260]) + "\n", hostile.packs(texts, hostile.REASON)[0]
    writer.ask(SHOW, "visual")
    writer.ask(WRITE, mine)
    page.evaluate("document.querySelector('[name=base_number]').value = 1")
    page.locator("[name=reason]").fill(reason)
    page.locator("[data-save]").click()
    page.get_by_role("button", name="Save the joined page").wait_for()
    writer.look()
    writer.expect_value("text-0", mine)
    writer.expect_value("reason", reason)
    writer.report()


def test_addresses_that_lead_nowhere_show_hostile_words_as_words(admin: Window, texts: list[str]) -> None:
    admin.open("/search/")
    words = [text for text in texts[::25] if "/" not in text and text not in (".", "..")]
    titles = hostile.packs(texts, hostile.TITLE)[::40]
    admin.show(f"/hostile/{quote(text, safe='')}/" for text in words)
    said = admin.show((f"/hostile/-/new/?title={quote(title)}" for title in titles), "[name=title]")
    admin.expect("new page", titles, [title for [title] in said])
    admin.show(f"/changes/?space={quote(text)}&author={quote(text)}" for text in words[::5])
    admin.show(f"/search/?tag={quote(text)}&author={quote(text)}&since={quote(text)}" for text in words[::5])
    admin.report()


def test_sign_in_shows_and_follows_no_hostile_address(hostile_wiki: Wiki, browser: Browser, texts: list[str]) -> None:
    stranger = Window(browser.new_context(bypass_csp=True), hostile_wiki.url)
    stranger.open("/accounts/login/")
    stranger.show(f"/accounts/login/?next={quote(text)}" for text in hostile.packs(texts, hostile.LONG))
    stranger.report()
