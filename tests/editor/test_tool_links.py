"""Links: by title, by address, pasted, changed and removed."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = [
    {"title": "Night shift", "url": "/handbook/night-shift/", "space": "Handbook", "snippet": ""},
    {"title": "Night bus", "url": "/travel/night-bus/", "space": "Travel", "snippet": ""},
    {"title": "Log", "url": "/handbook/kitchen/log/", "space": "Handbook", "snippet": ""},
    {"title": "Log", "url": "/handbook/log/", "space": "Handbook", "snippet": ""},
    {"title": "Array[0]", "url": "/handbook/array0/", "space": "Handbook", "snippet": ""},
]
OUTLINE = {
    "title": "Night shift",
    "url": "/handbook/night-shift/",
    "headings": [
        {"level": 2, "text": "Before you leave", "anchor": "before-you-leave"},
        {"level": 2, "text": "Keys", "anchor": "keys"},
    ],
}


def suggest(route):
    asked = route.request.url.partition("q=")[2].replace("%20", " ").lower()
    route.fulfill(json={"results": [page for page in PAGES if page["title"].lower().startswith(asked)]})


def outline(route):
    if "/night-shift/" in route.request.url:
        route.fulfill(json=OUTLINE)
    else:
        route.fulfill(status=204)


@pytest.fixture
def wiki(tool_page):
    tool_page.route("**/suggest/**", suggest)
    tool_page.route("**/-/outline/", outline)
    yield tool_page
    tool_page.unroute_all()


def chosen(page, name):
    return page.get_by_role("option", name=name, selected=True)


LINKED = {
    "a page of this space": ("Night s", "Night shift", "[[Night shift]]"),
    "a page of another space": ("Night b", "Night bus", "[[travel/Night bus|Night bus]]"),
    "one of two pages with one title": ("Log", "Log", "[[handbook/kitchen/log|Log]]"),
    "a page whose title can't stand in brackets": ("Array", "Array[0]", "[Array[0]](/handbook/array0/)"),
    "a page that is not there yet": ("Nowhere", "Nowhere", "[[Nowhere]]"),
    "a heading": ("Night shift#before", "Before you leave", "[[Night shift#before-you-leave|Before you leave]]"),
}


@pytest.mark.parametrize("case", LINKED)
def test_brackets_suggest_pages(tools, wiki, case):
    typed, name, expected = LINKED[case]
    tools("open", "See\n")
    tools("toEnd")
    wiki.keyboard.type(f" [[{typed}")
    expect(chosen(wiki, name)).to_be_visible()
    wiki.keyboard.press("Enter")
    assert tools("source") == f"See {expected}\n"
    assert tools("isFaithful")


def test_brackets_closed_by_hand_are_a_link(tools, wiki):
    tools("open", "See\n")
    tools("toEnd")
    wiki.keyboard.type(" [[Somewhere|there]] soon")
    assert tools("source") == "See [[Somewhere|there]] soon\n"


def test_selected_words_become_a_link_to_a_page(tools, wiki):
    tools("open", "Ask the night people.\n")
    tools("select", "the night people")
    wiki.keyboard.press("Control+k")
    wiki.keyboard.type("Night s")
    expect(chosen(wiki, "Night shift")).to_be_visible()
    wiki.keyboard.press("Enter")
    assert tools("source") == "Ask [[Night shift|the night people]].\n"


ADDRESSES = {
    "https://example.org/a": "https://example.org/a",
    "example.org": "https://example.org",
    "ada@example.org": "mailto:ada@example.org",
    "#steps": "#steps",
}


@pytest.mark.parametrize("typed", ADDRESSES)
def test_selected_words_become_a_link_to_an_address(tools, wiki, typed):
    tools("open", "Ask the **night** people.\n")
    tools("select", "night")
    tools("run", "link")
    wiki.keyboard.type(typed)
    wiki.keyboard.press("Enter")
    assert tools("source") == f"Ask the **[night]({ADDRESSES[typed]})** people.\n"


def test_link_without_selection_asks_for_words(tools, wiki):
    tools("open", "Ask\n")
    tools("toEnd")
    wiki.keyboard.type(" ")
    tools("run", "link")
    wiki.keyboard.type("https://example.org")
    wiki.get_by_role("textbox", name="Words").fill("them")
    wiki.keyboard.press("Enter")
    wiki.keyboard.type(" now")
    assert tools("source") == "Ask [them](https://example.org) now\n"


def test_link_is_changed_and_keeps_its_words(tools, wiki):
    tools("open", "Ask [*them* all](https://example.org) now\n")
    tools("select", "all", {"cursor": True})
    wiki.keyboard.press("Control+k")
    expect(wiki.get_by_role("combobox", name="Page or address")).to_have_value("https://example.org")
    wiki.keyboard.type("https://example.com")
    wiki.keyboard.press("Enter")
    assert tools("source") == "Ask [*them* all](https://example.com) now\n"


def test_press_on_a_link_tells_where_it_leads_and_removes_it(tools, wiki):
    tools("open", "Ask [them](https://example.org/x) now\n")
    wiki.locator(".ProseMirror a").click()
    expect(wiki.get_by_role("link", name="Open in a new tab")).to_have_attribute("href", "https://example.org/x")
    wiki.get_by_role("button", name="No link").click()
    assert tools("source") == "Ask them now\n"


def test_press_on_a_link_to_a_page_finds_the_page(tools, wiki):
    tools("open", "Ask [[Night shift]] now\n")
    wiki.locator(".ProseMirror a").click()
    expect(wiki.get_by_role("link", name="Open in a new tab")).to_have_attribute("href", "/handbook/night-shift/")
    wiki.get_by_role("button", name="No link").click()
    assert tools("source") == "Ask Night shift now\n"


def paste(page, text):
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.querySelector(".ProseMirror").dispatchEvent(event);
        }""",
        text,
    )


