"""What an edit does to the source: as little as possible, in the way the page is written."""

import pytest

pytestmark = pytest.mark.browser

ITEM = {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "new"}]}]}
TABLE = "| Part|Torque |\n|:--|--:|\n| bolt  | 12 |\n|nut|8|\n"

# what it shows: (source, edit, expected source)
CASES = {
    "a hard-wrapped paragraph keeps its lines": (
        "Wear __gloves__ and\n_goggles_  at all\ntimes.\n",
        ["replace", "goggles", "masks"],
        "Wear __gloves__ and\n_masks_  at all\ntimes.\n",
    ),
    "a word behind the last of a line stays in that line": (
        "- Wear\n    gloves\n",
        ["insert", "Wear", " thick"],
        "- Wear thick\n    gloves\n",
    ),
    "an item of a list keeps the others' markers and indents": (
        "*   one\n*   two\n    wrapped\n*   three\n",
        ["replace", "wrapped", "folded"],
        "*   one\n*   two\n    folded\n*   three\n",
    ),
    "bold is written as the page writes it": (
        "Some __bold__ text.\n\nMore text.\n",
        ["mark", "More", "bold"],
        "Some __bold__ text.\n\n__More__ text.\n",
    ),
    "a word can lose its mark": ("A **bold** word\n", ["unmark", "bold", "bold"], "A bold word\n"),
    "part of a word can be marked": ("snake\n", ["mark", "na", "italic"], "s*na*ke\n"),
    "a mark's spaces stay outside": ("one two three\n", ["mark", " two ", "bold"], "one **two** three\n"),
    "code may hold backticks": ("a ` b\n", ["mark", "a ` b", "code"], "``a ` b``\n"),
    "a link to an address with a space and a bracket": (
        "see here\n",
        ["mark", "here", "link", {"href": "/a (b/c"}],
        "see [here](</a (b/c>)\n",
    ),
    "stars that are no marks are escaped": ("a word\n", ["replace", "word", "*b*"], "a \\*b\\*\n"),
    "a name with underscores is not escaped": ("a word\n", ["replace", "word", "snake_case_x"], "a snake_case_x\n"),
    "what looks like HTML is escaped": ("a word\n", ["replace", "word", "<b>"], "a \\<b>\n"),
    "a bar in a cell is escaped": (TABLE, ["replace", "nut", "a|b"], TABLE.replace("nut", "a\\|b")),
    "a line that looks like a heading is none": ("word\n", ["replace", "word", "# x"], "\\# x\n"),
    "a line that looks like a step is none": ("word\n", ["replace", "word", "1. x"], "1\\. x\n"),
    "a split paragraph gets an empty line": ("one two\n", ["split", "one", 1], "one\n\ntwo\n"),
    "a split item gets the list's marker": ("+ one two\n+ three\n", ["split", "one", 2], "+ one\n+ two\n+ three\n"),
    "numbers go on after a new step": ("1) a\n2) b\n", ["after", "a", "listItem", ITEM], "1) a\n2) new\n3) b\n"),
    "steps that are all 1 stay so": ("1. a\n1. b\n", ["after", "a", "listItem", ITEM], "1. a\n1. new\n1. b\n"),
    "a removed item takes its line along": ("- a\n- b\n- c\n", ["remove", "b", "listItem"], "- a\n- c\n"),
    "a sub-step goes by its parent's indent": (
        "1.  a\n    - b\n",
        ["after", "b", "listItem", ITEM],
        "1.  a\n    - b\n    - new\n",
    ),
    "a task is ticked in its box": (
        "- [ ] a\n- [x] b\n",
        ["set", "a", "listItem", {"checked": True}],
        "- [x] a\n- [x] b\n",
    ),
    "a new paragraph stands apart": ("a\n\n\nb\n", ["paragraph", "a", "paragraph", "c"], "a\n\n\nc\n\nb\n"),
    "a removed block leaves its neighbours": ("# a\n\nb\n\nc\n", ["remove", "b", "paragraph"], "# a\n\nc\n"),
    "an underlined heading stays one": (
        "Title\n=====\n\ntext\n",
        ["replace", "Title", "Name"],
        "Name\n=====\n\ntext\n",
    ),
    "a heading's level is its hashes": ("## a ##\n", ["set", "a", "heading", {"level": 3}], "### a ##\n"),
    "a row of a table keeps the other rows": (TABLE, ["replace", "bolt", "screw"], TABLE.replace("bolt", "screw")),
    "a row can be added": (TABLE, ["addRowAfter", "nut"], TABLE + "|  |  |\n"),
    "a row can be removed": (TABLE, ["deleteRow", "bolt"], "| Part|Torque |\n|:--|--:|\n|nut|8|\n"),
    "a column can be removed": ("| a | b |\n|---|--:|\n| c | d |\n", ["deleteColumn", "a"], "| b |\n|--:|\n| d |\n"),
    "a callout of GitHub keeps its kind": (
        "> [!WARNING]\n> Hot\n> surface.\n",
        ["replace", "surface", "plate"],
        "> [!WARNING]\n> Hot\n> plate.\n",
    ),
    "a callout of MkDocs keeps its kind": (
        '!!! danger "Stop"\n\tHot surface.\n\n\tWait.\n',
        ["replace", "Wait", "Go"],
        '!!! danger "Stop"\n\tHot surface.\n\n\tGo.\n',
    ),
    "a callout's title can be changed": (
        '??? tip "Old"\n    Text.\n',
        ["set", "Text", "callout", {"title": "New"}],
        '??? tip "New"\n    Text.\n',
    ),
    "a figure's caption is its text": (
        '<figure markdown>\n![Map](map.png){ width="300" }\n    <figcaption>The map</figcaption>\n</figure>\n',
        ["replace", "map", "plan"],
        '<figure markdown>\n![Map](map.png){ width="300" }\n    <figcaption>The plan</figcaption>\n</figure>\n',
    ),
    "a fence grows with what it holds": ("```sh\nls\n```\n", ["replace", "ls", "```"], "````sh\n```\n````\n"),
    "indented code stays indented": ("a\n\n    b\n    c\n", ["insert", "c", "\nd"], "a\n\n    b\n    c\n    d\n"),
    "a definition keeps its marks": ("R4\n:   Reactor\n", ["replace", "Reactor", "Pump"], "R4\n:   Pump\n"),
    "a footnote keeps its name": (
        "a[^n]\n\n[^n]: Note\n    more.\n",
        ["replace", "Note", "Remark"],
        "a[^n]\n\n[^n]: Remark\n    more.\n",
    ),
    "references, wiki links and bare addresses stay": (
        "[a][1] [[Space/Page|b]] https://x.org <https://y.org> word\n\n[1]: /z\n",
        ["replace", "word", "text"],
        "[a][1] [[Space/Page|b]] https://x.org <https://y.org> text\n\n[1]: /z\n",
    ),
    "the text of a reference changes without its label": (
        "see\n[old text][old text] here\n\n[old text]: /z\n",
        ["replace", "old", "new"],
        "see\n[new text][old text] here\n\n[old text]: /z\n",
    ),
    "a reference that is its own label gets one": (
        "see\n[old text] here\n\n[old text]: /z\n",
        ["replace", "old", "new"],
        "see\n[new text][old text] here\n\n[old text]: /z\n",
    ),
    "tags, icons and keys stay": (
        "{{ x }} <kbd>A</kbd> :material-check: ++ctrl+c++ {% y %} word\n",
        ["replace", "word", "text"],
        "{{ x }} <kbd>A</kbd> :material-check: ++ctrl+c++ {% y %} text\n",
    ),
    "lines end as they did": ("a\r\nb\r\n\r\nc", ["replace", "b", "d"], "a\r\nd\r\n\r\nc"),
    "a new block ends as the others": (
        "a\r\n\r\nb\r\n",
        ["paragraph", "a", "paragraph", "c"],
        "a\r\n\r\nc\r\n\r\nb\r\n",
    ),
    "the byte order mark stays": ("\ufeffa b\n", ["replace", "b", "c"], "\ufeffa c\n"),
    "spaces that do not break stay": ("5\u00a0mm of word\n", ["replace", "word", "tin"], "5\u00a0mm of tin\n"),
    "an entity stays one": ("a&nbsp;b &copy; word\n", ["replace", "word", "tin"], "a&nbsp;b &copy; tin\n"),
    "an empty page takes text": ("", ["paragraph", "", "paragraph", "a"], "a\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_edit(ask, case):
    source, change, expected = CASES[case]
    assert ask("edit", source, change) == {"written": expected, "reads": True}


KINDS = {
    "- [x] a\n": ["bulletList", "listItem", "paragraph"],
    "> [!TIP] T\n> a\n": ["callout", "paragraph"],
    '=== "A"\n    a\n': ["tab", "paragraph"],
    "{{snippet: numbers}}\n": ["snippet"],
    "[^a]: b\n": ["footnote", "paragraph"],
    "a\n: b\n": ["definitionList", "definitionTerm", "definition", "paragraph"],
    "a<br>b\n": ["paragraph", "hardBreak"],
    "![a](b)\n": ["paragraph", "image"],
    "[[a]]\n": ["paragraph", "wikiLink"],
    "<div>\na\n</div>\n": ["island html"],
    "<details markdown>\na\n</details>\n": ["island element"],
    '--8<-- "a.md"\n': ["island include"],
    "*[A]: b\n*[C]: d\n": ["island abbreviations"],
    "[a]: b\n": ["island definitions"],
    "{% alert %}\na\n{% endalert %}\n": ["island alert"],
    "a []()\n": ["island a link without text"],
    "| a |\n|---|\n| b | c |\n": ["island a row with more cells than the header"],
    "- a\n\n  <div>b</div>\n": ["bulletList", "listItem", "paragraph", "island html"],
}


@pytest.mark.parametrize("source", KINDS)
def test_kind_of_source_is_shown_as(ask, source):
    assert ask("kindsOf", source) == KINDS[source]
