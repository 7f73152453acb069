"""Pasting what was made to run, to load, to hide or to hang: only its plain text and structure come."""

from base64 import b64encode

import pytest

from tests.editor.clipboard import PIXEL

pytestmark = pytest.mark.browser


def test_what_nobody_was_to_see_stays_away(pasting):
    html = (
        '<p>a<span style="display:none">1</span><span style="visibility: hidden">2</span>'
        '<span style="font-size:0px">3</span><span style="opacity: 0;">4</span><span style="mso-hide:all">5</span>'
        "<span hidden>6</span><noframes>7</noframes><template>8</template>b</p>"
        '<div style="font-size: 0"><span style="font-size: 16px">seen</span></div>'
    )
    assert pasting("clean", html) == "<p>ab</p><div>seen</div>"


def test_words_about_style_stay_in_the_text(pasting):
    html = '<base href="/x"><p title="a > b style=c">Set style=bold, onclick=x</p><!-- <p style=x> --><p style=x>b</p>'
    assert pasting("clean", html) == "<p>Set style=bold, onclick=x</p><p>b</p>"


HOSTILE = {
    "script": "<script>alert(1)</script><svg><script>alert(1)</script></svg><p>a</p>",
    "event handlers": "<p onclick=alert(1) onfocus='alert(1)' tabindex=0 autofocus>a</p><img src=x onerror=alert(1)>",
    "handler behind a slash": '<p/onclick=alert(1)>a</p><img/src="x"onerror=alert(1)>',
    "addresses that run": '<a href="javascript:alert(1)">a</a><a href="&#106;avascript:alert(1)">b</a>'
    '<a href=" java\nscript:alert(1)">c</a><a href="data:text/html,x">d</a><a href="vbscript:x">e</a>'
    '<a href="//evil">f</a>',
    "elements that load": "<iframe src=/x></iframe><object data=/x></object><embed src=/x><link rel=stylesheet href=/x>"
    "<meta http-equiv=refresh content='0;url=/x'><base href=//evil><form action=//evil><input name=q><p>a</p></form>",
    "the words of this wiki": "<div class='callout' data-word='danger'><a data-wiki='x' href='/a'>a</a></div>",
    "another name space": "<math><mtext><table><mglyph><style><!--</style><img title='--><img src onerror=alert(1)>'>"
    "</mglyph></table></mtext></math><svg><style><img src onerror=alert(1)></style></svg>",
    "style": "<style>p{background:url(//evil)}</style><p id=1 class=x style='background:url(https://evil.example)'>b</p>",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_clipboard_brings_nothing_that_runs_or_loads(blank, pasted, pasting, case):
    asked = []
    blank.on("request", lambda request: asked.append(request.url) if "/tests/" not in request.url else None)
    made = pasting("clean", HOSTILE[case])
    assert pasting("attributesOf", made) in ([], ["href"])
    assert not {"script", "style", "img", "iframe", "svg", "math", "form"} & set(pasting("namesOf", made))
    assert not any(word in made for word in ("javascript:", "vbscript:", "data:", "evil"))
    pasted({"text/html": HOSTILE[case]})
    assert not any("evil" in address or address.endswith("/x") for address in asked)


def test_drawing_in_the_text_itself_is_not_taken(pasted, pasting):
    drawing = "data:image/svg+xml;base64," + b64encode(b"<svg onload='alert(1)'/>").decode()
    pasted({"text/html": f'<p>a<img src="{drawing}" alt="x"></p>'})
    assert pasting("pictures") == []
    assert pasting("toldOf") == [{"lost": 1, "remote": 0}]


def test_marks_of_pictures_cannot_be_forged(pasted, pasting):
    address = f"data:image/png;base64,{b64encode(PIXEL).decode()}"
    pasted({"text/html": f'<p>\ue0000\ue001&#xe000;7&#57345;<img src="{address}"></p>'}, "Old \ue0005\ue001 text.\n")
    assert len(pasting("pictures")) == 1
    assert "Old" in pasting("source")


ENDLESS = {
    "open elements": ("<div>", 200_000),
    "open lists": ("<ul><li>a", 100_000),
    "open tables": ("<table><tr><td>x", 60_000),
    "closed in another order": ("<div></b>", 200_000),
    "spans around all": ("<span style='font-weight:bold'>", 450, "<i>1</i> x ", 30_000),
    "cells that claim a sheet": ("<table>", 1, "<tr><td rowspan=65534 colspan=1000>a</td></tr>", 10_000),
    "tags that do not end": ('<a href="', 200_000),
    "line breaks": ("a<br>", 300_000),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_clipboard_made_to_hang_the_browser_is_taken_as_its_text(pasting, case):
    parts = ENDLESS[case]
    pasting("open", "")
    pasting("putBehind", None)
    milliseconds = pasting("timed", [[part, times] for part, times in zip(parts[::2], parts[1::2], strict=True)])
    assert milliseconds < 5_000


def test_long_document_of_word_is_pasted_in_time(pasting):
    item = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>1.</span>Step <b>{}</b> of the work</p>"
    filler = "<style>" + "p.x { margin: 0 }\n" * 60_000 + "</style>"
    html = filler + "".join(item.format(1 + number % 3, number) for number in range(8000))
    pasting("open", "")
    pasting("putBehind", None)
    assert pasting("timed", [[html, 1]]) < 8_000
    assert pasting("source").count("of the work") == 8000
