"""Link reference definitions: `[label]: address "title"` (CommonMark 0.31.2, section 4.7)."""

import html
import re

TITLE = (
    r'"(?:[^"\\]|\\.)*+"'
    r"|'(?:[^'\\]|\\.)*+'"
    r"|\((?:[^()\\]|\\.)*+\)"
)
LABEL = r"(?:[^\\\[\]]|\\.){1,999}+"
ANGLE_ADDRESS = r"<(?:[^<>\n\\]|\\.)*+>"

_DEFINITION = re.compile(
    rf" {{0,3}}\[({LABEL})\]:[ \t]*\n?[ \t]*({ANGLE_ADDRESS}|[^\s<]\S*+)"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*)({TITLE}))?[ \t]*(?:\n|$)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def normal_label(label: str) -> str:
    """The form in which two labels of a reference are compared."""
    return " ".join(label.split()).casefold()


def unescape(text: str) -> str:
    """Resolve backslash escapes and entities, as in an address, a title or a fence's info."""
    return html.unescape(_ESCAPE.sub(r"\1", text))


def take_references(text: str, references: dict[str, tuple[str, str]]) -> str:
    """Add the definitions at the beginning of a paragraph to `references`, give back the rest of it."""
    position = 0
    while found := _DEFINITION.match(text, position):
        label = normal_label(found[1])
        if not label:
            break
        address, title = found[2], found[3] or ""
        address = address[1:-1] if address.startswith("<") else address
        references.setdefault(label, (unescape(address), unescape(title[1:-1])))
        position = found.end()
    return text[position:]
