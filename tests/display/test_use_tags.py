"""The tags that every template may use."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from wiki.display.tags import first_line, size_change_html

ROOT = Path(__file__).resolve().parent.parent.parent


def shown(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    sprite = (ROOT / "static/img/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    code = "".join(path.read_text() for path in (ROOT / "wiki").rglob("*_html.py"))
    used = set(re.findall(r'{% icon "([^"]+)" %}', templates)) | set(re.findall(r'icon_html\("([^"]+)"\)', code))
    assert used
    assert used <= drawn


def test_constant_words_follow_the_readers_language() -> None:
    template = engines["django"].from_string('{% translate "Yes" %}')
    english = template.render()
    with translation.override("de"):
        assert template.render() == "Ja"
    assert template.render() == english == "Yes"


def test_words_from_a_variable_are_never_kept() -> None:
    template = engines["django"].from_string("{% translate word %}")
    assert [template.render({"word": word}) for word in ("Yes", "No")] == ["Yes", "No"]


def test_words_that_look_like_html_are_escaped_in_attributes() -> None:
    assert shown('<i title="{% translate word %}">', word='"><b>') == '<i title="&quot;&gt;&lt;b&gt;">'


@pytest.mark.parametrize(
    ("change", "number", "words"),
    [(1204, "+1,204", "1,204 bytes more"), (1, "+1", "1 byte more"), (-12, "\N{MINUS SIGN}12", "12 bytes less")],
)
def test_change_of_size_is_a_number_to_see_and_words_to_hear(change: int, number: str, words: str) -> None:
    html = size_change_html(change)
    assert f'<span aria-hidden="true">{number}</span><span class="visually-hidden">{words}</span>' in html
    assert f'title="{words}"' in html


def test_change_that_keeps_the_size_is_not_told() -> None:
    assert size_change_html(0) == ""


@pytest.mark.parametrize(
    ("reason", "subject"), [("Fix typo (#12)\n\nCo-authored-by: Ada", "Fix typo (#12)"), ("\n Why \n", "Why"), ("", "")]
)
def test_long_reason_is_told_by_its_first_line(reason: str, subject: str) -> None:
    assert first_line(reason) == subject
