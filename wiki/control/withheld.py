"""Why readers do not meet a page, for those who do."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery

from wiki.control.fetching import retirement_of
from wiki.control.models import UNFINISHED, Retirement, ReviewRequest
from wiki.control.status import number_of
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is asked for, planned or was said of a page that is in preparation or retired."""

    number: str = ""
    request: int | None = None  # that waits for a word
    is_overtaken: bool = False  # by a newer revision than the one that the request is for
    planned: str = ""  # the edition that is approved and not in force yet
    planned_at: datetime | None = None
    retired_for: str = ""
    replacement: str = ""
    replacement_url: str = ""


def withheld(page: Page) -> Withheld:
    """What there is to say of a page that readers don't meet."""
    newest = Revision.objects.filter(page=page.pk).order_by("-number").values("number")[:1]
    waiting = ReviewRequest.objects.filter(UNFINISHED, page=page.pk)
    asked = waiting.values_list("pk", "revision__number", Subquery(newest)).first()
    planned = Edition.objects.filter(page=page.pk).planned().order_by("pk").first()
    return Withheld(
        number=number_of(page),
        request=asked and asked[0],
        is_overtaken=bool(asked) and asked[1] != asked[2],
        planned=planned.number if planned else "",
        planned_at=planned and planned.effective_at,
        **_ending(retirement_of(page)),
    )


def _ending(retirement: Retirement | None) -> dict[str, str]:
    if retirement is None:
        return {}
    instead = retirement.replacement
    return {
        "retired_for": retirement.reason,
        "replacement": instead.title if instead else "",
        "replacement_url": instead.get_absolute_url() if instead else "",
    }
