"""Each control of the visual editor, and the source that comes of it."""

import pytest

pytestmark = pytest.mark.browser

# What is done: (source, selected text or the cursor behind it, tool, source after it).
TOOLS = {
    "a selected word becomes bold": ("a word here\n", "word", "bold", "a **word** here\n"),
    "and plain again": ("a **word** here\n", "word", "bold", "a word here\n"),
    "italic": ("a word here\n", "word", "italic", "a *word* here\n"),
    "struck out": ("a word here\n", "word", "strike", "a ~~word~~ here\n"),
    "code": ("a word here\n", "word", "code", "a `word` here\n"),
    "a paragraph becomes a heading": ("a\n\nb\n", "b", "heading-2", "a\n\n## b\n"),
    "a heading becomes a paragraph": ("## a\n\nb\n", "a", "heading-2", "a\n\nb\n"),
    "a heading becomes a smaller one": ("## a\n\nb\n", "a", "heading-3", "### a\n\nb\n"),
    "text again": ("### a\n", "a", "paragraph", "a\n"),
    "a quotation": ("a\n\nb\n", "b", "quote", "a\n\n> b\n"),
    "no quotation, all of it": ("> a\n>\n> b\n", "b", "quote", "a\n\nb\n"),
    "a code block": ("a\n\nb\n", "b", "code-block", "a\n\n```\nb\n```\n"),
    "bullets": ("a\n\nb\n", "b", "bullets", "a\n\n- b\n"),
    "steps": ("a\n\nb\n", "b", "steps", "a\n\n1. b\n"),
    "a checklist": ("a\n\nb\n", "b", "tasks", "a\n\n- [ ] b\n"),
    "bullets become a checklist": ("- a\n- b\n", "a", "tasks", "- [ ] a\n- [ ] b\n"),
    "a checklist becomes bullets": ("- [ ] a\n- [x] b\n", "a", "bullets", "- a\n- b\n"),
    "a checklist becomes steps": ("- [ ] a\n- [x] b\n", "a", "steps", "1. a\n2. b\n"),
    "steps become a checklist": ("1. a\n2. b\n", "a", "tasks", "- [ ] a\n- [ ] b\n"),
    "steps become bullets": ("1. a\n2. b\n", "a", "bullets", "- a\n- b\n"),
    "an item becomes text": ("- a\n", "a", "bullets", "a\n"),
    "a task after bullets leaves them be": ("- a\n\n<!-- -->\n\nb\n", "b", "tasks", "- a\n\n<!-- -->\n\n- [ ] b\n"),
    "a step becomes a sub-step": ("1. a\n2. b\n", "b", "indent", "1. a\n   1. b\n"),
    "a sub-step becomes a step": ("1. a\n   1. b\n", "b", "outdent", "1. a\n2. b\n"),
    "a block leaves its quotation": ("> a\n", "a", "outdent", "a\n"),
    "a warning around the block": ("a\n\nb\n", "b", "callout-warning", "a\n\n> [!WARNING]\n> b\n"),
    "a warning in the page's dialect": (
        '!!! note "N"\n    a\n\nb\n',
        "b",
        "callout-danger",
        '!!! note "N"\n    a\n\n!!! danger\n    b\n',
    ),
    "a warning becomes a danger": ("> [!WARNING]\n> b\n", "b", "callout-danger", "> [!DANGER]\n> b\n"),
    "a kind keeps the title": ('!!! tip "T"\n    b\n', "b", "callout-note", '!!! note "T"\n    b\n'),
    "a line across": ("a\n\nb\n", "a", "rule", "a\n\n---\n\nb\n"),
    "marks and headings are cleared": ("## a **b**\n", "a ", "clear", "a **b**\n"),
    "nothing where a table can't hold it": ("| a |\n|---|\n| b |\n", "b", "heading-2", "| a |\n|---|\n| b |\n"),
}


@pytest.mark.parametrize("case", TOOLS)
def test_tool(tools, case):
    source, selected, tool, expected = TOOLS[case]
    tools("open", source)
    tools("select", selected)
    tools("run", tool)
    assert tools("source") == expected


