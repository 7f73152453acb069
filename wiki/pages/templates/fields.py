"""What is to be filled in when a page is made from a template: read from its front matter and written into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wiki.pages.front_matter import own_settings
from wiki.pages.titles import title_key

MOST_FIELDS = 30
MOST_CHOICES = 60
NAME_LENGTH, CHOICE_LENGTH, HELP_LENGTH = 60, 120, 200


class Kind(TextChoices):
    """What a field asks for."""

    TEXT = "text", _("A line of text")
    LONG_TEXT = "long text", _("Several lines")
    CHOICE = "choice", _("A choice")
    DATE = "date", _("A date")
    PERSON = "person", _("A person")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked for."""

    name: str
    kind: str = Kind.TEXT
    choices: tuple[str, ...] = ()
    is_required: bool = False
    help: str = ""

    @property
    def key(self) -> str:
        """What the field's name has in common with names that people take for the same."""
        return title_key(self.name)

    @property
    def settings(self) -> dict[str, Any]:
        """The field as front matter keeps it; what is as usual is not said."""
        said = {"name": self.name, "kind": str(self.kind)}
        said |= {"choices": list(self.choices)} if self.kind == Kind.CHOICE else {}
        said |= {"required": True} if self.is_required else {}
        return said | ({"help": self.help} if self.help else {})


def is_template(front_matter: str) -> bool:
    """Whether the page with this front matter is offered to begin new pages from."""
    return isinstance(own_settings(front_matter).get("template"), dict)


def fields_of(front_matter: str) -> list[Field]:
    """The fields of a template in their order; what nobody can fill in, as a file from elsewhere may have it, is left
    out."""
    template = own_settings(front_matter).get("template")
    said = template.get("fields") if isinstance(template, dict) else None
    found = [field for one in (said if isinstance(said, list) else []) if (field := _field(one))]
    return list({field.key: field for field in found[:MOST_FIELDS]}.values())


def settings_of(fields: Sequence[Field]) -> dict[str, Any]:
    """What front matter says of a template with these fields."""
    return {"fields": [field.settings for field in fields]}


def _field(said: Any) -> Field | None:
    if not isinstance(said, dict) or not _words(said.get("name")):
        return None
    kind = said.get("kind", Kind.TEXT)
    choices = said.get("choices") if isinstance(said.get("choices"), list) else []
    shown = tuple(words for one in choices[:MOST_CHOICES] if (words := _words(one)[:CHOICE_LENGTH]))
    if kind not in Kind.values or (kind == Kind.CHOICE and not shown):
        kind, shown = Kind.TEXT, ()
    return Field(
        _words(said["name"])[:NAME_LENGTH], kind, shown, said.get("required") is True, _words(said.get("help"))
    )


def _words(said: Any) -> str:
    """A value on one line; YAML takes "1" for a number and "on" for a truth."""
    return " ".join(str(said).split()) if isinstance(said, str | int | float) else ""
