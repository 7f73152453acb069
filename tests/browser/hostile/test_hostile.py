"""Pages, files, lists, searches and forms: see the account of the hostile wiki in `conftest`."""

from itertools import chain, cycle
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hostile import strings as hostile
from tests.browser.hostile.window import PATIENCE, SHOW, WRITE, Window
from tests.pages.photographs import drawn, saved
from tests.setup.serving import Wiki

pytestmark = pytest.mark.slow


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
    writer.save()
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
    writer.save()
    page.wait_for_url(f"{writer.url}{made}")
    writer.open(f"{made}-/history/")
    writer.expect("history", [reason], writer.texts(".moment-reason"))
    writer.report()


def test_files_chosen_in_the_editor_keep_their_names(writer: Window, texts: list[str]) -> None:
    page = writer.open("/hostile/-/new/")
    writer.ask(SHOW, "visual")
    names = hostile.names(texts)[::300]
    pixel = {"mimeType": "image/png", "buffer": saved(drawn(8, 8), "PNG")}
    page.locator("input[name=uploads]").set_input_files([{"name": name} | pixel for name in names])
    expect(page.locator("[data-attachments] a")).to_have_count(len(names), timeout=PATIENCE)
    writer.look()
    writer.expect("editor", names, writer.texts("[data-attachments] a"))
    page.locator("[name=title]").fill("Files")
    writer.save()
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
    writer.save()
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
