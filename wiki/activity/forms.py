"""Forms of what concerns a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wiki.activity.kinds import NEVER_DAILY, Mode, Topic

_NOT_DAILY = [choice for choice in Mode.choices if choice[0] != Mode.DAILY]
_HINTS = {
    Topic.CHANGES: _("At once means once nothing was added for ten minutes. Minor edits are never mailed at once."),
}


def _field(topic: Topic) -> forms.ChoiceField:
    choices = _NOT_DAILY if topic in NEVER_DAILY else Mode.choices
    help_text = _HINTS.get(topic, "")
    return forms.ChoiceField(label=topic.label, choices=choices, help_text=help_text, widget=forms.RadioSelect)


class WishesForm(forms.Form):
    """Which topics are mailed when, and what is watched without being asked for."""

    personal = _field(Topic.PERSONAL)
    suggestions = _field(Topic.SUGGESTIONS)
    comments = _field(Topic.COMMENTS)
    changes = _field(Topic.CHANGES)
    rights = _field(Topic.RIGHTS)
    training = _field(Topic.TRAINING)
    documents = _field(Topic.DOCUMENTS)
    watches_own = forms.BooleanField(label=_("Watch the pages that I make, edit or comment on"), required=False)
