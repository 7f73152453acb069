"""A passage of a page drawn by itself, for those who choose between changes and look at joined ones."""

import re
from itertools import takewhile

from django.utils.safestring import SafeString, mark_safe
from lxml import html

from wiki.history.comparison import compare_rendered
from wiki.history.rendering import body_html
from wiki.pages.models import Page
from wiki.pages.revisions import Body

_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")


def drawn_passage(page: Page, files: dict[str, str], text: str) -> SafeString:
    """A passage of the page's source as its readers see it. It may stand on one screen with others: without names that
    links lead to."""
    return mark_safe(_nameless(_html(page, files, text)))  # cleaned HTML, from which only attributes were taken


def drawn_change(page: Page, files: dict[str, str], before: str, after: str) -> SafeString:
    """The passage `after`, with what went and came since `before` marked in it."""
    compared = compare_rendered(_html(page, files, before), _html(page, files, after))
    return mark_safe(_nameless(compared.html))  # made of two cleaned pages; the comparison adds only its own marks


def _html(page: Page, files: dict[str, str], text: str) -> str:
    rows, rest = _first_rows(text)
    if not rows:
        return body_html(page, Body("", text, files=files))
    table = _rows_alone(rows, page, files)
    return table + body_html(page, Body("", rest, files=files)) if rest.strip() else table


def _first_rows(text: str) -> tuple[list[str], str]:
    """The rows without their table's head that the text begins with, and the rest."""
    lines = text.lstrip("\n").splitlines(keepends=True)
    rows = list(takewhile(_ROW.match, lines))
    if any(_RULE.match(line) for line in lines[1:2]):
        return [], text
    return [row.rstrip("\n") for row in rows], "".join(lines[len(rows) :])


def _rows_alone(lines: list[str], page: Page, files: dict[str, str]) -> str:
    """Rows without their table's head as a table."""
    columns = max(len(re.findall(r"(?<!\\)\|", line)) - 1 for line in lines)
    head = f"|{' |' * columns}\n|{'---|' * columns}\n"
    table = _parsed(body_html(page, Body("", head + "\n".join(lines) + "\n", files=files)))
    for element in table.xpath("//thead"):
        element.getparent().remove(element)
    return _written(table)


def _nameless(fragment: str) -> str:
    root = _parsed(fragment)
    for element in root.xpath(".//*[@id] | .//a[@name]"):
        element.attrib.pop("id", None)
        element.attrib.pop("name", None)
    return _written(root)


def _parsed(fragment: str) -> html.HtmlElement:
    return html.fragment_fromstring(fragment, create_parent="div")


def _written(root: html.HtmlElement) -> str:
    return html.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
