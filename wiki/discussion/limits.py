"""How much one person may say in a short time, and how long one comment may be."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.discussion.errors import DiscussionError, TooMany
from wiki.discussion.models import Comment, Suggestion

LONGEST_COMMENT = 10_000  # characters
LONGEST_WORD = 1_000  # characters of the reason for a suggestion, or of the word with which it is declined
LONGEST_PASSAGE = 2_000  # characters
SPAN = timedelta(minutes=10)
MOST_COMMENTS = 30  # of one person in that time
MOST_SUGGESTIONS = 10


def require_calm(by: Any, model: type[Comment] | type[Suggestion], most: int) -> None:
    """Raises TooMany when `by` sent that many of these in the last ten minutes."""
    if model.objects.filter(author=by, at__gt=timezone.now() - SPAN).count() >= most:
        raise TooMany(
            _("You sent %(count)d of these within ten minutes, and that is the limit. Wait a little, then send again.")
            % {"count": most}
        )


def checked(text: str, longest: int, *, required: bool = True) -> str:
    """The text with plain newlines and without space around it; DiscussionError for what can't be kept whole."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if required and not text:
        raise DiscussionError(_("Write something first."))
    if "\0" in text:
        raise DiscussionError(_("The text has a character that can't be stored (NUL). Remove it and send again."))
    if len(text) > longest:
        raise DiscussionError(
            ngettext(
                "The text is %(length)d character long; %(limit)d is the limit.",
                "The text is %(length)d characters long; %(limit)d is the limit.",
                len(text),
            )
            % {"length": len(text), "limit": longest}
        )
    return text


def request_key(form_key: str, *said: object) -> str:
    """What a request is known by: the form that it came from, and what it says. The same form sent again with other
    words is another request."""
    return hashlib.sha256("\0".join(map(str, (form_key, *said))).encode()).hexdigest()
