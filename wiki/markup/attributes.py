"""MkDocs' attribute lists, `{ width="300" .wide }`: only what is one beyond doubt, other braces stay text."""

from __future__ import annotations

import re

from markdown.extensions.attr_list import AttrListTreeprocessor

_NAMES = (
    "width|height|align|valign|title|target|rel|loading|lang|dir|start|style|role|alt|download"
    "|data-[a-z-]+|aria-[a-z-]+"
)
_ONE = rf"""(?:[.#][\w:-]+|(?:{_NAMES})=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{{}}]+))"""
_LIST = rf"\{{:?[ ]*({_ONE}(?:[ ]+{_ONE})*)[ ]*\}}"


class AttributeLists(AttrListTreeprocessor):
    """The package's own, reading a narrower form."""

    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")
    INLINE_RE = re.compile(_LIST)
