"""The lines of a list of changes as HTML.

Python rather than a template: fifty lines of some thirty nodes each would cost more than all the rest of the screen.
"""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wiki.activity.changes import Change
from wiki.display.moments import moment_html
from wiki.display.tags import first_line, size_change_html

LONGEST_REASON = 160


def change_rows(changes: Sequence[Change]) -> SafeString:
    """The items of the list."""
    return mark_safe("".join(_row(change) for change in changes))


def _row(change: Change) -> str:
    initials = change.author.initials if change.author else "?"
    return (
        f'<li class="row change"><span class="avatar avatar-small" aria-hidden="true">{escape(initials)}</span>'
        f'<div class="row-main"><a class="row-title" href="{escape(change.page_url)}">{escape(change.page_title)}</a>'
        f'{_story(change)}<ul class="facts">{_facts(change)}</ul></div></li>'
    )


def _story(change: Change) -> str:
    """What happened and why."""
    reason = Truncator(first_line(change.reason)).chars(LONGEST_REASON)
    words = ": ".join(part for part in (change.sentence, reason) if part)
    return f'<p class="change-reason">{escape(words)}</p>' if words else ""


def _facts(change: Change) -> str:
    author = change.author.get_full_name() if change.author else _("Somebody")
    facts = (
        f"<li>{escape(author)}</li>"
        f'<li><a href="{escape(change.compare_url)}">{moment_html(change.at)}'
        f'<span class="visually-hidden"> {escape(_("See what changed"))}</span></a></li>'
        f'<li><a href="{escape(change.space_url)}">{escape(change.space_name)}</a></li>'
    )
    if change.is_minor:
        facts += f"<li>{escape(_('minor'))}</li>"
    return facts + size_change_html(change.size_change)
