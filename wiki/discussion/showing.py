"""Threads and comments as templates show them to one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from wiki.discussion.access import may_change, may_remove, may_settle
from wiki.discussion.anchoring import locate
from wiki.discussion.mentions import names_of, with_present_names
from wiki.discussion.models import Comment, Thread
from wiki.discussion.passages import Anchor, ReadText
from wiki.history.timeline import known_as
from wiki.pages.models import Page
from wiki.spaces.access import takes_part
from wiki.spaces.models import Level


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a passage stands now, in counted characters."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ShownComment:
    """One comment; the addresses are "" for what the person may not do."""

    pk: int
    author: Any
    at: datetime
    html: SafeString
    is_edited: bool
    removed_by: Any
    edit_url: str
    removal_url: str


@dataclass(frozen=True, slots=True)
class ShownThread:
    """One thread. `place` is None for a thread on the whole page, and for one whose passage has gone."""

    pk: int
    comments: list[ShownComment]
    quote: str
    place: Counted | None
    number: int
    revision_url: str
    url: str
    reply_url: str
    settle_url: str
    reopen_url: str
    settled_by: Any
    settled_at: datetime | None

    @property
    def is_gone(self) -> bool:
        """Whether it was about a passage that the page does not have any more."""
        return bool(self.quote) and self.place is None


@lru_cache(maxsize=32)  # one page is drawn for many people
def _places(page_html: str, anchors: tuple[Anchor, ...]) -> tuple[Counted | None, ...]:
    text = ReadText.of(page_html)
    found = [locate(anchor, text.text) for anchor in anchors]
    return tuple(place and Counted(text.count_at(place.start), text.count_at(place.end)) for place in found)


def places_of(page: Page, threads: Iterable[Thread]) -> dict[int, Counted | None]:
    """Where the passages of threads stand in the page's present text, by the threads' keys."""
    on_passage = [thread for thread in threads if thread.quote]
    if not on_passage:
        return {}
    anchors = tuple(Anchor(thread.quote, thread.prefix, thread.suffix) for thread in on_passage)
    places = _places(page.rendering.html, anchors)
    return {thread.pk: place for thread, place in zip(on_passage, places, strict=True)}


def shown_threads(page: Page, threads: Sequence[Thread], user: Any, level: Level) -> list[ShownThread]:
    """The threads in the order of their passages, those on the whole page after them. `threads` come with their
    comments, as `fetching` gives them."""
    places = places_of(page, threads)
    comments = [comment for thread in threads for comment in thread.said]
    names = names_of(mention.person_id for comment in comments for mention in comment.mentions.all())
    shown = [_thread(page, thread, places.get(thread.pk), names, user, level) for thread in threads]
    return sorted(shown, key=_order)


def _order(thread: ShownThread) -> tuple[int, int, int]:
    if thread.place:
        return (0, thread.place.first, thread.pk)
    return (2 if thread.is_gone else 1, 0, thread.pk)


def _thread(
    page: Page, thread: Thread, place: Counted | None, names: dict[int, str], user: Any, level: Level
) -> ShownThread:
    settled = thread.settled[0] if thread.settled else None
    url = page.url(f"threads/{thread.pk}/")
    speaks = user.is_authenticated and takes_part(level)
    may = speaks and may_settle(user, level, thread)
    return ShownThread(
        pk=thread.pk,
        comments=[_comment(page, comment, names, user, level) for comment in thread.said],
        quote=thread.quote,
        place=place,
        number=thread.number,
        revision_url=page.url(f"history/{thread.number}/"),
        url=url,
        reply_url=f"{url}replies/" if speaks else "",
        settle_url=f"{url}resolution/" if may and not settled else "",
        reopen_url=f"{url}reopening/" if may and settled else "",
        settled_by=known_as(settled.by) if settled else None,
        settled_at=settled.at if settled else None,
    )


def _comment(page: Page, comment: Comment, names: dict[int, str], user: Any, level: Level) -> ShownComment:
    removed = comment.removed_at is not None
    url = page.url(f"comments/{comment.pk}/")
    speaks = user.is_authenticated and takes_part(level)
    return ShownComment(
        pk=comment.pk,
        author=known_as(comment.author),
        at=comment.at,
        html=SafeString("") if removed else with_present_names(comment.html, names),
        is_edited=comment.edited_at is not None,
        removed_by=known_as(comment.removed_by) if removed else None,
        edit_url=f"{url}edit/" if speaks and may_change(user, comment) else "",
        removal_url=f"{url}removal/" if speaks and may_remove(user, level, comment) else "",
    )
