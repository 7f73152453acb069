"""The block of settings at the head of a Markdown file: cutting it off and reading it."""

import re
import tomllib
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

BLOCK = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inside>.*?)(?<=\n)(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
# "title: x", "'title': x", "title = x", "[params]", or a comment.
SETTING = re.compile(r"""\s*(?:["']?[\w-]+["']?\s*[:=]|\[\w|#)""")
TITLE_LINE = re.compile(r"^\s*title\s*:\s*(?P<title>\S.*?)\s*$", re.MULTILINE)
MAX_LENGTH = 64 * 1024  # characters; a longer block is text
MAX_ALIAS = 300
# Jekyll's, Hugo's and Eleventy's names.
ALIAS_NAMES = ("permalink", "redirect_from", "aliases")
ORDER_NAMES = ("nav_order", "sidebar_position", "weight", "order")
# libyaml where the wheel has it: ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split_front_matter(text: str) -> tuple[str, str]:
    """Cut a file into its front matter, fences included, and the rest; joined they are the file, sign by sign.

    A rule (`---`) that opens a text is no front matter: inside there must be settings.
    """
    match = BLOCK.match(text, endpos=MAX_LENGTH)
    if match is None or not _is_settings(match["inside"]):
        return "", text
    return text[: match.end()], text[match.end() :]


def read_front_matter(block: str) -> dict[str, Any]:
    """Give the settings of a block; of one that YAML cannot read, the title alone."""
    match = BLOCK.match(block)
    if match is None:
        return {}
    return _settings(match["inside"], match["fence"])


def title_of(settings: dict[str, Any]) -> str:
    """Give the title, "" for none. YAML takes "2024" for a number and "on" for a truth; both are titles."""
    title = settings.get("title")
    return str(title).strip() if isinstance(title, (str, int, float, date)) else ""


def tags_of(settings: dict[str, Any]) -> list[str]:
    """Give the tags as written, from a list or from one line with commas."""
    tags = settings.get("tags") or []
    if isinstance(tags, str):
        tags = tags.split(",")
    return [str(tag) for tag in tags if isinstance(tag, (str, int, float))] if isinstance(tags, list) else []


def order_of(settings: dict[str, Any]) -> float | None:
    """Give the place among siblings that Jekyll, Docusaurus, Hugo or Eleventy read, None for none."""
    navigation = settings.get("eleventyNavigation")
    found = [navigation.get("order")] if isinstance(navigation, dict) else []
    numbers = [order for order in (*found, *map(settings.get, ORDER_NAMES)) if _is_number(order)]
    return float(numbers[0]) if numbers else None


def aliases_of(settings: dict[str, Any]) -> list[str]:
    """Give the addresses, without slashes around them, that the page has or had on its old site besides its own."""
    named = [settings.get(name) for name in ALIAS_NAMES]
    listed = [alias for value in named for alias in (value if isinstance(value, list) else [value])]
    bare = [alias.strip().strip("/") for alias in listed if isinstance(alias, str)]
    return [alias for alias in bare if alias and not re.search(r"[:{}?#\s]", alias) and len(alias) <= MAX_ALIAS]


def _is_number(order: object) -> bool:
    return isinstance(order, (int, float)) and not isinstance(order, bool) and order == order


def _is_settings(inside: str) -> bool:
    if not inside.strip():
        return True
    first = next(line for line in inside.splitlines() if line.strip())
    return bool(SETTING.match(first))


@lru_cache(maxsize=4096)
def _settings(inside: str, fence: str) -> dict[str, Any]:
    """Revisions seldom change the front matter: each block is read once. The result is never changed."""
    try:
        read = tomllib.loads(inside) if fence == "+++" else yaml.load(inside, Loader=LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        title = TITLE_LINE.search(inside)
        return {"title": title["title"].strip("\"'")} if title else {}
    return read if isinstance(read, dict) else {}
