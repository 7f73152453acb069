"""Comments, suggestions, notifications, drafts, snippets, templates, many pages at once, presence and diagrams."""

from itertools import cycle

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hostile import strings as hostile
from tests.browser.hostile.conftest import sign_in
from tests.browser.hostile.window import PATIENCE, SHOW, Window
from tests.setup.serving import Wiki
from wiki.activity.telling.told import LONGEST_REASON

pytestmark = pytest.mark.slow
ALL_DRAWN = """(count) => {
    const places = [...document.querySelectorAll(".diagram > div, .code-diagram")];
    return places.filter(place => place.querySelector("svg, .diagram-wrong")).length === count;
}"""


@pytest.fixture(scope="session")
def talk(texts: list[str]) -> hostile.Talk:
    return hostile.Talk(texts)


def test_comments_run_nothing_and_keep_passages_and_names(admin: Window, talk: hostile.Talk) -> None:
    admin.open("/hostile/talk/")
    admin.page.locator("wiki-discussion:defined").wait_for(state="attached")
    admin.look()
    admin.expect("page", talk.passages, admin.texts(".thread-quote"))
    admin.expect("page", [f"@{hostile.EVE}", "@Ada Admin"], admin.texts(".mention"))
    said = admin.show((f"/hostile/talk/-/threads/?page={number}" for number in (1, 2)), ".thread-quote")
    admin.expect("threads", talk.passages, [quote.strip() for quotes in said for quote in quotes])
    admin.show(f"/hostile/talk/-/threads/{number}/{act}" for number in (1, 9, 18) for act in ("", "replies/"))
    admin.report()


def test_comments_typed_into_the_form_come_back(writer: Window, texts: list[str]) -> None:
    page = writer.open("/hostile/reasons/-/threads/new/")
    said = "\n".join(texts[300:400]).strip()
    page.locator("main [name=text]").fill(said)
    page.locator("main").get_by_role("button", name="Send").click()
    page.locator(".comment").first.wait_for()
    writer.look()
    page.locator(".comment-acts a").first.click()
    page.wait_for_url("**/-/comments/*/edit/")
    writer.look()
    writer.expect_value("text", said)
    writer.report()


def test_suggested_changes_run_nothing_and_keep_their_words(admin: Window, talk: hostile.Talk) -> None:
    admin.open("/hostile/talk/-/suggestions/1/")
    views = cycle(("rendered", "split", "inline"))
    addresses = [f"/hostile/talk/-/suggestions/{number}/" for number in range(1, len(talk.words) + 1)]
    asked = [f"{address}?view={view}" for address, view in zip(addresses, views, strict=False)]
    said = admin.show(asked, ".suggestion-reason, .suggestion-word")
    for place, words in enumerate(talk.words):
        admin.expect(asked[place], [(words,) * (1 + place % 2)], [tuple(said[place])])
    admin.show(["/hostile/talk/-/suggestions/", "/changes/suggested/", f"{addresses[0]}change/"])
    admin.report()


def test_notifications_run_nothing_and_keep_reasons(admin: Window, talk: hostile.Talk) -> None:
    admin.open("/notifications/")
    said = admin.show((f"/notifications/?page={number}" for number in range(1, 6)), ".told-reason")
    reasons = [words[:LONGEST_REASON].strip() for words in talk.words]
    admin.expect("notifications", reasons, [reason.strip() for reasons in said for reason in reasons])
    admin.report()


def test_shared_drafts_run_nothing_and_keep_their_titles(admin: Window, texts: list[str]) -> None:
    titles = hostile.packs(texts, hostile.TITLE)[1:5]
    for view in ("changes", "draft"):
        admin.open(f"/p/drafts/1/?view={view}")
        said = admin.show([f"/p/drafts/{number}/?view={view}" for number in (1, 2, 3, 4)], ".head h1")
        admin.expect("draft", titles, [title.strip() for [title] in said])
    admin.report()


def test_snippets_run_nothing_and_keep_their_tags(admin: Window, talk: hostile.Talk) -> None:
    for address in ("showing/", "showing/-/history/1/", "-/snippets/", "showing/-/snippet/"):
        admin.open(f"/hostile/{address}")
    tags = [f"{{{{snippet: {name}}}}}" for name in hostile.packs(talk.texts[::9], 70)]
    [[text]] = admin.show(["/hostile/showing/-/edit/"], "[name=text]")
    admin.expect("editor", tags, text)
    admin.report()


