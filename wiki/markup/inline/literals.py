"""What is taken literally before any mark is read: escapes, code, raw tags, `<https://…>`, other tools' tags.

The leftmost of them wins (CommonMark 0.31.2, section 3.1), so one pattern looks for all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from markdown.util import ETX, STX, AtomicString, code_escape

from ..blocks.html import TAG
from ..liquid import FIELD, TEMPLATE_TAG, tag_text
from .autolinks import link_element
from .scanning import ScanningPattern

if TYPE_CHECKING:
    from markdown import Markdown

_RUN = re.compile("`+")
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*+"
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_MAIL = rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]++@{_LABEL}(?:\.{_LABEL})*+"
_COMMENT = r"!-->|!--->|!--(?:(?!-->|<!--).)*+-->"
_OTHER = r"\?(?:(?!\?>|<\?).)*+\?>|![a-zA-Z][^<>]*+>|!\[CDATA\[(?:(?!\]\]>|<!\[).)*+\]\]>"
# Not after "](": there the angle brackets hold a link's address.
_PATTERN = (
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|`+"
    rf"|(?<!\]\()<(?:(?P<link>{_ADDRESS})>|(?P<mail>{_MAIL})>|(?P<raw>{TAG}>|{_COMMENT}|{_OTHER}))"
    rf"|(?P<template>{TEMPLATE_TAG})"
)


class Literals(ScanningPattern[int]):
    """Code spans (closed by exactly as many backticks as opened them), autolinks, raw tags, template tags."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_PATTERN, md)

    def scan(self, data: str) -> dict[int, int]:
        """For each run of backticks the distance of the next run of its length; an escape spares none of them."""
        closers: dict[int, int] = {}
        nearest: dict[int, int] = {}
        for run in reversed(list(_RUN.finditer(data))):
            length, distance = len(run[0]), len(data) - run.start()
            if length in nearest:
                closers[distance] = nearest[length]
            nearest[length] = distance
        return closers

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int, int]:
        if m["escaped"]:
            return self._escaped(m["escaped"]), m.start(), m.end()
        if m["template"]:
            return _tag(m["template"]), m.start(), m.end()
        if m["raw"]:
            return self.md.htmlStash.store(m[0]), m.start(), m.end()
        if address := m["link"] or m["mail"]:
            return link_element("mailto:" + address if m["mail"] else address, address), m.start(), m.end()
        return self._code(m, data)

    def _escaped(self, character: str) -> str:
        """The package's own form of an escaped character; an escaped `&` begins no entity."""
        return self.md.htmlStash.store("&amp;") if character == "&" else f"{STX}{ord(character)}{ETX}"

    def _code(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:
        closer = self.found_at(data, m.start())
        if closer is None:
            return None, m.start(), m.end()
        end = len(data) - closer
        text = data[m.end() : end].replace("\n", " ")
        if text[0] == text[-1] == " " and text.strip(" "):
            text = text[1:-1]
        return _literal("code", text), m.start(), end + len(m[0])


def _tag(tag: str) -> Element:
    """Another tool's tag, readable; or the name of what will be filled in here."""
    if field := FIELD.fullmatch(tag):
        return _literal("span", field[1], {"class": "template-field", "title": _("To be filled in")})
    return _literal("span", tag_text(tag), {"class": "template-tag"})


def _literal(tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    element = Element(tag, attributes or {})
    element.text = AtomicString(code_escape(text))
    return element
