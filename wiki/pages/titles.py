"""Titles, slugs and tags: how they are compared and written."""

import re
import unicodedata

from django.utils.text import slugify

SLUG_LENGTH = 120
TAG_LENGTH = 60


def title_key(title: str) -> str:
    """What two titles have in common when people would call them the same: case and spacing do not count."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())[:250]


def slug_for(title: str) -> str:
    """The page's word in addresses: small letters of any script, digits and hyphens; never empty, never "-"."""
    slug = slugify(title, allow_unicode=True).strip("-_")[:SLUG_LENGTH].strip("-_")
    return slug or "page"


def split_tags(written: str) -> list[str]:
    """Tags from a comma-separated line: trimmed, small letters, each once, in the order written."""
    tags = (re.sub(r"\s+", " ", tag).strip(" #").lower() for tag in written.split(","))
    return list(dict.fromkeys(tag for tag in tags if tag))
