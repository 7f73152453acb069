"""Saying something about a page."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from wiki.audit.recording import record as audit
from wiki.discussion.access import require_changeable, require_removable
from wiki.discussion.actions.entering import entered, others_in
from wiki.discussion.limits import LONGEST_COMMENT, MOST_COMMENTS, checked, request_key, require_calm
from wiki.discussion.marking import Selection, anchor_of
from wiki.discussion.mentions import mentioned_in
from wiki.discussion.models import Comment, Mention, Thread
from wiki.discussion.passages import Anchor
from wiki.discussion.rendering import comment_html
from wiki.pages.models import Page


@transaction.atomic
def start_thread(
    *, by: Any, page: Page, text: str, key: str, selection: Selection | None = None, chosen: Collection[int] = ()
) -> Comment:
    """The first comment of a new thread, on a passage or on the page as a whole.

    `key` is the form's: the same words from the same form are one comment, however often they are sent. `chosen` are
    keys of the people whom the writer picked where several have one name."""
    page, _level = entered(page, by=by)
    text = checked(text, LONGEST_COMMENT)
    key = request_key(key, page.pk, selection or "", text)
    if said := Comment.objects.filter(author=by, key=key).select_related("thread").first():
        return said
    require_calm(by, Comment, MOST_COMMENTS)
    anchor = anchor_of(page, selection) if selection else Anchor("")
    thread = Thread.objects.create(
        page=page,
        started_by=by,
        number=selection.number if selection else page.latest.number,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )
    comment, mentioned = _said(thread, by=by, text=text, key=key, chosen=chosen)
    after = {"passage": thread.quote, "revision": thread.number, **_told(comment), "mentioned": mentioned}
    audit("thread.started", page, by=by, space=page.space.slug, after=after)
    return comment


@transaction.atomic
def reply(*, by: Any, thread: Thread, text: str, key: str, chosen: Collection[int] = ()) -> Comment:
    """One more comment in a thread; `key` and `chosen` as for `start_thread`."""
    page, _level = entered(thread.page, by=by)
    thread.page = page
    text = checked(text, LONGEST_COMMENT)
    key = request_key(key, "thread", thread.pk, text)
    if said := Comment.objects.filter(author=by, key=key).select_related("thread").first():
        return said
    require_calm(by, Comment, MOST_COMMENTS)
    participants = others_in(thread, besides=by)
    comment, mentioned = _said(thread, by=by, text=text, key=key, chosen=chosen)
    after = {**_told(comment), "mentioned": mentioned, "participants": participants}
    audit("comment.added", page, by=by, space=page.space.slug, after=after)
    return comment


@transaction.atomic
def edit_comment(*, by: Any, comment: Comment, text: str, chosen: Collection[int] = ()) -> Comment:
    """Puts other words in the comment's place, which then says that it was edited. Its author, within ten minutes."""
    page, _level = entered(comment.thread.page, by=by)
    comment = _fresh(comment)
    require_changeable(by, comment)
    before = {"text": comment.text}
    comment.text = checked(text, LONGEST_COMMENT)
    known = set(comment.mentions.values_list("person", flat=True))
    people = mentioned_in(comment.text, page.space, known.union(chosen))
    comment.html, comment.edited_at = comment_html(comment.text, page, people), timezone.now()
    comment.save()
    comment.mentions.all().delete()
    _keep_mentions(comment, people)
    after = {**_told(comment), "mentioned": sorted(set(people.values()) - known - {by.pk})}
    audit("comment.edited", page, by=by, space=page.space.slug, before=before, after=after)
    return comment


@transaction.atomic
def remove_comment(*, by: Any, comment: Comment) -> Comment:
    """Takes the comment away, and leaves a line that says by whom. Its author within ten minutes; trainers, admins."""
    page, level = entered(comment.thread.page, by=by)
    comment = _fresh(comment)
    if comment.removed_at is not None:
        return comment
    require_removable(by, level, comment)
    comment.removed_by, comment.removed_at = by, timezone.now()
    comment.save()
    before = {**_told(comment), "author": str(comment.author)}
    audit("comment.removed", page, by=by, space=page.space.slug, before=before)
    return comment


def _fresh(comment: Comment) -> Comment:
    """The comment as it is now, whose discussion is held."""
    return Comment.objects.select_related("author", "thread").get(pk=comment.pk)


def _said(thread: Thread, *, by: Any, text: str, key: str, chosen: Collection[int]) -> tuple[Comment, list[int]]:
    """The comment, and the keys of the people whom it speaks to."""
    people = mentioned_in(text, thread.page.space, chosen)
    html = comment_html(text, thread.page, people)
    comment = Comment.objects.create(thread=thread, author=by, text=text, html=html, key=key)
    _keep_mentions(comment, people)
    return comment, sorted(set(people.values()) - {by.pk})


def _keep_mentions(comment: Comment, people: dict[str, int]) -> None:
    named = {person: name for name, person in people.items()}
    Mention.objects.bulk_create(
        [Mention(comment=comment, person_id=person, name=name) for person, name in named.items()]
    )


def _told(comment: Comment) -> dict[str, Any]:
    """What the audit trail keeps of a comment."""
    return {"thread": comment.thread_id, "comment": comment.pk, "text": comment.text}
