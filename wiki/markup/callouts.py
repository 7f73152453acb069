"""Callouts: the words of two dialects brought to five kinds that a reader can tell apart."""

from typing import Final

from django.utils.translation import gettext_lazy as _

KINDS: Final = {
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail", "missing"), "danger"),
    **dict.fromkeys(("warning", "attention", "alert"), "warning"),
    **dict.fromkeys(("caution", "important"), "caution"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done", "example"), "tip"),
    **dict.fromkeys(("note", "info", "information", "abstract", "summary", "tldr", "todo", "seealso"), "note"),
    **dict.fromkeys(("question", "help", "faq", "quote", "cite"), "note"),
}
"""The word after `!!!` or in `[!WORD]`, and the kind that gives colour and icon."""

WORDS: Final = {
    "danger": _("Danger"),
    "error": _("Error"),
    "warning": _("Warning"),
    "caution": _("Caution"),
    "important": _("Important"),
    "note": _("Note"),
    "info": _("Information"),
    "tip": _("Tip"),
    "hint": _("Hint"),
    "success": _("Success"),
    "example": _("Example"),
    "question": _("Question"),
    "quote": _("Quote"),
    "abstract": _("Summary"),
    "summary": _("Summary"),
}


def callout_kind(word: str) -> str:
    """One of danger, warning, caution, tip, note; an unknown word is a note."""
    return KINDS.get(word.lower(), "note")


def callout_title(word: str) -> str:
    """The word a callout without a title shows, in the site's language where it is a known one."""
    known = WORDS.get(word.lower())
    return str(known) if known else word[:1].upper() + word[1:].lower()
