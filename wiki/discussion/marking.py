"""A passage that somebody selected in the browser, as it is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wiki.discussion.access import revision_at
from wiki.discussion.errors import DiscussionError
from wiki.discussion.limits import LONGEST_PASSAGE
from wiki.discussion.passages import Anchor, Place, ReadText, without_spaces
from wiki.history.rendering import shown
from wiki.pages.models import Page


@dataclass(frozen=True, slots=True)
class Selection:
    """What a browser says was selected: the revision on its screen, from which to which of its characters (spaces not
    counted), and their words."""

    number: int
    first: int
    last: int
    words: str


def anchor_of(page: Page, selection: Selection) -> Anchor:
    """The passage in the words of the revision itself; DiscussionError when it does not have it."""
    if len(selection.words) > LONGEST_PASSAGE:
        raise DiscussionError(_("Select a shorter passage, or comment on the page as a whole."))
    text = _text_of(page, selection.number)
    place = text.place(selection.first, selection.last)
    if place is None or without_spaces(text.words(place)) != without_spaces(selection.words):
        place = _found(text, selection.words)
    if place is None:
        raise DiscussionError(
            _("The passage that you selected is not in the page's text any more. Your words are kept below: select it")
            + " "
            + _("again, or comment on the page as a whole.")
        )
    return text.anchor(place)


def _text_of(page: Page, number: int) -> ReadText:
    revision = page.latest if number == page.latest.number else revision_at(page, number)
    return ReadText.of(shown(page, revision).html)


def _found(text: ReadText, words: str) -> Place | None:
    words = " ".join(words.split())
    at = text.text.find(words) if words else -1
    return Place(at, at + len(words)) if at >= 0 else None
