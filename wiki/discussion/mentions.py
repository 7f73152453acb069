"""People whom a comment speaks to: "@" and a name, of somebody who may read the page."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from wiki.spaces.models import Space
from wiki.spaces.readers import readers_of

OFFERED = 8  # people at a time
MOST = 50  # people that one comment may speak to
_SIGN = re.compile(r"(?<!\w)@(?=\S)")
_MARK = re.compile(r'<span class="mention" data-person="(\d+)">@[^<]*</span>')


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be mentioned."""

    pk: int
    name: str


def people_to_mention(space: Space, typed: str) -> list[Person]:
    """The first few people, by name, who may read `space` and of whose name a word begins as typed."""
    typed = typed.strip()
    if not typed or "\0" in typed:
        return []
    begins = Q(name__istartswith=typed) | Q(name__icontains=f" {typed}") | Q(name="", email__istartswith=typed)
    people = readers_of(space).filter(begins).order_by("name", "email")[:OFFERED]
    return [Person(user.pk, user.get_full_name()) for user in people.only("pk", "name", "email")]


def mentioned_in(text: str, space: Space, chosen: Collection[int] = ()) -> dict[str, int]:
    """The names after an "@" in `text`, with the key of whom each means. Of several people of one name it is the one
    among `chosen`, those whom the writer picked; without any of them it is nobody."""
    if not _SIGN.search(text):
        return {}
    by_start = _by_start(readers_of(space).values_list("pk", "name", "email"), chosen)
    found: dict[str, int] = {}
    for sign in _SIGN.finditer(text):
        name = _name_at(text, sign.end(), by_start)
        if name and len(found) < MOST:
            found[name] = by_start[name[0]][name]
    return found


def _by_start(rows: Iterable[tuple[int, str, str]], chosen: Collection[int]) -> dict[str, dict[str, int]]:
    """Who is meant by each name, by the names' first characters."""
    same_name = defaultdict(list)
    for pk, name, email in rows:
        same_name[name or email].append(pk)
    named: dict[str, dict[str, int]] = defaultdict(dict)
    for name, keys in same_name.items():
        meant = keys if len(keys) == 1 else [pk for pk in keys if pk in chosen]
        if len(meant) == 1:
            named[name[0]][name] = meant[0]
    return named


def _name_at(text: str, start: int, by_start: dict[str, dict[str, int]]) -> str:
    """The longest name that stands there as whole words, "" for none."""
    names = by_start.get(text[start], {})
    standing = (name for name in names if text.startswith(name, start) and _ends(text, start + len(name)))
    return max(standing, key=len, default="")


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() or text[at] == "_")


def with_present_names(html: str, names: dict[int, str]) -> SafeString:
    """A comment's HTML with the people in it under the names that they have now."""

    def named(mark: re.Match[str]) -> str:
        name = names.get(int(mark[1]))
        return f'<span class="mention">@{escape(name)}</span>' if name else mark[0]

    return mark_safe(_MARK.sub(named, html))  # cleaned when it was saved; only names are put in


def text_with_present_names(text: str, mentions: Iterable[Any]) -> str:
    """A comment's text for its author to change: its `mentions`, each with the person, under their present names."""
    for mention in sorted(mentions, key=lambda mention: -len(mention.name)):
        text = text.replace(f"@{mention.name}", f"@{mention.person.get_full_name()}")
    return text


def names_of(keys: Iterable[int]) -> dict[int, str]:
    """The present names of people; one query, none for nobody."""
    keys = set(keys)
    people = User.objects.filter(pk__in=keys).only("pk", "name", "email") if keys else []
    return {user.pk: user.get_full_name() for user in people}
