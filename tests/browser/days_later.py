"""Lets days pass: python -m tests.browser.days_later DAYS, with LOOSELEAF_DATA set.

What is asked, planned and in force becomes so many days older. What people confirmed and signed keeps its moment:
nobody can change that, tests neither.
"""

import os
import sys
from datetime import timedelta

import django


def main(days: int) -> None:
    """Moves the dates from which what is due is counted."""
    from django.db.models import F

    from accounts.models import User
    from wiki.pages.editions.models import Edition
    from wiki.training.models import Assignment, TeamStay

    passed = timedelta(days=days)
    Assignment.objects.update(at=F("at") - passed)
    User.objects.update(joined_at=F("joined_at") - passed)
    TeamStay.objects.update(since=F("since") - passed)
    # NULL minus something is NULL: what is not planned or has not ended stays so.
    moments = ("effective_at", "in_force_from", "in_force_until")
    Edition.objects.update(**{name: F(name) - passed for name in moments})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(int(sys.argv[1]))
