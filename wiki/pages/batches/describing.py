"""A plan in words, page by page, for those who are asked whether it shall be done."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.pages.batches.planning import Plan, above
from wiki.pages.models import Link, Page


@dataclass(frozen=True, slots=True)
class Line:
    """What would happen to one page."""

    title: str
    url: str
    facts: tuple[str, ...]


def lines_of(plan: Plan) -> list[Line]:
    """A line for each page that is changed itself, with how many go along."""
    own = {page.path for page in plan.pages}
    along = Counter(path for page in plan.below for path in above(page.path) if path in own)
    lines = []
    for page in plan.pages:
        facts = [_new_place(plan, page), *_new_tags(plan, page), _company(along[page.path])]
        lines.append(Line(page.title, page.url(), tuple(fact for fact in facts if fact)))
    return lines


def links_lost(plan: Plan) -> int:
    """How many other pages link to what would be trashed."""
    going = [page.pk for page in (*plan.pages, *plan.below)]
    links = Link.objects.filter(target__in=going, source__trashed_at=None).exclude(source__in=going)
    return links.values("source").distinct().count()


def _new_place(plan: Plan, page: Page) -> str:
    if page.pk not in plan.places:
        return ""
    parent = plan.places[page.pk].parent
    return _("to %(place)s") % {"place": f"{parent.place_url}{page.slug}/"}


def _new_tags(plan: Plan, page: Page) -> list[str]:
    if page.pk not in plan.tags:
        return []
    after = plan.tags[page.pk]
    more = ", ".join(tag for tag in after if tag not in page.tags)
    less = ", ".join(tag for tag in page.tags if tag not in after)
    words = [_("gets %(tags)s") % {"tags": more}] if more else []
    return [*words, _("loses %(tags)s") % {"tags": less}] if less else words


def _company(count: int) -> str:
    words = ngettext("%(count)d page below goes along", "%(count)d pages below go along", count)
    return words % {"count": count} if count else ""
