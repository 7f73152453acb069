"""The tags that every template may use."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from wiki.display.tags import first_line, signed

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


@pytest.mark.parametrize(("number", "text"), [(1204, "+1,204"), (-12, "\N{MINUS SIGN}12"), (0, "±0")])
def test_change_of_size_has_its_sign(number: int, text: str) -> None:
    assert signed(number) == text


@pytest.mark.parametrize(
    ("reason", "subject"), [("Fix typo (#12)\n\nCo-authored-by: Ada", "Fix typo (#12)"), ("\n Why \n", "Why"), ("", "")]
)
def test_long_reason_is_told_by_its_first_line(reason: str, subject: str) -> None:
    assert first_line(reason) == subject
