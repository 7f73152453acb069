"""Joining a page's discussion: the right to it is asked of the state that is changed."""

from typing import Any

from django.utils.translation import gettext as _

from wiki.discussion.access import require_voice
from wiki.discussion.errors import DiscussionError
from wiki.discussion.fetching import touch
from wiki.discussion.models import Thread
from wiki.pages.access import SEES_UNAPPROVED
from wiki.pages.models import Page
from wiki.spaces.access import require_level
from wiki.spaces.models import Level


def entered(page: Page, *, by: Any) -> tuple[Page, Level]:
    """The page as it is now, and what `by` may do with it; nobody else changes its discussion until the transaction
    ends. PermissionDenied for people who may not read it, DiscussionError when it lies in the trash."""
    require_voice(by)
    fresh = Page.objects.select_related("space", "latest").without_body().get(pk=page.pk)
    level = require_level(by, fresh.space, Level.READER)
    if fresh.trashed_at is not None:
        raise DiscussionError(
            _("“%(title)s” was moved to the trash. Keep a copy of your words until it is recovered.")
            % {"title": fresh.title}
        )
    fresh.approved_only = fresh.is_controlled and level < SEES_UNAPPROVED
    touch(fresh)
    return fresh, level


def others_in(thread: Thread, *, besides: Any) -> list[int]:
    """Keys of the other people who said something in the thread or were spoken to in it."""
    said = thread.comments.filter(removed_at=None)
    people = {
        thread.started_by_id,
        *said.values_list("author", flat=True),
        *said.values_list("mentions__person", flat=True),
    }
    return sorted(people - {besides.pk, None})
