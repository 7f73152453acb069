"""Pasting from other programs keeps what a text is and drops what it looks like."""

from base64 import b64encode

import pytest

from tests.editor.clipboard import PIXEL, RTF, clipboard

pytestmark = pytest.mark.browser


def test_word_keeps_headings_levels_of_lists_and_tables(pasted, pasting):
    assert pasted({"text/html": clipboard("word"), "text/plain": "x", "text/rtf": RTF}) == (
        "# Cleaning reactor R-4\n\n"
        "## Purpose\n\n"
        "Keep the reactor **clean**, *always*. See [the SOP](https://example.org/sop) and page 4.\n\n"
        "1. Close valve V-12\n"
        "   1. Turn it to the right\n"
        "   2. Lock it\n"
        "2. Drain the reactor\n\n"
        "Wear:\n\n"
        "- gloves\n"
        "- goggles\n\n"
        "| Part | Litres |\n"
        "| --- | --: |\n"
        "| Tank<br>(lower) | 40 |\n"
    )
    assert pasting("pictures") == [
        {"alt": "", "url": None, "name": "pasted-*-1.png", "type": "image/png", "size": len(PIXEL)}
    ]
    assert pasting("toldOf") == []


def test_picture_of_word_comes_to_its_place_when_it_has_arrived(pasted, pasting):
    before = pasted({"text/html": clipboard("word"), "text/rtf": RTF}, "Above.\n\nBelow.\n", "Above.")
    assert len(pasting("places")) == 1
    assert "\ue000" not in before
    assert pasting("arrive", 0, "reactor.png")
    assert pasting("source") == before.removesuffix("Below.\n").rstrip() + "\n\n![](reactor.png)\n\nBelow.\n"


def test_picture_that_word_keeps_to_itself_is_told(pasted, pasting):
    pasted({"text/html": clipboard("word")})
    assert pasting("pictures") == []
    assert pasting("toldOf") == [{"lost": 1, "remote": 0}]


def test_word_on_the_web_keeps_levels(pasted):
    assert pasted({"text/html": clipboard("word-online")}) == (
        "## Steps\n\n1. **Close** the valve\n   1. to the right\n2. Drain\n"
    )


def test_google_docs_keep_structure_and_lose_their_detours(pasted, pasting):
    assert pasted({"text/html": clipboard("docs"), "text/plain": "x"}) == (
        "## Purpose\n\n"
        "Keep it **clean** *always* ~~often~~, see [the SOP](https://example.org/sop?a=1).\n\n"
        "1. Close the valve\n"
        "   1. to the right\n"
        "2. Drain\n\n"
        "- [x] Signed\n\n"
        "| Part | Litres |\n"
        "| --- | --- |\n"
        "| Tank \\| lower |  |\n\n"
        "[The tank](https://lh7-rt.googleusercontent.com/docsz/AD_4nXabc)\n"
    )
    assert pasting("toldOf") == [{"lost": 0, "remote": 1}]


def test_excel_becomes_a_table_without_the_empty_end(pasted):
    assert pasted({"text/html": clipboard("excel"), "text/plain": "Part\tLitres"}) == (
        "| Part | Litres | Checked |  |\n| --- | --: | --: | --- |\n| Tank | 40 | 1.5. | Ada |\n| Pump | 2,5 |  |  |\n"
    )


def test_google_sheets_become_a_table(pasted):
    assert pasted({"text/html": clipboard("sheets")}) == (
        "| Part | Litres |\n| --- | --: |\n| Tank | 40 |\n| Pump<br>(old) | 2 |\n"
    )


def test_cells_pasted_into_a_table_fill_its_cells_and_its_header_stays_one(pasted):
    table = "| a | b | c |\n| --- | --- | --- |\n| d | e | f |\n| g | h | i |\n"
    sheet = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    expected = "| a | b | c |\n| --- | --- | --- |\n| d | 1 | 2 |\n| g | 3 | 4 |\n"
    assert pasted({"text/html": sheet}, table, "e").replace("|   |", "|") == expected
    assert pasted({"text/plain": "1\t2\n3\t4\n"}, table, "e") == expected


def test_rows_of_plain_text_become_a_table(pasted):
    assert pasted({"text/plain": 'Part\tNote\r\nTank\t"two\nlines"\r\n'}) == (
        "| Part | Note |\n| --- | --- |\n| Tank | two lines |\n"
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ('"a ""b"""\tc\n"d\te"\tf\n', [['a "b"', "c"], ["d\te", "f"]]),
        ('5"\tc\n6"\td', [['5"', "c"], ['6"', "d"]]),
        ("a\tb", None),
        ("a\tb\nc", None),
        ("\tindented\n\ttoo\n", None),
        ("no tab\nat all", None),
    ],
)
def test_rows_are_read_as_sheets_write_them(pasting, text, rows):
    assert pasting("rows", text) == rows


def test_web_page_keeps_structure_and_nothing_that_runs_or_hides(pasted, pasting):
    assert pasted({"text/html": clipboard("web"), "text/plain": "x"}) == (
        "# Safety\n\n"
        "First line of a div\n\n"
        "Second\\\nline\n\n"
        "> Be careful.\n\n"
        "```python\ndef clean():\n    return 1\n```\n\n"
        "- [x] done\n"
        "- [ ] open\n"
        "  - below\n\n"
        "A `word`, `Ctrl`, bad, [good](<https://example.org/a b>) and 😀.\n\n"
        "Term\n: Meaning\n\n"
        "---\n"
    )
    assert pasting("toldOf") == []


