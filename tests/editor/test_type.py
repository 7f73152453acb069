"""Typing into the visual editor, under the wiki's security policy."""

import pytest

pytestmark = pytest.mark.browser

PAGE = (
    "# Cleaning\n\nWear __gloves__\nand _goggles_.\n\n*   one\n*   two\n\n"
    "<div>\nraw\n</div>\n\n| a|b |\n|--|--|\n| c|d |\n"
)


@pytest.fixture
def typing(blank):
    """Calls a function of typing.js in the browser."""

    def call(name, *given):
        script = "([name, given]) => import('/tests/typing.js').then((typing) => typing[name](...given))"
        return blank.evaluate(script, [name, list(given)])

    return call


def put_cursor_after(typing, text):
    source = typing("source")
    typing("moveTo", source.index(text) + len(text))


def test_page_that_is_only_opened_keeps_its_source(typing):
    typing("open", PAGE)
    assert typing("source") == PAGE
    assert typing("isFaithful")


def test_typed_word_stands_where_the_cursor_is(typing, blank):
    typing("open", PAGE)
    put_cursor_after(typing, "goggles")
    blank.keyboard.type("x")
    assert typing("source") == PAGE.replace("goggles", "gogglesx")


@pytest.mark.parametrize("place", ["Wait.", "(ask first)", "12 °C", "Done?"])
def test_cursor_stands_behind_a_sign_as_in_the_source(typing, blank, place):
    source = "# Oven\n\nWait. Then (ask first), at 12 °C or *below*.\n\n- Done?\n"
    typing("open", source)
    put_cursor_after(typing, place)
    blank.keyboard.type("+")
    assert typing("source") == source.replace(place, f"{place}+")


def test_enter_begins_the_next_item(typing, blank):
    typing("open", PAGE)
    put_cursor_after(typing, "two")
    blank.keyboard.press("Enter")
    blank.keyboard.type("three")
    assert typing("source") == PAGE.replace("*   two\n", "*   two\n*   three\n")


def test_tab_makes_a_sub_step(typing, blank):
    typing("open", "1. one\n2. two\n")
    put_cursor_after(typing, "two")
    blank.keyboard.press("Tab")
    assert typing("source") == "1. one\n   1. two\n"
    blank.keyboard.press("Shift+Tab")
    assert typing("source") == "1. one\n2. two\n"


def test_undoing_everything_gives_the_old_bytes(typing, blank):
    typing("open", PAGE)
    put_cursor_after(typing, "two")
    blank.keyboard.press("Enter")
    blank.keyboard.type("three")
    for _ in range(4):
        blank.keyboard.press("Control+z")
    assert typing("source") == PAGE


def test_source_can_be_changed_and_the_change_undone(typing, blank):
    typing("open", PAGE)
    put_cursor_after(typing, "Cleaning")
    blank.keyboard.type("!")
    shown = typing("source")
    changed = shown.replace("*   one\n", "*   one\n*   one and a half\n") + "\n\nMore.\n"
    typing("setSource", changed)
    assert typing("source") == changed
    assert typing("before") == "Cleaning!"
    blank.keyboard.press("Control+z")
    assert typing("source").startswith(shown.rstrip("\n"))
    assert "half" not in typing("source")


@pytest.mark.parametrize("word", ["Clean", "gloves", "goggles", "one", "tw", "c"])
def test_place_in_the_source_is_the_place_in_the_document(typing, word):
    typing("open", PAGE)
    place = PAGE.rindex(word) + len(word)
    typing("moveTo", place)
    assert typing("before").endswith(word)
    assert typing("offset") == place


def test_island_is_edited_as_text(typing, blank):
    typing("open", PAGE)
    assert [island["source"] for island in typing("islands")] == ["<div>\nraw\n</div>"]
    put_cursor_after(typing, "raw")
    blank.keyboard.type("er")
    assert typing("source") == PAGE.replace("raw", "rawer")


def test_shortcut_makes_a_word_bold(typing, blank):
    typing("open", "one two\n")
    put_cursor_after(typing, "two")
    blank.keyboard.press("Control+Shift+ArrowLeft")
    blank.wait_for_function("!visual.editor.state.selection.empty")
    blank.keyboard.press("Control+b")
    assert typing("source") == "one **two**\n"


@pytest.mark.slow
def test_key_in_a_long_page_takes_less_than_a_twentieth_of_a_second(typing, blank, handbook):
    pages = sorted(handbook("vatpac-sops").values(), key=len, reverse=True)
    text = ""
    while len(text) < 300_000:
        text += pages[len(text) % 7] + "\n\n"
    typing("open", text)
    typing("moveTo", len(text) // 2)
    times = typing("typingTimes", 40)
    assert times[len(times) // 2] < 50, times


def test_image_from_elsewhere_is_named_and_not_loaded(typing, blank):
    typing("open", '![A map](https://example.org/map.png) ![Plan](/static/img/favicon.svg){ width="40" }\n')
    assert blank.locator("#place img[src]").get_attribute("width") == "40"
    assert blank.locator("#place .external-image").inner_text() == "A map"


def test_source_view_works_under_the_policy(typing, blank):
    typing("openSource", "# A\n\ntext\n")
    blank.keyboard.type("x")
    assert typing("sourceText") == "x# A\n\ntext\n"
    weight = (
        "getComputedStyle([...document.querySelectorAll('#place > div')].findLast((one) => one.shadowRoot)"
        ".shadowRoot.querySelector('.cm-line span')).fontWeight"
    )
    blank.keyboard.press("Backspace")
    assert blank.evaluate(weight) == "700"
    typing("closeSource")


def test_source_view_keeps_line_ends(typing, blank):
    typing("openSource", "a\r\nb\r\n")
    blank.keyboard.press("ArrowDown")
    blank.keyboard.press("Enter")
    assert typing("sourceText") == "a\r\n\r\nb\r\n"
    assert typing("sourceOffset") == 5
    typing("closeSource")
