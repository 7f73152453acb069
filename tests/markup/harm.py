"""Looks for anything in a page's HTML that could run, or stand in for the wiki's own elements."""

import re
from urllib.parse import urlsplit

from lxml import html as lxml_html

from wiki.markup.clean import TAGS

ATTRIBUTES = frozenset(
    "href name title lang dir class src alt width height align valign start type reversed value colspan rowspan span"
    " scope open datetime role tabindex loading rel checked disabled data-missing aria-label".split()
)
SCHEMES = frozenset(("", "http", "https", "mailto", "tel"))
_CONTROL = re.compile(r"[\x00-\x20]")


def harm_in(html):
    """What is not allowed, as a browser's parser sees it: elements, attributes, addresses."""
    found = []
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iterdescendants():
        if element.tag not in TAGS and element.tag != "input":
            found.append(f"<{element.tag}>")
        if element.tag == "input" and (element.get("type"), element.get("disabled")) != ("checkbox", ""):
            found.append("an input that is no task's box")
        found += [f"{name}=" for name in element.attrib if name not in ATTRIBUTES]
        if "name" in element.attrib and element.tag != "a":
            found.append("a name outside of <a>")
        found += [address for name in ("href", "src") if _runs(address := element.get(name) or "")]
    return found


def _runs(address):
    bare = _CONTROL.sub("", address)
    return urlsplit(bare).scheme.lower() not in SCHEMES if ":" in bare.partition("/")[0] else False
