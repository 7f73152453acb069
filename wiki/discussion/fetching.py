"""What screens show of a discussion, in a fixed number of queries."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from wiki.discussion.models import Comment, Discussion, Mention, Resolution, Suggestion, Thread
from wiki.pages.models import Page

MOST_THREADS = 100  # on the page itself; the others are on the discussion's own screen


def touch(page: Page) -> None:
    """Counts a change of the page's discussion, and keeps other changes of it waiting until the transaction ends."""
    Discussion.objects.bulk_create([Discussion(page=page)], ignore_conflicts=True)
    Discussion.objects.filter(page=page).update(version=F("version") + 1)


def touch_discussions_with(person: Any) -> None:
    """Counts a change of every discussion that names this person."""
    said = Comment.objects.filter(Q(author=person) | Q(removed_by=person) | Q(mentions__person=person))
    pages = Q(page__in=said.values("thread__page")) | Q(page__suggestions__author=person)
    kept = Discussion.objects.filter(pages).values("pk")
    Discussion.objects.filter(pk__in=kept).update(version=F("version") + 1)


def _with_comments(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    """The threads with all that is shown of them."""
    people = ("author__merged_into", "removed_by__merged_into")
    comments = Comment.objects.select_related(*people).prefetch_related(Prefetch("mentions", Mention.objects.all()))
    resolutions = Resolution.objects.filter(reopened_at=None).select_related("by__merged_into")
    return threads.select_related("started_by").prefetch_related(
        Prefetch("comments", comments.order_by("pk"), to_attr="said"),
        Prefetch("resolutions", resolutions, to_attr="settled"),
    )


def _of(page: Page) -> QuerySet[Thread]:
    """The page's threads, each with `is_open`: not resolved, and something in it is left to read."""
    resolved = Resolution.objects.filter(thread=OuterRef("pk"), reopened_at=None)
    left = Comment.objects.filter(thread=OuterRef("pk"), removed_at=None)
    return Thread.objects.filter(page=page).annotate(is_open=~Exists(resolved) & Exists(left))


@dataclass(frozen=True, slots=True)
class Told:
    """A page's discussion as its screen tells it."""

    threads: list[Thread] = field(default_factory=list)
    open_count: int = 0
    closed_count: int = 0
    suggestions: list[Suggestion] = field(default_factory=list)  # those that wait for a decision


def discussion_of(page: Page) -> Told:
    """Open threads, oldest first, with their comments, how many there are of the others, and the open suggestions."""
    counts = _of(page).aggregate(open=Count("pk", filter=Q(is_open=True)), all=Count("pk"))
    threads = (
        list(_with_comments(_of(page).filter(is_open=True)).order_by("pk")[:MOST_THREADS]) if counts["all"] else []
    )
    return Told(threads, counts["open"], counts["all"] - counts["open"], list(open_suggestions(page)))


def threads_of(page: Page) -> QuerySet[Thread]:
    """All threads of the page, newest first, with their comments."""
    return _with_comments(_of(page)).order_by("-pk")


def thread_with_comments(thread: Thread) -> Thread:
    """The thread with all that is shown of it."""
    return _with_comments(_of(thread.page)).get(pk=thread.pk)


def open_suggestions(page: Page) -> QuerySet[Suggestion]:
    """Those that nobody has decided on, oldest first, without their text."""
    return Suggestion.objects.filter(page=page, outcome=None).select_related("author").defer("text").order_by("pk")


def suggestions_of(page: Page) -> QuerySet[Suggestion]:
    """All of a page, newest first, without their text."""
    people = ("author__merged_into", "outcome__by__merged_into")
    return Suggestion.objects.filter(page=page).select_related(*people).defer("text").order_by("-pk")


def suggestions_by(user: Any) -> QuerySet[Suggestion]:
    """A person's own for pages that they may still read, newest first, without their text."""
    pages = Page.objects.live().readable_by(user).values("pk")
    mine = Suggestion.objects.filter(author=user, page__in=pages)
    return mine.select_related("page__space", "outcome__by__merged_into").defer("text", "page__text").order_by("-pk")
