"""Deciding on a suggestion: the page's editors take it, take it with changes, or decline it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.discussion.actions.entering import entered
from wiki.discussion.actions.suggesting import require_open
from wiki.discussion.errors import DiscussionError
from wiki.discussion.fetching import touch
from wiki.discussion.limits import LONGEST_WORD, checked
from wiki.discussion.models import Outcome, Suggestion
from wiki.pages.actions.locking import locked
from wiki.pages.actions.writing import joined, write
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body
from wiki.spaces.access import require
from wiki.spaces.models import Level


@transaction.atomic
def accept_suggestion(*, by: Any, suggestion: Suggestion, seen: int) -> Outcome:
    """Makes the suggestion the page's next revision, whose author is who suggested it; EditConflict where something
    saved since changed the same block. `seen` is the latest revision that the person was shown: DiscussionError when
    somebody saved after that, so that nobody accepts what they have not seen."""
    page = _held(suggestion, by=by)
    if page.latest.number != seen:
        raise DiscussionError(
            _("“%(title)s” was changed a moment ago (revision %(number)d). Look at what accepting would do now.")
            % {"title": page.title, "number": page.latest.number}
        )
    body, newer = joined(
        page, base_number=suggestion.base_number, title=suggestion.title, text=suggestion.text, tags=suggestion.tags
    )
    reason = _credit(suggestion, _("suggested by %(author)s, accepted by %(editor)s"), by)
    number = _saved(page, body, merged=bool(newer), by=by, author=suggestion.author, reason=reason)
    return _decided(suggestion, Outcome.Kind.ACCEPTED, by=by, number=number)


@transaction.atomic
def accept_changed(
    *, by: Any, suggestion: Suggestion, base_number: int, title: str, text: str, tags: list[str], reason: str = ""
) -> Outcome:
    """Makes what the editor made of the suggestion, beginning with revision `base_number`, the page's next revision.
    The editor is its author, and its reason says whose suggestion it was. EditConflict as for any save."""
    page = _held(suggestion, by=by)
    body, newer = joined(page, base_number=base_number, title=title, text=text, tags=tags)
    if body == Body.of(page):
        raise DiscussionError(_("The page would stay as it is. Decline the suggestion instead, with a word why."))
    reason = _credit(suggestion, _("suggested by %(author)s, changed by %(editor)s"), by, said=reason)
    number = _saved(page, body, merged=bool(newer), by=by, author=by, reason=reason)
    return _decided(suggestion, Outcome.Kind.CHANGED, by=by, number=number)


@transaction.atomic
def decline_suggestion(*, by: Any, suggestion: Suggestion, word: str) -> Outcome:
    """Leaves the page as it is, and tells the suggestion's author why. Editors only."""
    page, level = entered(suggestion.page, by=by)
    require(level, Level.EDITOR, page.space)
    require_open(suggestion)
    return _decided(suggestion, Outcome.Kind.DECLINED, by=by, word=checked(word, LONGEST_WORD))


def _held(suggestion: Suggestion, *, by: Any) -> Page:
    page = locked(suggestion.page, by=by, at_least=Level.EDITOR)
    touch(page)
    require_open(suggestion)
    return page


def _credit(suggestion: Suggestion, sentence: str, by: Any, said: str = "") -> str:
    """The reason with who suggested and who accepted, on its one line: the history shows no more of it."""
    credit = sentence % {"author": suggestion.author, "editor": by}
    return f"{said.strip() or suggestion.reason} ({credit})"


def _saved(page: Page, body: Body, *, merged: bool, by: Any, author: Any, reason: str) -> int:
    """The number of the revision that has the body: a new one, unless the page says it already."""
    if body == Body.of(page):
        return page.latest.number
    kind = Revision.Kind.MERGED if merged else Revision.Kind.EDITED
    return write(page, body, by=by, author=author, reason=reason, kind=kind).number


def _decided(
    suggestion: Suggestion, kind: Outcome.Kind, *, by: Any, number: int | None = None, word: str = ""
) -> Outcome:
    outcome = Outcome.objects.create(suggestion=suggestion, kind=kind, by=by, number=number, word=word)
    page = suggestion.page
    after = {"suggestion": suggestion.pk, "author": suggestion.author_id}
    after |= {"revision": number} if number else {}
    if kind == Outcome.Kind.DECLINED:
        audit("suggestion.declined", page, by=by, space=page.space.slug, after=after, reason=word)
    else:
        after["changed"] = kind == Outcome.Kind.CHANGED
        audit("suggestion.accepted", page, by=by, space=page.space.slug, after=after)
    return outcome
