"""Suggesting a change to a page, and taking the suggestion back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.discussion.access import revision_at
from wiki.discussion.actions.entering import entered
from wiki.discussion.errors import DiscussionError
from wiki.discussion.limits import LONGEST_WORD, MOST_SUGGESTIONS, checked, request_key, require_calm
from wiki.discussion.models import Outcome, Suggestion
from wiki.markup import MarkupRefused
from wiki.pages.actions.writing import require_storable
from wiki.pages.drafts import discard_draft
from wiki.pages.errors import PageError
from wiki.pages.merging import normalise_newlines
from wiki.pages.models import Page
from wiki.pages.rendering import render_body
from wiki.pages.revisions import Body, body_of


@transaction.atomic
def suggest_change(
    *,
    by: Any,
    page: Page,
    base_number: int,
    title: str,
    text: str,
    tags: list[str],
    reason: str,
    key: str,
    replaces: Suggestion | None = None,
) -> Suggestion:
    """Keeps a change of revision `base_number` for the editors to decide on; a person's own open one that it `replaces`
    is withdrawn. `key` is the form's: the same from the same form is one suggestion."""
    page, _level = entered(page, by=by)
    reason = checked(reason, LONGEST_WORD)
    key = request_key(key, page.pk, base_number, title, text, tags, reason)
    if sent := Suggestion.objects.filter(author=by, key=key).first():
        return sent
    require_calm(by, Suggestion, MOST_SUGGESTIONS)
    if replaces:
        _close(replaces, by=by, word=_("Replaced by a newer suggestion."))
    body = _suggested(page, base_number, Body(title.strip(), text, tags=tags))
    made = Suggestion.objects.create(
        page=page,
        author=by,
        base_number=base_number,
        replaces=replaces,
        title=body.title,
        text=body.text,
        tags=body.tags,
        reason=reason,
        key=key,
    )
    discard_draft(by, page=page)
    after = {"suggestion": made.pk, "revision": base_number, "title": made.title, "text": made.text}
    audit("suggestion.sent", page, by=by, space=page.space.slug, after=after, reason=reason)
    return made


def _suggested(page: Page, base_number: int, wanted: Body) -> Body:
    """What is suggested, with the newlines of the lines that it leaves as they are; an error, saying why, when it can't
    be kept, can't be shown, or is no change."""
    base = body_of(revision_at(page, base_number))
    body = Body(
        wanted.title, normalise_newlines(wanted.text, base.text), base.front_matter, wanted.tags, dict(base.files)
    )
    require_storable(body)
    if body == base:
        raise DiscussionError(_("You have not changed anything yet, so there is nothing to send."))
    try:
        render_body(page, body)
    except MarkupRefused as refusal:
        raise PageError(str(refusal)) from refusal
    return body


@transaction.atomic
def withdraw_suggestion(*, by: Any, suggestion: Suggestion) -> Outcome:
    """Takes an open suggestion back; it stays to be read. Its author only."""
    page, _level = entered(suggestion.page, by=by)
    suggestion.page = page
    return _close(suggestion, by=by)


def _close(suggestion: Suggestion, *, by: Any, word: str = "") -> Outcome:
    if suggestion.author_id != by.pk:
        raise PermissionDenied(_("Only its author may withdraw a suggestion."))
    require_open(suggestion)
    outcome = Outcome.objects.create(suggestion=suggestion, kind=Outcome.Kind.WITHDRAWN, by=by, word=word)
    page = suggestion.page
    after = {"suggestion": suggestion.pk}
    audit("suggestion.withdrawn", page, by=by, space=page.space.slug, after=after, reason=word)
    return outcome


def require_open(suggestion: Suggestion) -> None:
    """Raises DiscussionError, saying who decided what, for a suggestion that waits no more."""
    outcome = Outcome.objects.filter(suggestion=suggestion).select_related("by").first()
    if outcome is None:
        return
    sentences = {
        Outcome.Kind.ACCEPTED: _("%(name)s accepted this suggestion meanwhile."),
        Outcome.Kind.CHANGED: _("%(name)s changed and accepted this suggestion meanwhile."),
        Outcome.Kind.DECLINED: _("%(name)s declined this suggestion meanwhile."),
        Outcome.Kind.WITHDRAWN: _("%(name)s withdrew this suggestion meanwhile."),
    }
    raise DiscussionError(sentences[Outcome.Kind(outcome.kind)] % {"name": outcome.by})
