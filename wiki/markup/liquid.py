"""Template tags that pages bring along from Jekyll, Eleventy and their like.

Links and images made with a tag become Markdown ones; comments and `raw` marks go, as they do in their own
tool; every other tag stays readable, quietly.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

_INSIDE = "[^%]{0,300}"
"""What may stand in a tag; its length bounds the search for the end."""

_TAG = rf"\{{%-?\s*+(\w++)({_INSIDE})%\}}"
_BEFORE_ADDRESS = r"(\](?:\(|:)\s*+)"
"""Where an address begins: in a link, or in a link's definition."""

_LINK = re.compile(rf"{_BEFORE_ADDRESS}{_TAG}")
_LINK_VARIABLE = re.compile(rf"{_BEFORE_ADDRESS}\{{\{{([^{{}}]{{1,200}})\}}\}}")
_ANY_TAG = re.compile(_TAG, re.DOTALL)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.{0,4000}?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_CODE = re.compile(r"((?<!`)(`{1,9})(?!`).{1,1000}?(?<!`)\2(?!`))", re.DOTALL)
_ARGUMENT = re.compile(r'"([^"]*)"')
_LINK_TAGS = frozenset(("page", "link", "download", "post_url", "url"))
_IMAGE_TAGS = frozenset(("image", "image_with_class"))

FIELD = re.compile(r"\{\{field: ([^{}\n]{1,80})\}\}")
"""Where the answer to a template's field will stand, with the field's name."""

TEMPLATE_TAG = rf"\{{%{_INSIDE}%\}}|\{{\{{[^{{}}]{{0,300}}\}}\}}"


def resolve_tags(text: str) -> str:
    """A paragraph's Markdown with its link and image tags written as Markdown; code is left alone."""
    return outside_code(text, _resolve) if "%}" in text or "}}" in text else text


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with what is not between backticks changed."""
    pieces = _CODE.split(text)
    # The pattern has two groups: text, code with its ticks, the ticks, text, …
    for index in range(0, len(pieces), 3):
        pieces[index] = change(pieces[index])
    del pieces[2::3]
    return "".join(pieces)


def tag_text(tag: str) -> str:
    """What a tag that is neither link nor image shows: a channel's name, or the tag itself."""
    found = _ANY_TAG.fullmatch(tag)
    if found and found[1] == "slack_channel" and (arguments := _ARGUMENT.findall(found[2])):
        return "#" + arguments[0]
    return tag


def _resolve(text: str) -> str:
    text = _COMMENT.sub("", text)
    text = _LINK.sub(_link, text)
    text = _LINK_VARIABLE.sub(_link_variable, text)
    return _ANY_TAG.sub(_tag, text)


def _address(path: str) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:|/|#", path):
        return quote(path, safe="/#?&=:%~+,;@")
    return "/" + quote(path, safe="/#?&=%~+,;@")


def _link(found: re.Match[str]) -> str:
    # Jekyll writes the path without quotes.
    arguments = _ARGUMENT.findall(found[3]) or found[3].strip(" -").split()
    if found[2] not in _LINK_TAGS or not arguments:
        return found[0]
    return found[1] + _address(arguments[0])


def _link_variable(found: re.Match[str]) -> str:
    """`({{ "/x/" | url }})` and `({{ site.base_url }}/x/)` are both addresses from the root."""
    literal = _ARGUMENT.search(found[2]) or re.search(r"'([^']*)'", found[2])
    return found[1] + (_address(literal[1]) if literal else "")


def _tag(found: re.Match[str]) -> str:
    name, arguments = found[1], _ARGUMENT.findall(found[2])
    if name in ("raw", "endraw"):
        return ""
    if name in _IMAGE_TAGS and arguments:
        alternative = arguments[-1] if len(arguments) > 1 else ""
        escaped = re.sub(r"([\\\[\]])", r"\\\1", alternative)
        return f"![{escaped}]({_address(arguments[0])})"
    return found[0]