def test_hostile_name_of_a_snippet_is_refused_and_shown_as_text(writer: Window, talk: hostile.Talk) -> None:
    page = writer.open("/hostile/reasons/-/snippet/")
    for name in hostile.packs(talk.texts, 70)[:2000:400]:
        page.locator("main [name=name]").fill(name)
        page.locator("main [name=name]").press("Enter")
        page.locator(".field-error").wait_for()
        writer.look()
        writer.expect_value("name", name)
    writer.report()


def test_fields_of_a_template_run_nothing_and_keep_their_names(admin: Window, talk: hostile.Talk) -> None:
    admin.open("/hostile/sheet/-/template/")
    [names] = admin.show(["/hostile/sheet/-/template/"], "[name$=-name]")
    admin.expect("fields", talk.fields, names)
    admin.open("/hostile/-/new/")
    admin.page.get_by_role("link", name="Sheet", exact=True).click()
    admin.page.locator("[name=field-0]").wait_for()
    admin.look()
    admin.expect("labels", talk.fields, "\n".join(admin.texts("main form label")))
    admin.report()


def test_answers_to_a_template_are_text_on_the_page(writer: Window, talk: hostile.Talk) -> None:
    page = writer.open("/hostile/-/new/")
    page.get_by_role("link", name="Sheet", exact=True).click()
    page.locator("[name=title]").fill("Answers")
    boxes = page.locator("main form :is(input[type=text], textarea):not([name=title])")
    answers = [" ".join(answer.split()) for answer in hostile.packs(talk.texts[3::40], 900)][: boxes.count()]
    for box, answer in zip(boxes.all(), answers, strict=False):
        box.fill(answer)
    page.get_by_role("button", name="Go on to the text").click()
    page.wait_for_url("**/-/new/**")
    writer.ask(SHOW, "visual")
    writer.save()
    page.wait_for_url(f"{writer.url}/hostile/answers/")
    writer.look()
    writer.expect("table", talk.fields[5:], writer.texts(".prose td"))  # the first few stand in the text
    writer.expect("page", answers, "\n".join(writer.texts(".prose :is(td, p)")))
    writer.report()


def test_changes_of_many_pages_run_nothing_and_keep_their_reasons(admin: Window, talk: hostile.Talk) -> None:
    admin.open("/hostile/-/batches/1/")
    said = admin.show((f"/hostile/-/batches/{number}/" for number in range(1, len(talk.reasons) + 1)), ".head-intro")
    admin.expect("batch", talk.reasons, [reason.strip() for [reason] in said])
    admin.show(["/hostile/-/selection/"])
    admin.report()


def test_name_of_somebody_who_edits_the_page_is_text(admin: Window, hostile_wiki: Wiki, browser: Browser) -> None:
    context = sign_in(browser, hostile_wiki, "mallory@example.org")
    mallory = Window(context, hostile_wiki.url)
    mallory.open("/hostile/chosen/-/edit/")
    mallory.ask(SHOW, "source")
    page = admin.open("/hostile/chosen/")
    expect(page.locator("wiki-presence")).to_contain_text(hostile.MALLORY, timeout=PATIENCE)
    admin.look()
    admin.open("/hostile/chosen/-/edit/")
    expect(page.locator("[data-notes]")).to_contain_text(hostile.MALLORY, timeout=PATIENCE)
    admin.look()
    context.close()
    admin.report()


def test_diagrams_run_nothing_on_the_page(admin: Window, talk: hostile.Talk) -> None:
    admin.open("/hostile/diagrams/")
    admin.wait(ALL_DRAWN, len(talk.diagrams))
    admin.look()
    admin.report()


@pytest.mark.parametrize("view", ["visual", "preview"])
def test_diagrams_run_nothing_in_the_editor(admin: Window, talk: hostile.Talk, view: str) -> None:
    admin.open("/hostile/diagrams/-/edit/")
    admin.ask(SHOW, view)
    admin.wait(ALL_DRAWN, len(talk.diagrams))
    admin.look()
    admin.report()