def test_picture_in_the_text_itself_is_uploaded_with_its_description(pasted, pasting):
    address = f"data:image/png;base64,{b64encode(PIXEL).decode()}"
    html = f'<p>See <img src="{address}" alt="The valve"> here</p>'
    assert pasted({"text/html": html}).strip() == "See  here"
    assert pasting("places") == ["The valve"]
    assert [picture["size"] for picture in pasting("pictures")] == [len(PIXEL)]
    pasting("arrive", 0, "valve.png")
    assert pasting("source").strip() == "See ![The valve](valve.png) here"


def test_picture_of_this_wiki_is_attached_here_too(pasted, pasting):
    pasted({"text/html": '<a href="/p/3/files/aa/plan.png"><img src="/p/3/files/aa/plan.png" alt="Plan"></a>'})
    assert [(picture["alt"], picture["url"]) for picture in pasting("pictures")] == [("Plan", "/p/3/files/aa/plan.png")]


def test_who_may_not_upload_gets_the_text_without_pictures(pasting):
    pasting("open", "", False)
    pasting("putBehind", None)
    pasting("paste", {"text/html": clipboard("word"), "text/rtf": RTF})
    assert "\ue000" not in pasting("source")
    assert pasting("toldOf") == [{"lost": 1, "remote": 0}]


def test_undo_takes_a_paste_back_in_one_step(pasted, pasting):
    pasted({"text/html": clipboard("word"), "text/rtf": RTF}, "Above.\n")
    pasting("undo")
    assert pasting("source") == "Above.\n"


MARKDOWN = "## Steps\n\n1. Close **V-12**\n2. Drain\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def test_markdown_is_understood_and_undo_gives_the_text_as_it_was(pasted, pasting):
    assert pasted({"text/plain": MARKDOWN}) == MARKDOWN.replace("|---|---|", "| --- | --- |")
    pasting("undo")
    assert pasting("source").startswith("\\## Steps")
    pasting("undo")
    assert pasting("source") == ""


def test_blocks_do_not_run_into_the_paragraph_with_the_cursor(pasted):
    assert pasted({"text/plain": "## Steps\n\n1. Close\n"}, "Above.\n") == "Above.\n\n## Steps\n\n1. Close\n"
    html = "<h2>Steps</h2><p>Close the valve</p>"
    assert pasted({"text/html": html}, "Above. Below.\n", "Above.") == (
        "Above.\n\n## Steps\n\nClose the valve Below.\n"
    )
    assert pasted({"text/html": "<h2>Steps</h2>"}, "The , then\n", "The ") == "The Steps, then\n"
    items = "<ul><li>one</li><li>two</li></ul>"
    assert pasted({"text/html": items}, "Wear:\n") == "Wear:\n\n- one\n- two\n"
    assert pasted({"text/html": items}, "- zero\n- three\n", "zero") == "- zeroone\n- two\n- three\n"


def test_words_in_markdown_go_into_the_sentence(pasted):
    assert pasted({"text/plain": "see [the SOP](https://example.org/)"}, "Now , please.\n", "Now ") == (
        "Now see [the SOP](https://example.org/), please.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Mind the gap.",
        "5 * 3 = 15 and 2 * 2 = 4",
        "a_b_c and d_e_f",
        "Dear all,\n\nsee you at 10.\n",
        "- a single dash",
        "Price: 3 > 2",
        "[citation needed]",
    ],
)
def test_ordinary_text_stays_as_it_is(pasted, pasting, text):
    pasted({"text/plain": text})
    assert pasting("source").replace("\\", "").strip().split() == text.split()


def test_markdown_in_code_stays_text(pasted):
    assert pasted({"text/plain": "# not a heading\n"}, "```\nx\n```\n", "x").startswith("```\nx# not a heading")


PROGRAM = "def clean():\n    # the tank\n    return 1\n"
COLOURED = '<div style="white-space: pre;"><div><span style="color: blue;">def</span> clean():</div></div>'


def told_by_code(mode):
    return {"text/html": COLOURED, "vscode-editor-data": f'{{"version":1,"mode":"{mode}"}}'}


def test_lines_from_visual_studio_code_become_a_block_in_their_language(pasted):
    fenced = "Run:\n\n```python\ndef clean():\n    # the tank\n    return 1\n```\n"
    assert pasted(told_by_code("python") | {"text/plain": PROGRAM}, "Run:\n") == fenced
    assert pasted(told_by_code("python") | {"text/plain": PROGRAM}) == fenced.removeprefix("Run:\n\n")
    assert (
        pasted(told_by_code("python") | {"text/plain": "def clean():"}, "Run now.\n", "Run ")
        == "Run def clean():now.\n"
    )


def test_markdown_from_visual_studio_code_is_understood(pasted):
    assert pasted(told_by_code("markdown") | {"text/plain": "## Steps\n\nClose **it**.\n"}) == (
        "## Steps\n\nClose **it**.\n"
    )


def test_footnotes_of_word_stay_as_text(pasted):
    assert pasted({"text/html": clipboard("word-footnote"), "text/plain": "x"}) == (
        "Keep it clean[1] always.\n\n---\n\n[1] See the handbook.\n"
    )


WORD_TABLE = """<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Step</b></p></td><td><p>Who</p></td></tr>
<tr><td colspan=2><p>Drain</p><p>the oil</p></td></tr><tr><td rowspan=2>x</td><td>y</td></tr>
<tr><td>z</td></tr></table>"""


def test_cells_over_several_leave_the_others_empty(pasted):
    assert pasted({"text/html": WORD_TABLE}) == (
        "| Step | Who |\n| --- | --- |\n| Drain<br>the oil |  |\n| x | y |\n|  | z |\n"
    )


def test_sheet_of_ten_thousand_cells_becomes_lines(pasted):
    row = "<tr><td>1</td><td>2</td></tr>"
    assert pasted({"text/html": f"<table>{row * 5001}</table>"}).count("1 | 2\n") == 5001
