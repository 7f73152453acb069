"""The block of settings at the head of a Markdown file: cutting it off, reading it, and keeping our own words in it.

What the wiki itself says there stands under the one key `looseleaf`: it is part of every revision and goes with the
file, and no other tool's setting means anything here by accident.
"""

import json
import re
import tomllib
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
# libyaml where the wheel has it: ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

OWN = "looseleaf"
# Our key with what is indented below it, and in TOML its one line.
_OWN_YAML = re.compile(rf"^{OWN}[ \t]*:.*(?:\n(?:[ \t]+\S.*|[ \t]*\r?(?=\n[ \t]+\S)))*\n", re.MULTILINE)
_OWN_TOML = re.compile(rf"^{OWN}[ \t]*=.*\n", re.MULTILINE)


class Unwritable(ValueError):
    """The block can't be read, so nothing can be put into it."""


def split_front_matter(text: str) -> tuple[str, str]:
    """Cut a file into its front matter, fences included, and the rest; joined they are the file, sign by sign.

    A rule (`---`) that opens a text is no front matter: inside there must be settings.
    """
    match = BLOCK.match(text, endpos=MAX_LENGTH)
    if match is None or not _is_settings(match["inside"]):
        return "", text
    return text[: match.end()], text[match.end() :]


def read_front_matter(block: str) -> dict[str, Any]:
    """Give the settings of a block; of one that can't be read, the title alone."""
    match = BLOCK.match(block)
    if match is None:
        return {}
    inside = match["inside"]
    try:
        return _settings(inside, match["fence"])
    except ValueError:
        title = TITLE_LINE.search(inside)
        return {"title": title["title"].strip("\"'")} if title else {}


def own_settings(block: str) -> dict[str, Any]:
    """What the wiki itself says in a block; never to be changed in place."""
    said = read_front_matter(block).get(OWN) if OWN in block else None
    return said if isinstance(said, dict) else {}


def with_own_settings(block: str, own: dict[str, Any]) -> str:
    """The block with `own`, of plain values, as what the wiki says there; every other line stays as it was. "" for a
    block that has nothing else to say. Raises Unwritable for a block that can't be read.
    """
    match = BLOCK.match(block)
    if match is None:
        return f"---\n{_as_yaml(own)}---\n" if own else ""
    fence, inside = match["fence"], match["inside"]
    end_of_line = "\r\n" if "\r\n" in match[0] else "\n"
    pattern, write = (_OWN_TOML, _as_toml) if fence == "+++" else (_OWN_YAML, _as_yaml)
    said = write(own).replace("\n", end_of_line) if own else ""
    rest = pattern.sub("", inside, count=1)
    # In TOML a key belongs to the table above it, so ours comes before all tables.
    changed = said + rest if fence == "+++" else rest + said
    _require_same(fence, inside, changed, own)
    if not changed.strip():
        return ""
    start, end = match.span("inside")
    return block[:start] + changed + block[end:]


def _require_same(fence: str, before: str, after: str, own: dict[str, Any]) -> None:
    try:
        others = {key: value for key, value in _settings(before, fence).items() if key != OWN}
        is_same = _settings(after, fence) == others | ({OWN: own} if own else {})
    except ValueError:
        is_same = False
    if not is_same:
        raise Unwritable


def _as_yaml(own: dict[str, Any]) -> str:
    return yaml.safe_dump({OWN: own}, allow_unicode=True, sort_keys=False, width=1_000_000)


def _as_toml(own: dict[str, Any]) -> str:
    return f"{OWN} = {_inline(own)}\n"


def _inline(value: Any) -> str:
    """A plain value on one line of TOML, whose strings and numbers are written as JSON's."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(inner)}" for key, inner in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _is_settings(inside: str) -> bool:
    if not inside.strip():
        return True
    first = next(line for line in inside.splitlines() if line.strip())
    return bool(SETTING.match(first))


@lru_cache(maxsize=4096)
def _settings(inside: str, fence: str) -> dict[str, Any]:
    """Revisions seldom change the front matter: each block is read once. The result is never changed. ValueError for
    what is neither YAML nor TOML."""
    try:
        read = tomllib.loads(inside) if fence == "+++" else yaml.load(inside, Loader=LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return read if isinstance(read, dict) else {}
