"""What all our pages of the Django admin share."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused


def moment_html(moment: datetime.datetime | None) -> SafeString:
    """A time as the wiki shows it, or a dash. By a template: how that is belongs to a layer above."""
    return render_to_string("components/when.html", {"moment": moment})


class VerbAdmin(admin.ModelAdmin):
    """Pages whose changes go through verbs: these ask for the right and write the audit trail.

    Subclasses override `save_model` to call one. Django's own log is not kept: it could be emptied, ours can't.
    """

    list_per_page = 50
    actions_on_bottom = False
    show_full_result_count = False
    empty_value_display = "–"
    when_empty = _("Nothing yet.")  # what an empty list says, and what comes next
    show_facets = admin.ShowFacets.NEVER

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a verb refuses is said above the form."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, refused.message)
        except ValidationError as error:  # what changed between the form's check and the verb's
            messages.error(request, " ".join(error.messages))
        return redirect(request.get_full_path())

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """By key; a parameter `_to_field` that is there but empty means the key too."""
        return super().get_object(request, object_id, from_field or None)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Under the name of what it lists."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Under the object's own name, with one button that saves: what comes next is in the list."""
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        if kwargs.get("obj"):
            context |= {"title": str(kwargs["obj"]), "subtitle": None}
        return super().render_change_form(request, context, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The audit trail of this object."""
        subject = urlencode({"subject": f"{self.model._meta.model_name}:{object_id}"})
        return redirect(f"{reverse('admin:wiki_auditevent_changelist')}?{subject}")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: the verb has saved it all."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without deletion of whatever is ticked."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def get_action_choices(self, request: HttpRequest, default_choices: Any = None) -> list[tuple[str, str]]:
        """With words in place of a row of dashes."""
        return super().get_action_choices(request, default_choices or [("", _("With what is ticked …"))])

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """See the class."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """See the class."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """See the class."""
