"""Plain functions that say things in discussions."""

from itertools import count

from tests.conftest import an_admin
from wiki.discussion.actions import reply, start_thread, suggest_change
from wiki.discussion.marking import Selection
from wiki.discussion.passages import ReadText, without_spaces
from wiki.pages.models import Page

_forms = count(1)


def fresh(page):
    """The page as it is now."""
    return Page.objects.select_related("space", "latest", "rendering").get(pk=page.pk)


def selected(page, words):
    """The selection of these words where they stand first in the page as it is now."""
    page = fresh(page)
    text = ReadText.of(page.rendering.html)
    first = text.count_at(text.text.index(words))
    return Selection(page.latest.number, first, first + len(without_spaces(words)), words)


def begin(page, text="Is this still right?", *, by=None, on=None, **fields):
    """A new thread's first comment, on the passage `on` or on the whole page."""
    selection = selected(page, on) if on else None
    key = f"form {next(_forms)}"
    return start_thread(by=by or an_admin(), page=page, text=text, key=key, selection=selection, **fields)


def answer(thread, text="It is.", *, by=None, **fields):
    """One more comment in a thread."""
    return reply(by=by or an_admin(), thread=thread, text=text, key=f"form {next(_forms)}", **fields)


def suggest(page, text, *, by, reason="Said more clearly", **fields):
    """A suggested text for the page as it is now."""
    page = fresh(page)
    fields = {"title": page.title, "tags": page.tags, "base_number": page.latest.number} | fields
    return suggest_change(by=by, page=page, text=text, reason=reason, key=f"form {next(_forms)}", **fields)