def test_undo_takes_back_what_a_tool_did(tools):
    tools("open", "a\n\nb\n")
    tools("select", "b")
    tools("run", "steps")
    tools("run", "undo")
    assert tools("source") == "a\n\nb\n"
    tools("run", "redo")
    assert tools("source") == "a\n\n1. b\n"


def test_footnote_is_written_at_the_end_of_the_page(tools, tool_page):
    tools("open", "hot oil[^1] burns\n\nmore\n\n[^1]: x\n")
    tools("select", "burns", {"cursor": True})
    tools("run", "footnote")
    tool_page.keyboard.type("see there")
    assert tools("source") == "hot oil[^1] burns[^2]\n\nmore\n\n[^1]: x\n\n[^2]: see there\n"
    assert tools("isFaithful")


# What is typed at the end of a source, and the source after it. "⏎" is Enter, "←" Backspace, "⇥" Tab.
TYPED = {
    "a heading": ("a\n\nb\n", "⏎## c", "a\n\nb\n\n## c\n"),
    "bullets": ("a\n", "⏎- b⏎c", "a\n\n- b\n- c\n"),
    "steps from three": ("a\n", "⏎3. b⏎c", "a\n\n3. b\n4. c\n"),
    "a checklist": ("a\n", "⏎[ ] b⏎c", "a\n\n- [ ] b\n- [ ] c\n"),
    "a task in a list": ("- a\n", "⏎[x] b", "- a\n- [x] b\n"),
    "a quotation": ("a\n", "⏎> b", "a\n\n> b\n"),
    "a callout": ("a\n", "⏎> [!TIP] b", "a\n\n> [!TIP]\n> b\n"),
    "code": ("a\n", "⏎```py⏎b", "a\n\n```py\nb\n```\n"),
    "a line across": ("a\n", "⏎---b", "a\n\n---\n\nb\n"),
    "bold": ("a\n", " **b** c", "a **b** c\n"),
    "italic": ("a\n", " *b* c", "a *b* c\n"),
    "code in a line": ("a\n", " `b` c", "a `b` c\n"),
    "struck out": ("a\n", " ~~b~~ c", "a ~~b~~ c\n"),
    "a link": ("a\n", " [b](/c) d", "a [b](/c) d\n"),
    "Backspace takes a shortcut back": ("a\n", "⏎# ←b", "a\n\n\\# b\n"),
    "Enter twice leaves a list": ("- a\n", "⏎⏎b", "- a\n\nb\n"),
    "Enter twice leaves a quotation": ("> a\n", "⏎⏎b", "> a\n\nb\n"),
    "Enter twice leaves a callout": ("> [!TIP]\n> a\n", "⏎⏎b", "> [!TIP]\n> a\n\nb\n"),
    "Enter three times leaves code": ("```\na\n```\n", "⏎⏎⏎b", "```\na\n```\n\nb\n"),
    "Backspace lifts an item": ("- a\n", "⏎←b", "- a\n\nb\n"),
    "Tab makes a sub-item": ("- a\n", "⏎⇥b", "- a\n  - b\n"),
    "a term and what it means": ("a\n", "⏎/terms⏎b⏎c⏎⏎d⏎e⏎⏎⏎f", "a\n\nb\n: c\n\nd\n: e\n\nf\n"),
    "Tab behind the last cell adds a row": ("| a |\n|---|\n| b |\n", "⇥c", "| a |\n|---|\n| b |\n| c |\n"),
    "a warning from the slash menu": ("a\n", "⏎/warn⏎b", "a\n\n> [!WARNING]\n> b\n"),
    "by another word for it": ("a\n", "⏎/todo⏎b", "a\n\n- [ ] b\n"),
    "after a word": ("a\n", " /note⏎", "> [!NOTE]\n> a\n"),
    "a slash that is one": ("a\n", " and/or c / d", "a and/or c / d\n"),
}
KEYS = {"⏎": "Enter", "←": "Backspace", "⇥": "Tab"}


def type_in(page, text):
    for char in text:
        page.keyboard.press(KEYS[char]) if char in KEYS else page.keyboard.type(char)


@pytest.mark.parametrize("case", TYPED)
def test_typing(tools, tool_page, case):
    source, typed, expected = TYPED[case]
    tools("open", source)
    tools("toEnd")
    type_in(tool_page, typed)
    assert tools("source") == expected