def test_pasted_address_of_this_wiki_becomes_the_title(tools, wiki, address):
    tools("open", "See\n")
    tools("toEnd")
    wiki.keyboard.type(" ")
    paste(wiki, f"{address}handbook/night-shift/#keys")
    expect(wiki.locator(".ProseMirror a[data-wiki]")).to_be_visible()
    wiki.keyboard.type(" too")
    assert tools("source") == "See [[Night shift#keys]] too\n"


def test_other_pasted_address_stays_one(tools, wiki):
    tools("open", "See\n")
    tools("toEnd")
    wiki.keyboard.type(" ")
    paste(wiki, "https://example.org/a_b")
    wiki.keyboard.type(" too")
    assert tools("source") == "See https://example.org/a_b too\n"


def test_address_pasted_over_words_becomes_their_link(tools, wiki):
    tools("open", "See the map here\n")
    tools("select", "the map")
    paste(wiki, "https://example.org/map")
    assert tools("source") == "See [the map](https://example.org/map) here\n"


# What is typed behind a text, and the source after it.
BARE = {
    "a typed address is a link": ("See\n", "See", " https://example.org/a, yes", "See https://example.org/a, yes\n"),
    "a longer address leads on": (
        "See https://example.org now\n",
        "example.org",
        "/a_b",
        "See https://example.org/a_b now\n",
    ),
    "a mail address": ("Ask\n", "Ask", " ada@example.org", "Ask ada@example.org\n"),
    "an escaped one is left alone": (
        "See https\\://example.org now\n",
        "now",
        " or then",
        "See https\\://example.org now or then\n",
    ),
    "words of another link are left alone": (
        "See [https://a.example](https://b.example) now\n",
        "https://a",
        "x",
        "See [https://ax.example](https://b.example) now\n",
    ),
}


@pytest.mark.parametrize("case", BARE)
def test_address_in_the_text_leads_where_it_says(tools, wiki, case):
    source, place, typed, expected = BARE[case]
    tools("open", source)
    tools("select", place, {"cursor": True})
    wiki.keyboard.type(typed)
    assert tools("source") == expected
    assert tools("isFaithful")
