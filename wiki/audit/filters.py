"""The filters of the audit trail."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from accounts.admin.filters import ChoiceFilter, FieldFilter
from wiki.audit.models import AuditEvent
from wiki.audit.words import action_in_words


class ActionFilter(ChoiceFilter):
    title = _("What")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, str], ...]:
        """The actions that the trail has."""
        return tuple((name, action_in_words(name)) for name in _distinct("action"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """That action only."""
        return queryset.filter(action=self.value()) if self.value() else queryset


class SpaceFilter(ChoiceFilter):
    title = _("Space")
    parameter_name = "space"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, str], ...]:
        """The spaces that the trail has."""
        return tuple((slug, slug) for slug in _distinct("space"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """That space only."""
        return queryset.filter(space=self.value()) if self.value() else queryset


class WhoFilter(FieldFilter):
    title = _("Who")
    parameter_name = "who"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """People whose name has this in it."""
        return queryset.filter(actor_name__icontains=self.value()) if self.value() else queryset


class SubjectFilter(FieldFilter):
    """Everything that happened to one thing: "kind:id". Set by links, so it is a hidden field."""

    title = _("Subject")
    parameter_name = "subject"
    input_type = "hidden"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Events of that subject."""
        kind, _colon, key = (self.value() or "").partition(":")
        return queryset.filter(subject_kind=kind, subject_id=key) if key else queryset


class DayFilter(FieldFilter):
    """A day in the zone of the person who looks; what is no day filters nothing."""

    input_type = "date"

    def start_of_day(self, days_later: int = 0) -> datetime.datetime | None:
        """When the chosen day, or one after it, begins."""
        try:
            day = parse_date(self.value() or "")
            start = day and datetime.datetime.combine(day + datetime.timedelta(days=days_later), datetime.time.min)
        except (ValueError, OverflowError):
            return None
        # East of Greenwich, the first day of the calendar began before it.
        return timezone.make_aware(start) if start and start > datetime.datetime.min else None


class SinceFilter(DayFilter):
    title = _("From")
    parameter_name = "since"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """From the beginning of that day."""
        start = self.start_of_day()
        return queryset.filter(at__gte=start) if start else queryset


class UntilFilter(DayFilter):
    title = _("Until")
    parameter_name = "until"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """To the end of that day."""
        end = self.start_of_day(days_later=1)
        return queryset.filter(at__lt=end) if end else queryset


def applied(
    request: HttpRequest, events: QuerySet[AuditEvent], kinds: Iterable[type[FieldFilter]]
) -> tuple[list[FieldFilter], QuerySet[AuditEvent]]:
    """The filters for a form outside the administration, and the events that the request asks for with them."""
    asked = {name: list(values) for name, values in request.GET.lists()}
    made = [kind(request, dict(asked), AuditEvent, None) for kind in kinds]
    for one in made:
        events = one.queryset(request, events)
    return made, events


def _distinct(field: str) -> list[str]:
    values = AuditEvent.objects.exclude(**{field: ""}).order_by(field).values_list(field, flat=True)
    return list(values.distinct())
