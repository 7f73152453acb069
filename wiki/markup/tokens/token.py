"""Reading and making tokens."""

import html
from collections.abc import Iterable, Iterator
from typing import Any

Token = dict[str, Any]
"""{"type": "StartTag" | "EmptyTag" | "EndTag", "name", "data": attributes}, {"type": "Characters", "data": text}
or {"type": "Entity", "name"};
or {"type": "Settled", "html", "plain"}: elements that the cleaner has written already, and their text."""

_NO_TAG = ("Characters", "Entity", "Settled")


def start(tag: str, /, **attributes: str) -> Token:
    """An opening tag. `class_` and `data_x` name the attributes that Python cannot."""
    return {"type": "StartTag", "name": tag, "namespace": None, "data": _attributes(attributes)}


def end(name: str) -> Token:
    """A closing tag."""
    return {"type": "EndTag", "name": name, "namespace": None, "data": {}}


def empty(tag: str, /, **attributes: str) -> Token:
    """A tag that has no content, as `<br>`."""
    return {"type": "EmptyTag", "name": tag, "namespace": None, "data": _attributes(attributes)}


def text(data: str) -> Token:
    """Text, not yet escaped."""
    return {"type": "Characters", "data": data}


def settled(html: str, plain: str) -> Token:
    """Elements as they are written, which no step changes any more."""
    return {"type": "Settled", "html": html, "plain": plain}


def tag_name(token: Token) -> str:
    """The element a tag belongs to; "" for text and for what is settled."""
    return "" if token["type"] in _NO_TAG else token["name"]


def plain(token: Token) -> str:
    """The text a reader sees of the token."""
    if token["type"] == "Characters":
        return token["data"]
    if token["type"] == "Settled":
        return token["plain"]
    return html.unescape(f"&{token['name']};") if token["type"] == "Entity" else ""


def plain_text(tokens: Iterable[Token]) -> str:
    """The text of several tokens."""
    return "".join(map(plain, tokens))


def attribute(token: Token, name: str) -> str:
    """A tag's attribute with its entities resolved; "" when it has none."""
    value = token["data"].get((None, name))
    return html.unescape(value) if value else ""


def set_attribute(token: Token, name: str, value: str) -> None:
    """Give an attribute a value, not yet escaped."""
    token["data"][None, name] = html.escape(value, quote=False)


def drop_attribute(token: Token, name: str) -> None:
    """Take an attribute away."""
    token["data"].pop((None, name), None)


def element(tokens: Iterator[Token], first: Token) -> list[Token]:
    """Read on to the end of the element that `first` opened; its tokens, both tags included."""
    taken = [first]
    depth = 1
    for token in tokens:
        taken.append(token)
        if tag_name(token) == first["name"]:
            depth += 1 if token["type"] == "StartTag" else -1
            if not depth:
                break
    return taken


def _attributes(attributes: dict[str, str]) -> dict[tuple[None, str], str]:
    return {
        (None, name.rstrip("_").replace("_", "-")): html.escape(value, quote=False)
        for name, value in attributes.items()
    }
