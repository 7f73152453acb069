"""Differences that marked words cannot show, in a few words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml.etree import _Element as Element

from .inline import Piece, link_changed
from .items import Item

_SIZES = ("width", "height")


def notes_on(old: Item, new: Item) -> list[str]:
    """What changed about a block itself: its level, kind, numbering or state."""
    if old.element is None or new.element is None:
        return []
    return list(_element_notes(old.element, new.element))


def _element_notes(old: Element, new: Element) -> Iterator[str]:
    if old.tag != new.tag:
        yield _tag_note(old.tag, new.tag)
    if old.get("data-task") != new.get("data-task"):
        yield _("marked as done") if new.get("data-task") == "done" else _("no longer marked as done")
    if old.get("start", "1") != new.get("start", "1"):
        yield _("numbering starts at %(new)s, was %(old)s") % {
            "old": old.get("start", "1"),
            "new": new.get("start", "1"),
        }
    if _callout(old) != _callout(new):
        yield _("kind of callout: %(new)s, was %(old)s") % {"old": _callout(old), "new": _callout(new)}


def _tag_note(old: str, new: str) -> str:
    names = {"ul": _("bulleted list"), "ol": _("numbered list"), "th": _("heading cell"), "td": _("cell")}
    names |= {f"h{level}": _("heading level %(level)d") % {"level": level} for level in range(1, 7)}
    return _("%(new)s, was %(old)s") % {"old": names.get(old, old), "new": names.get(new, new)}


def _callout(element: Element) -> str:
    """The kind of a callout, from its class; "" for anything else."""
    names = (element.get("class") or "").split()
    kinds = [name.removeprefix("callout-") for name in names if name.startswith("callout-")]
    return kinds[0] if kinds and "callout" in names else ""


def format_note(old: Piece, new: Piece) -> str:
    """How words that stayed are formatted now; "" when as before."""
    added = [_format_name(tag) for tag in sorted(new.formats - old.formats)]
    removed = [_format_name(tag) for tag in sorted(old.formats - new.formats)]
    notes = []
    if added:
        notes.append(_("now %(formats)s") % {"formats": ", ".join(added)})
    if removed:
        notes.append(_("no longer %(formats)s") % {"formats": ", ".join(removed)})
    return "; ".join(notes)


def _format_name(tag: str) -> str:
    names = {
        **dict.fromkeys(("strong", "b"), _("bold")),
        **dict.fromkeys(("em", "i"), _("italic")),
        **dict.fromkeys(("del", "s", "strike"), _("struck through")),
        **dict.fromkeys(("ins", "u"), _("underlined")),
        **dict.fromkeys(("code", "kbd", "samp", "tt"), _("code")),
        "mark": _("highlighted"),
        "sub": _("subscript"),
        "sup": _("superscript"),
        "small": _("small"),
    }
    return names.get(tag, tag)


def link_note(old: Piece, new: Piece) -> str:
    """Where a link leads that led elsewhere; "" when it did not change."""
    if not link_changed(old, new):
        return ""
    if old.link is None:
        return _("now a link")
    if new.link is None:
        return _("no longer a link to %(target)s") % {"target": old.link}
    return _("link changed, was %(target)s") % {"target": old.link}


def image_note(old: Element, new: Element) -> str:
    """What changed about an image that stayed; "" when nothing that shows."""
    notes = []
    if any(old.get(name) != new.get(name) for name in _SIZES):
        notes.append(_("size changed, was %(size)s") % {"size": _size(old)})
    if old.get("alt", "") != new.get("alt", ""):
        notes.append(_("description changed, was “%(alt)s”") % {"alt": old.get("alt", "")})
    return "; ".join(notes)


def _size(image: Element) -> str:
    return " × ".join(image.get(name, _("automatic")) for name in _SIZES)
