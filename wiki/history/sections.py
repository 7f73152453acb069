"""A rendered comparison by the sections of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from lxml import html as lxml_html

_HEADINGS = (
    "descendant-or-self::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
    "[@id or descendant::a[@name]]"
)
_CHANGES = "descendant-or-self::*[@data-change]"


@dataclass(frozen=True, slots=True)
class SectionShown:
    """Part of a comparison below one heading, by its anchor; anchor and title "" before the first."""

    anchor: str
    title: str
    html: SafeString
    is_changed: bool


def sections_of(html: str) -> list[SectionShown]:
    """The comparison's HTML cut at its headings, each part whole in itself; joined, it is the same page. What stands
    folded is not cut: what follows it belongs to the last heading in it."""
    return list(_sections(lxml_html.fragment_fromstring(html, create_parent="div")))


def _sections(content: lxml_html.HtmlElement) -> Iterator[SectionShown]:
    anchor = title = ""
    held: list[lxml_html.HtmlElement] = []
    for block in content:
        headings = block.xpath(_HEADINGS)
        if headings and held:
            yield _section(anchor, title, held)
            held = []
        if headings and headings[0] is block:
            anchor, title = _anchor(block), _words(block)
        held.append(block)
        if headings and headings[-1] is not block:
            yield _section(anchor, title, held)
            held, anchor, title = [], _anchor(headings[-1]), _words(headings[-1])
    if held:
        yield _section(anchor, title, held)


def _anchor(heading: lxml_html.HtmlElement) -> str:
    """The heading's own anchor, the same in every comparison. As an id a comparison gives many headings the number of
    a change, which in another comparison is the number of something else."""
    given = heading.get("id")
    if given and given != f"change-{heading.get('data-change')}":
        return given
    names = heading.xpath("descendant::a[not(ancestor::del)]/@name") or heading.xpath("descendant::a/@name")
    return names[0] if names else given or ""


def _words(heading: lxml_html.HtmlElement) -> str:
    return " ".join(heading.text_content().split())


def _section(anchor: str, title: str, blocks: list[lxml_html.HtmlElement]) -> SectionShown:
    parts = "".join(lxml_html.tostring(block, encoding="unicode") for block in blocks)
    is_changed = any(block.xpath(_CHANGES) for block in blocks)
    return SectionShown(anchor, title, mark_safe(parts), is_changed)  # cut from a comparison of two cleaned pages
