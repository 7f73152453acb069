"""Drawing excerpts once for all who are told of a change, by the worker: a list of notifications compares nothing."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.utils.translation import gettext as _

from wiki.activity.excerpts.shortening import facts_html, shortened_beginning, shortened_change
from wiki.activity.models import Excerpt, Notification
from wiki.discussion.models import Suggestion
from wiki.history.access import revision_of
from wiki.history.comparing import BodyComparison, compare
from wiki.history.rendering import shown
from wiki.pages.editions.newest import as_newest
from wiki.pages.models import Page
from wiki.pages.revisions import Body, body_of

log = logging.getLogger(__name__)
AT_A_TIME = 20


def draw_excerpts() -> int:
    """Draws what notifications lack, the oldest first; how many excerpts that were. Done twice at once, the second
    drawing is thrown away."""
    rows = Notification.objects.undrawn().order_by("pk")
    wanted = list(dict.fromkeys(rows.values_list("page", "old", "new", "suggestion")[: 50 * AT_A_TIME]))[:AT_A_TIME]
    for page, old, new, suggestion in wanted:
        excerpt = _of_suggestion(suggestion) if suggestion else _of_change(page, old or 0, new)
        same = {"suggestion": suggestion} if suggestion else {"page": page, "old": old, "new": new}
        Notification.objects.undrawn().filter(**same).update(excerpt=excerpt)
    return len(wanted)


def _of_change(page: int, old: int, new: int) -> Excerpt:
    key = {"page_id": page, "old": old, "new": new, "suggestion": None}
    return Excerpt.objects.filter(**key).first() or _kept(key, lambda: _change(_page(page), old, new))


def _of_suggestion(pk: int) -> Excerpt:
    drawn = Excerpt.objects.filter(suggestion=pk).first()
    if drawn:
        return drawn
    suggestion = Suggestion.objects.get(pk=pk)
    key = {"suggestion_id": pk}
    about = {"page_id": suggestion.page_id, "old": suggestion.base_number, "new": suggestion.base_number + 1}
    return _kept(key, lambda: _suggested(_page(suggestion.page_id), suggestion), **about)


def _kept(key: dict, draw: Callable[[], tuple[str, bool]], **about: int) -> Excerpt:
    """Draws and keeps. What can't be drawn is kept as nothing: whoever is told can still open the whole change."""
    try:
        html, is_whole = draw()
    except DatabaseError:
        raise
    except Exception:
        log.exception("The excerpt of %s could not be drawn.", key)
        html, is_whole = "", False
    return Excerpt.objects.get_or_create(**key, defaults={"html": html, "is_whole": is_whole, **about})[0]


def _page(pk: int) -> Page:
    return as_newest(Page.objects.select_related("space", "latest", "rendering").get(pk=pk))


def _change(page: Page, old: int, new: int) -> tuple[str, bool]:
    after = revision_of(page, new)
    if not old:
        return shortened_beginning(shown(page, after).html)
    return _shortened(compare(page, revision_of(page, old), after))


def _shortened(compared: BodyComparison) -> tuple[str, bool]:
    html, is_whole = shortened_change(compared.rendered.html)
    return facts_html(_facts(compared)) + html, is_whole


def _facts(compared: BodyComparison) -> list[str]:
    """What no mark in the text can show."""
    facts = []
    if compared.title_change:
        facts.append(
            _("Title: “%(new)s”, was “%(old)s”") % dict(zip(("old", "new"), compared.title_change, strict=True))
        )
    facts += [_("Tag added: %s") % tag for tag in compared.tags_added]
    facts += [_("Tag taken away: %s") % tag for tag in compared.tags_removed]
    for change in compared.files:
        sentence = _("File replaced: %s") if change.old_url and change.new_url else _("File added: %s")
        facts.append((sentence if change.new_url else _("File taken away: %s")) % change.name)
    return facts


def _suggested(page: Page, suggestion: Suggestion) -> tuple[str, bool]:
    base = revision_of(page, suggestion.base_number)
    before = body_of(base)
    wanted = Body(suggestion.title, suggestion.text, before.front_matter, suggestion.tags, before.files)
    return _shortened(BodyComparison(page, before, wanted))
