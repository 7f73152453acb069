"""What an export of the wiki says of a revision at the end of its commit's message, and a Markdown file can't.

A file is the revision's text sign by sign, so a title or a tag that the text doesn't name has its place in a trailer,
as git calls it: one line of JSON after the reason.
"""

import json
from dataclasses import asdict, dataclass, field

TRAILER = "Looseleaf-Revision: "
NOBODY = "Looseleaf", "looseleaf@localhost"
"""Name and address that stand for what nobody in particular did: git knows no commit without an author."""


@dataclass(frozen=True, slots=True)
class Told:
    """The file that a commit is a revision of, "" for none, and what it is called there.

    `reason` is there where a message can't keep it: when it is empty, or has lines that git would put elsewhere.
    """

    file: str = ""
    title: str = ""
    tags: list[str] = field(default_factory=list)
    reason: str | None = None


def with_told(reason: str, told: Told) -> str:
    """Give the message of a commit: the reason, then the trailer."""
    return f"{reason.strip()}\n\n{TRAILER}{json.dumps(asdict(told), ensure_ascii=False)}\n"


def split_told(message: str) -> tuple[str, Told | None]:
    """Give the reason without the trailer, and what it says; None where there is none that can be read."""
    words, _newline, last = message.rstrip().rpartition("\n")
    if not last.startswith(TRAILER):
        return message, None
    try:
        told = Told(**json.loads(last.removeprefix(TRAILER)))
    except (ValueError, TypeError, RecursionError):
        return message, None
    if not _is_sound(told):
        return message, None
    return (words.strip() if told.reason is None else told.reason), told


def _is_sound(told: Told) -> bool:
    if not isinstance(told.tags, list):
        return False
    words = [told.file, told.title, told.reason or "", *told.tags]
    return all(isinstance(word, str) and "\0" not in word for word in words) and bool(told.title or not told.file)
