"""What the settings at the head of an imported Markdown file say of the page."""

import re
from datetime import date
from typing import Any

MAX_ALIAS = 300
# Jekyll's, Hugo's and Eleventy's names.
ALIAS_NAMES = ("permalink", "redirect_from", "aliases")
ORDER_NAMES = ("nav_order", "sidebar_position", "weight", "order")


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
