"""What a line of the page says."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wiki.display.tags import icon_html

Words = str | Promise


class State(TextChoices):
    """How something stands, in a word beside its colour."""

    GOOD = "done", _("In order")
    CAUTION = "interrupted", _("Needs attention")
    DANGER = "failed", _("Act now")

    @property
    def picture(self) -> SafeString:
        """Of the sprite."""
        icons = {State.GOOD: "circle-check", State.CAUTION: "triangle-alert", State.DANGER: "octagon-alert"}
        return icon_html(icons[self])


@dataclass(frozen=True, slots=True)
class Found:
    """What a look came to. Where it is not good there is a next step, in words and perhaps with a link."""

    state: State
    words: Words
    step: Words = ""
    address: str = ""
    link: Words = ""


def good(words: Words) -> Found:
    """All is well."""
    return Found(State.GOOD, words)


def caution(words: Words, step: Words, address: str = "", link: Words = "") -> Found:
    """To be seen to, but people can work."""
    return Found(State.CAUTION, words, step, address, link)


def danger(words: Words, step: Words, address: str = "", link: Words = "") -> Found:
    """Something is lost, or will be."""
    return Found(State.DANGER, words, step, address, link)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was looked at."""

    name: Words
    found: Found
