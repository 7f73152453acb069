"""When a document has to be looked at again."""

import calendar
from datetime import date

from django.utils import timezone

# Months to the next review as long as nothing changes: what proves itself is looked at less often.
LADDER = (6, 12, 36)
SOON = 30  # days within which a reader's flag has the document looked at


def in_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def first_review_on(months: int) -> date:
    """When a document that begins today, by the wiki's calendar, is due."""
    return in_months(timezone.localdate(), months)


def longer(months: int) -> int:
    """The interval after a review that changed nothing."""
    return next((step for step in LADDER if step > months), max(months, LADDER[-1]))


def shorter(months: int) -> int:
    """The interval after a change, or after a review for which a reader's flag asked."""
    return max((step for step in LADDER if step < months), default=min(months, LADDER[0]))
