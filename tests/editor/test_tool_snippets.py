"""Snippets in the visual editor: found by "{{", shown by name."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SNIPPETS = [
    {
        "name": "emergency-numbers",
        "title": "Emergency numbers",
        "text": "Fire: 112",
        "url": "/handbook/numbers/",
        "isWords": False,
    },
    {
        "name": "address",
        "title": "Our address",
        "text": "1 Main St.",
        "url": "/template-shelf/address/",
        "isWords": True,
    },
]


@pytest.fixture
def wiki(tool_page):
    tool_page.route("**/-/snippets/**", lambda route: route.fulfill(json={"snippets": SNIPPETS}))
    yield tool_page
    tool_page.unroute_all()


def test_braces_on_an_empty_line_put_in_a_whole_snippet(tools, wiki):
    tools("open", "Before.\n")
    tools("toEnd")
    wiki.keyboard.press("Enter")
    wiki.keyboard.type("{{numb")
    expect(wiki.get_by_role("option", name="Emergency numbers", selected=True)).to_be_visible()
    wiki.keyboard.press("Enter")
    expect(wiki.locator(".snippet-view")).to_contain_text("Fire: 112")
    wiki.keyboard.type("After.")
    assert tools("source") == "Before.\n\n{{snippet: emergency-numbers}}\n\nAfter.\n"
    assert tools("isFaithful")


def test_menu_of_the_toolbar_offers_snippets(tools, wiki):
    tools("open", "Before.\n")
    tools("toEnd")
    wiki.keyboard.press("Enter")
    wiki.get_by_role("button", name="More", exact=True).click()
    wiki.locator("[data-panel=more]").get_by_role("button", name="Snippet").click()
    wiki.get_by_role("option", name="Emergency numbers").click()
    assert tools("source") == "Before.\n\n{{snippet: emergency-numbers}}\n"


def test_braces_in_a_sentence_put_in_its_words(tools, wiki):
    tools("open", "Write to\n")
    tools("toEnd")
    wiki.keyboard.type(" {{snippet: addr")
    expect(wiki.get_by_role("option", name="Our address", selected=True)).to_be_visible()
    wiki.keyboard.press("Enter")
    wiki.keyboard.type(" now.")
    assert tools("source") == "Write to {{snippet: address}} now.\n"
    assert tools("isFaithful")


def test_what_holds_more_than_words_gets_a_place_of_its_own(tools, wiki):
    tools("open", "Call these.\n")
    tools("toEnd")
    wiki.keyboard.type(" {{numb")
    expect(wiki.get_by_role("option", name="Emergency numbers", selected=True)).to_be_visible()
    wiki.keyboard.press("Enter")
    assert tools("source").strip() == "Call these.\n\n{{snippet: emergency-numbers}}"


def test_the_slash_menu_leads_to_the_snippets(tools, wiki):
    tools("open", "")
    tools("toEnd")
    wiki.keyboard.type("/snippet")
    wiki.keyboard.press("Enter")
    expect(wiki.get_by_role("option", name="Our address")).to_be_visible()
    wiki.keyboard.press("ArrowDown")
    wiki.keyboard.press("Enter")
    assert tools("source").strip() == "{{snippet: address}}"


def test_a_snippet_that_is_not_there_is_told(tools, wiki):
    tools("open", "{{snippet: nothing}}\n")
    expect(wiki.locator(".snippet-view")).to_contain_text("There is no snippet of this name here.")


@pytest.mark.parametrize("source", ["{{ snippet: address }}\n", "{{snippet:address}}\n", "{{snippet: a b}}\n"])
def test_other_tools_tags_are_no_snippets(tools, wiki, source):
    tools("open", source)
    expect(wiki.locator(".snippet-view")).to_have_count(0)
    assert tools("source") == source


def test_a_snippet_is_taken_out_like_any_block(tools, wiki):
    tools("open", "Before.\n\n{{snippet: address}}\n\nAfter.\n")
    wiki.locator(".snippet-view").click()
    wiki.keyboard.press("Delete")
    assert "snippet" not in tools("source")
    assert "After." in tools("source")


FIELDS = ["Machine", "Valid from"]


def test_braces_in_a_template_put_in_a_field(tools, wiki):
    tools("open", "Clean the\n", {"fields": FIELDS})
    tools("toEnd")
    wiki.keyboard.type(" {{mach")
    expect(wiki.get_by_role("option", name="Machine Field to fill in", selected=True)).to_be_visible()
    wiki.keyboard.press("Enter")
    wiki.keyboard.type(" now")
    expect(wiki.locator(".template-field")).to_have_text("Field to fill in: Machine")
    assert tools("source") == "Clean the {{field: Machine}} now\n"


def test_slash_menu_of_a_template_offers_fields_alone(tools, wiki):
    tools("open", "From\n", {"fields": FIELDS})
    tools("toEnd")
    wiki.keyboard.type(" /field")
    wiki.keyboard.press("Enter")
    expect(wiki.get_by_role("listbox", name="Snippets").get_by_role("option")).to_have_text(
        ["MachineField to fill in", "Valid fromField to fill in"]
    )
    wiki.get_by_role("option", name="Valid from").click()
    assert tools("source") == "From {{field: Valid from}}\n"


def test_page_that_is_no_template_has_no_fields_to_offer(tools, wiki):
    tools("open", "a\n")
    tools("toEnd")
    wiki.keyboard.type(" /field")
    expect(wiki.get_by_role("option", name="Field to fill in")).to_have_count(0)


@pytest.mark.parametrize("tag", ['{{field: O\'Neil & "<b>"  x }}', "{{field:Machine}}", "{{fields}}", "{{ field: a }}"])
def test_field_stays_as_it_is_written(tools, wiki, tag):
    source = f"Clean  the *{tag}* and\n  `{tag}` _now_.\n\n| a |\n|-|\n| {tag} |\n"
    tools("open", source)
    assert tools("source") == source
    tools("select", "now", {"cursor": True})
    wiki.keyboard.type("!")
    assert tools("source") == source.replace("now", "now!")
