"""The names under which pages show the texts of others."""

import re

from wiki.markup import SNIPPET
from wiki.pages.front_matter import own_settings
from wiki.pages.titles import slug_for

NAME_LENGTH = 80


def is_name(name: object) -> bool:
    """Whether a tag can have this name."""
    return isinstance(name, str) and bool(SNIPPET.fullmatch(tag_of(name)))


def name_of(front_matter: str) -> str:
    """The name that a page's front matter gives it; "" for what is no snippet."""
    name = own_settings(front_matter).get("snippet")
    return name if is_name(name) else ""


def tag_of(name: str) -> str:
    """What shows the snippet of this name in a text."""
    return f"{{{{snippet: {name}}}}}"


def name_for(title: str) -> str:
    """A name that fits the title, such as "emergency-numbers"."""
    return re.sub(r"[^\w-]", "", slug_for(title))[:NAME_LENGTH].strip("-") or "snippet"
