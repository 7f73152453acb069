"""What a new page begins as: the template's text with its fields filled in. Pure functions on text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wiki.markup import FIELD
from wiki.pages.templates.fields import Field, Kind
from wiki.pages.titles import title_key

_ALONE = re.compile(rf"^([ \t]*){FIELD.pattern}[ \t]*\r?$", re.MULTILINE)
_TABLE_PLACE = re.compile(r"^\{\{fields\}\}[ \t]*\r?$", re.MULTILINE)
# Fenced code, and code between backticks: what stands there is taken as it is.
_CODE = re.compile(
    r"(^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?^[ ]{0,3}(?P=fence)[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))",
    re.MULTILINE | re.DOTALL,
)
# What Markdown would take for more than the sign: anywhere, and at the beginning of a line.
_MARKS = re.compile(
    r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|=(?==)|(?<==)=|\^(?=\^)|(?<=\^)\^|\{(?=[{%:#.])|&(?=#?\w+;)|(?<=\+)\+|\+(?=\+)|:(?=[a-z]+-[a-z0-9-]+:)|!(?=\[)"
)
_LINE_MARKS = re.compile(r"^(?:([#>+\-=:?!])|(\d{1,9})([.)]))")


@dataclass(frozen=True, slots=True)
class Answer:
    """A field and what was said to it, as people write it; "" for nothing."""

    field: Field
    value: str


def filled(template: str, answers: Sequence[Answer]) -> str:
    """The text of the new page: the answers as a table where the template says `{{fields}}`, else at the beginning;
    and each again wherever `{{field: Name}}` stands, several lines there alone. Placeholders of other names stay."""
    values = {answer.field.key: answer.value for answer in answers}
    text = _outside_code(template, lambda part: _put_lines(part, values), lambda part: _put(part, values, str))
    table = table_of([answer for answer in answers if not _has_own_place(answer, template)])
    if not table:
        return text
    if place := _TABLE_PLACE.search(text):
        return text[: place.start()] + table.rstrip("\n") + text[place.end() :]
    return f"{table}\n{text}" if text.strip() else table


def _has_own_place(answer: Answer, template: str) -> bool:
    """Whether the answer is long and stands in the text anyway."""
    named = {title_key(name) for name in FIELD.findall(template)}
    return answer.field.kind == Kind.LONG_TEXT and answer.field.key in named


def table_of(answers: Sequence[Answer]) -> str:
    """Field and value, a row each; "" without fields."""
    if not answers:
        return ""
    rows = [(_("Field"), _("Value")), ("---", "---")]
    rows += [(plain(answer.field.name), _on_one_line(answer.value)) for answer in answers]
    return "".join(f"| {name} | {value} |\n" if value else f"| {name} | |\n" for name, value in rows)


def plain(text: str) -> str:
    """Markdown that shows a line of text as it is."""
    escaped = _MARKS.sub(r"\\\g<0>", text)
    return _LINE_MARKS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped)


def _on_one_line(value: str) -> str:
    return "<br>".join(plain(line.strip()) for line in value.strip().splitlines())


def _put_lines(text: str, values: dict[str, str]) -> str:
    """A placeholder that has a line to itself keeps the value's lines and paragraphs, as far in as it stands."""

    def lines(found: re.Match[str]) -> str:
        value = values.get(title_key(found[2]))
        if value is None:
            return found[0]
        paragraphs = re.split(r"\n\s*\n", value.strip())
        shown = ["\\\n".join(plain(line.strip()) for line in one.splitlines()) for one in paragraphs]
        return "\n".join(found[1] + line if line else "" for line in "\n\n".join(shown).split("\n"))

    return _put(_ALONE.sub(lines, text), values, _on_one_line)


def _put(text: str, values: dict[str, str], write: Callable[[str], str]) -> str:
    def value(found: re.Match[str]) -> str:
        said = values.get(title_key(found[1]))
        return found[0] if said is None else write(said)

    return FIELD.sub(value, text)


def _outside_code(text: str, change: Callable[[str], str], change_code: Callable[[str], str]) -> str:
    pieces, end = [], 0
    for found in _CODE.finditer(text):
        pieces += [change(text[end : found.start()]), change_code(found[0])]
        end = found.end()
    return "".join([*pieces, change(text[end:])])
