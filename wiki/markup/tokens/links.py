"""Links and images: those inside the wiki are resolved, the others marked as leading away."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Literal
from urllib.parse import unquote, urlsplit

from ..document import Picture, Reference, Resolve, Target
from ..inline.marks import WIKI_SCHEME
from .token import Token, attribute, drop_attribute, end, plain_text, set_attribute, start, tag_name, text

_AWAY = "noopener noreferrer nofollow"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_LEADS_OUT = ("http:", "https:", "//")
_ALLOWED = (*_LEADS_OUT, "mailto:", "tel:", WIKI_SCHEME)
# The text's column on a wide screen, the whole screen on a phone.
_SHOWN = "(min-width: 48rem) 46rem, 100vw"
# An image that is no wider is shown as it is: there is nothing to enlarge.
_SMALL = 360
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\ufeff]+")


def _read_address(token: Token, name: str) -> str:
    """The address in an attribute as a browser reads it, which the attribute loses if it could run.

    The cleaner judged the address as written; entities without their semicolon are only now resolved.
    """
    address = attribute(token, name).strip()
    bare = _UNSEEN.sub("", address).lower()
    if _SCHEME.match(bare) and not bare.startswith(_ALLOWED):
        drop_attribute(token, name)
        return ""
    return address


def read_reference(address: str, kind: Literal["relative", "image"]) -> Reference | None:
    """The reference an address makes; None when it leads out of the wiki or stays on the page."""
    if not address or address.startswith("#"):
        return None
    if address.startswith(WIKI_SCHEME):
        title, _, anchor = address[len(WIKI_SCHEME) :].partition("#")
        return Reference("wiki", unquote(title), unquote(anchor)) if title else None
    if _SCHEME.match(address):
        return None
    parts = urlsplit(address)
    return Reference(kind, unquote(parts.path), unquote(parts.fragment)) if parts.path else None


class Links:
    """Collects a page's references, has them resolved in one go, and rewrites links and images."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self.references: tuple[Reference, ...] = ()

    def __call__(self, stream: Iterator[Token]) -> Iterator[Token]:
        tokens = [(token, reference_of(token, within)) for token, within in _placed(stream)]
        self.references = tuple(dict.fromkeys(reference for _, reference in tokens if reference))
        targets = self._resolve(self.references)
        inside_link = False
        for index, (token, reference) in enumerate(tokens):
            name = tag_name(token)
            target = targets.get(reference) if reference else None
            if name == "img":
                yield from _image(token, target, inside_link=inside_link)
                continue
            if name == "a":
                inside_link = token["type"] == "StartTag"
                if inside_link:
                    _rewrite_link(token, reference, target)
                    _freshen(tokens, index + 1, target)
            yield token


def _placed(stream: Iterator[Token]) -> Iterator[tuple[Token, str]]:
    """Each token with the name of the snippet whose text it stands in, "" for the page's own."""
    inside = [""]
    for token in stream:
        if tag_name(token) in ("div", "span"):
            if token["type"] == "StartTag":
                inside.append(attribute(token, "data-snippet") or inside[-1])
            elif len(inside) > 1:
                inside.pop()
        yield token, inside[-1]


def reference_of(token: Token, within: str = "") -> Reference | None:
    """What a link or an image refers to inside the wiki; `within` is the snippet whose text it stands in."""
    name = tag_name(token)
    if name == "a" and token["data"]:
        found = read_reference(_read_address(token, "href"), "relative")
    else:
        found = read_reference(_read_address(token, "src"), "image") if name == "img" else None
    return replace(found, within=within) if found and within else found


def _rewrite_link(token: Token, reference: Reference | None, target: Target | None) -> None:
    address = attribute(token, "href")
    if reference is None:
        if address.lower().startswith(_LEADS_OUT):
            _add_class(token, "external")
            set_attribute(token, "rel", _AWAY)
        return
    if target and target.exists:
        anchored = reference.anchor and "#" not in target.href
        set_attribute(token, "href", target.href + ("#" + urlsplit(address).fragment if anchored else ""))
    else:
        _mark_missing(token, reference, target)
    if target and target.title and not attribute(token, "title"):
        set_attribute(token, "title", target.title)


def _freshen(tokens: list[tuple[Token, Reference | None]], start: int, target: Target | None) -> None:
    """Shows the present title in a link whose words, from `start` on, are the former one; other words stay."""
    reference = tokens[start - 1][1]
    if not (target and target.renamed and reference):
        return
    words = [token for token, _ in takewhile(lambda pair: tag_name(pair[0]) != "a", tokens[start:])]
    if plain_text(words) == reference.target:
        shown = [text(target.renamed), *[text("")] * (len(words) - 1)]
        tokens[start : start + len(words)] = [(token, None) for token in shown]


def _mark_missing(token: Token, reference: Reference, target: Target | None) -> None:
    _add_class(token, "missing")
    set_attribute(token, "data-missing", reference.target)
    if target and target.href:
        set_attribute(token, "href", target.href)
        set_attribute(token, "rel", "nofollow")
    else:
        drop_attribute(token, "href")


def _image(token: Token, target: Target | None, *, inside_link: bool) -> Iterator[Token]:
    """The image; or, where it is missing or lies outside the wiki, words that stand for it."""
    address = attribute(token, "src")
    words = attribute(token, "alt") or unquote(address.rpartition("/")[2]) or address
    if target and target.exists:
        yield from _shown(token, target, inside_link=inside_link)
    elif address.lower().startswith(_LEADS_OUT) and not inside_link:
        yield start("a", href=address, class_="external external-image", rel=_AWAY)
        yield text(words)
        yield end("a")
    else:
        shown = "external-image" if _SCHEME.match(address) else "missing-image"
        yield start("span", class_=shown, title=unquote(address))
        yield text(words)
        yield end("span")


def _shown(token: Token, target: Target, *, inside_link: bool) -> Iterator[Token]:
    """The image with what the browser needs to keep its place free; larger ones lead to the picture as it is."""
    set_attribute(token, "src", target.href)
    set_attribute(token, "loading", "lazy")
    picture = target.picture
    if picture:
        _tell_size(token, picture)
        _offer_smaller(token, target.href, picture)
    enlarges = picture and picture.width > _SMALL and not inside_link
    if enlarges:
        yield start("a", href=target.href, class_="enlarge")
    yield token
    if enlarges:
        yield end("a")


def _tell_size(token: Token, picture: Picture) -> None:
    """Both sides, in the picture's proportions; an author's word on one of them stands."""
    width, height = attribute(token, "width"), attribute(token, "height")
    if not width and not height:
        width = str(picture.width)
    if width.isdecimal() and not height:
        height = str(max(1, round(int(width) * picture.height / picture.width)))
    if height.isdecimal() and not width:
        width = str(max(1, round(int(height) * picture.width / picture.height)))
    for name, value in (("width", width), ("height", height)):
        if value:
            set_attribute(token, name, value)


def _offer_smaller(token: Token, address: str, picture: Picture) -> None:
    if not picture.smaller:
        return
    versions = [*picture.smaller, (address, picture.width)]
    set_attribute(token, "srcset", ", ".join(f"{where} {width}w" for where, width in versions))
    width = attribute(token, "width")
    narrow = width.isdecimal() and int(width) < picture.width
    set_attribute(token, "sizes", f"(max-width: {width}px) 100vw, {width}px" if narrow else _SHOWN)


def _add_class(token: Token, name: str) -> None:
    set_attribute(token, "class", f"{attribute(token, 'class')} {name}".strip())
