"""What the editor writes for an uploaded file shows that file, whatever the file is called."""

import pytest
from lxml import html

from tests.browser.hostile import strings as hostile
from tests.conftest import make_page
from wiki.pages.attachments import Attached
from wiki.pages.rendering import render_body
from wiki.pages.revisions import Body

SHA256 = "a" * 64
NAMES = (
    'plan.png|a b (2).png|grüße_田中.png|12" pipe.png|FAQ?.png|report #3.png|50% off.png|50%20off.png|a[b].png|a]b.png'
    "|a<b>c.png|*a*.png|_a_ __b__.png|~~a~~ ==b== ^c^.png|`a`.png|a\\]b.png|&lt;b&gt; &amp;.png|10:30.png"
    "|$a$ {{ b }}.png|www.a.b<.png|javascript:alert(1).png|[[Plan]].png"
    "|[^1].png|![a](b).png|<http:a>.png|#12.png|a  b.png|.png|README"
).split("|")


def shown(page, name, media_type):
    """The words and the address of the element that shows the file."""
    markdown = Attached(name, SHA256, 1, media_type, "").markdown
    made = render_body(page, Body("Plan", f"{markdown}\n", files={name: SHA256})).html
    element = html.fragment_fromstring(made, create_parent="div").find(".//img" if markdown[0] == "!" else ".//a")
    assert element is not None, made
    return element.get("alt") or element.text_content(), element.get("src") or element.get("href")


@pytest.mark.parametrize("media_type", ["image/png", "application/zip"])
def test_link_shows_the_file_under_its_name(corpus, space, media_type):
    page = make_page(space)
    for name in [*NAMES, *hostile.names(hostile.strings(corpus))[::20]]:
        words, address = shown(page, name, media_type)
        assert words == (name.rpartition(".")[0] or name), name
        assert f"/files/{SHA256}/" in address, name


def test_ordinary_names_stay_readable():
    def written(name):
        return Attached(name, SHA256, 1, "image/png", "").markdown

    assert written("floor_plan-2.png") == "![floor_plan-2](floor_plan-2.png)"
    assert written("Grüße (2).png") == "![Grüße (2)](<Grüße (2).png>)"
