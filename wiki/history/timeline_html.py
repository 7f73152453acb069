"""The lines of a timeline as HTML.

Python rather than a template: fifty lines of some forty nodes each would cost more than all the rest of the screen.
"""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.display.moments import moment_html
from wiki.display.tags import icon_html, size_change_html
from wiki.history.timeline import Entry


def timeline_rows(entries: Sequence[Entry]) -> SafeString:
    """The items of the timeline's list; the newest two revisions are picked for comparing."""
    numbers = [entry.number for entry in entries if entry.number]
    older = numbers[1] if len(numbers) > 1 else None
    newer = numbers[0] if numbers else None
    return mark_safe("".join(_row(entry, older=older, newer=newer) for entry in entries))


def _row(entry: Entry, *, older: int | None, newer: int | None) -> str:
    picks = _picks(entry, older=older, newer=newer) if entry.number else ""
    return (
        f'<li class="moment moment-{entry.kind}">{picks}'
        f'<div class="moment-body"><p class="moment-title">{_story(entry)}{_badges(entry)}</p>{_facts(entry)}</div>'
        f'<div class="moment-acts">{_acts(entry)}</div></li>'
    )


def _picks(entry: Entry, *, older: int | None, newer: int | None) -> str:
    """The two radio buttons, and the number as a link to the revision."""
    number = entry.number
    return (
        '<span class="moment-pick">'
        f"{_radio('a', number, _('From revision'), checked=number == older)}"
        f"{_radio('b', number, _('To revision'), checked=number == newer)}</span>"
        f'<a class="moment-number" href="{escape(entry.revision_url)}">'
        f'<span class="visually-hidden">{escape(_("Revision"))} </span>{number}</a>'
    )


def _radio(name: str, number: int, label: str, *, checked: bool) -> str:
    state = " checked" if checked else ""
    return f'<input type="radio" name="{name}" value="{number}"{state} aria-label="{escape(label)} {number}">'


def _story(entry: Entry) -> str:
    """What happened and why."""
    parts = [f"<strong>{escape(entry.sentence)}</strong>"] if entry.sentence else []
    if entry.reason:
        first, _newline, rest = entry.reason.partition("\n")
        parts.append(escape(first) + (f' <span class="faint">{escape(rest)}</span>' if rest.strip() else ""))
    nothing = f'<span class="faint">{escape(_("No reason given"))}</span>'
    return f'<span class="moment-reason">{" · ".join(parts) or nothing}</span>'


def _badges(entry: Entry) -> str:
    minor = f'<span class="badge">{escape(_("Minor"))}</span>' if entry.is_minor else ""
    if entry.edition:
        words = _("Edition %(number)s") % {"number": entry.edition}
        minor = f'<span class="badge badge-accent">{icon_html("shield-check")}{escape(words)}</span>{minor}'
    if not entry.is_latest:
        return minor
    return f'{minor}<span class="badge badge-good">{icon_html("check")}{escape(_("Current"))}</span>'


def _facts(entry: Entry) -> str:
    author = entry.author.get_full_name() if entry.author else _("Somebody")
    change = size_change_html(entry.size_change)
    return f'<ul class="facts"><li>{escape(author)}</li><li>{moment_html(entry.at)}</li>{change}{_company(entry)}</ul>'


def _company(entry: Entry) -> str:
    """The other pages that were changed with this one."""
    others = entry.together - 1
    if not others:
        return ""
    words = ngettext("as one with %(count)d other page", "as one with %(count)d other pages", others)
    return f"<li>{escape(words % {'count': others})}</li>"


def _acts(entry: Entry) -> str:
    acts = [(entry.compare_url, "git-compare-arrows", _("Changes")), (entry.restore_url, "rotate-ccw", _("Restore"))]
    return "".join(
        f'<a class="button button-small button-plain" href="{escape(url)}">{icon_html(icon)}{escape(word)}'
        f'<span class="visually-hidden"> {entry.number}</span></a>'
        for url, icon, word in acts
        if url
    )
