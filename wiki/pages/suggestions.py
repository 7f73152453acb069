"""What the editor offers: reasons given lately."""

from typing import Any

from django.db.models import QuerySet

from accounts.prepared import PreparedQuery
from wiki.pages.models import Page, Revision

_AUTHOR, _PAGE = -1_000_005, -1_000_006  # marks of the parameters
_LAST = 12


def _given(**which: int) -> QuerySet:
    """What was said of single pages: why many were moved together is no reason to change the words of one."""
    return Revision.objects.filter(batch=None, **which).exclude(reason="").values_list("reason")


_OWN = PreparedQuery(lambda author: _given(author=author).order_by("-created_at")[:_LAST], _AUTHOR)
_ON_PAGE = PreparedQuery(lambda page: _given(page=page).order_by("-number")[:_LAST], _PAGE)


def recent_reasons(user: Any, page: Page) -> list[str]:
    """Up to eight different reasons: the person's own last ones, then the page's."""
    reasons = [reason for (reason,) in [*_OWN.rows(user.pk), *_ON_PAGE.rows(page.pk)]]
    return list(dict.fromkeys(reason for reason in reasons if len(reason) <= 120))[:8]
