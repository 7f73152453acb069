"""What taking a change of many pages back would do: as far as its pages are still as it left them."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.pages.batches.models import Batch
from wiki.pages.batches.planning import Place, Plan, require_open, tags_after, take_branches
from wiki.pages.models import Page, Trashing

# Which act takes which back.
BACK = {
    Batch.Act.MOVE: Batch.Act.MOVE_BACK,
    Batch.Act.TAG: Batch.Act.TAG_BACK,
    Batch.Act.TRASH: Batch.Act.RECOVER,
}


def plan_back(done: Batch) -> Plan:
    """The plan of whatever takes `done` back."""
    plans = {Batch.Act.MOVE: _plan_move_back, Batch.Act.TAG: _plan_tags_back, Batch.Act.TRASH: _plan_recovery}
    return plans[done.act](done)


def _plan_recovery(done: Batch) -> Plan:
    """Out of the trash, what is still there since."""
    stays = Trashing.objects.filter(batch=done, recovered_at=None, page__space=done.space_id)
    pages = Page.objects.in_trash().filter(pk__in=stays.values("page")).select_related("space", "latest", "parent")
    plan = Plan(pages=list(pages.order_by("path")))
    if not plan.pages:
        plan.refuse(_("None of its pages is in the trash any more."))
    return plan


def _plan_move_back(done: Batch) -> Plan:
    """Back to the old parents, what nobody has moved or trashed since."""
    still = _live(done).filter(parent=done.wish["parent"])
    plan = Plan(pages=list(still.order_by("path")))
    plan.unchanged = len(done.before) - len(plan.pages)
    require_open(plan, plan.pages)
    take_branches(plan)
    parents = Page.objects.live().select_related("space").in_bulk({parent for parent, _place in done.before.values()})
    _require_parents(plan, done, parents)
    plan.place({page.pk: Place(parents[key], place) for page in plan.pages for key, place in [_was(done, page)]})
    if not plan.pages and not plan.problems:
        plan.refuse(_("None of its pages is where it was moved to any more."))
    return plan


def _require_parents(plan: Plan, done: Batch, parents: dict[int, Page]) -> None:
    lost = [page for page in plan.pages if _was(done, page)[0] not in parents]
    for page in lost:
        plan.refuse(_("The page that it was below is not there any more."), page)
    plan.pages = [page for page in plan.pages if page not in lost]


def _was(done: Batch, page: Page) -> list[int]:
    """Key of the old parent, and the place among its children."""
    return done.before[str(page.pk)]


def _plan_tags_back(done: Batch) -> Plan:
    """The tags that each page got are taken, and those that it lost are given; what was tagged since stays."""
    plan = Plan(pages=list(_live(done).filter(space=done.space_id).order_by("path")))
    require_open(plan, plan.pages)
    if gone := len(done.before) - len(plan.pages):
        plan.unchanged = gone
    plan.tag({page.pk: _tags_back(done, page) for page in plan.pages})
    if not plan.pages:
        plan.refuse(
            ngettext(
                "The page has its old tags already, or is not there any more.",
                "The pages have their old tags already, or are not there any more.",
                len(done.before),
            )
        )
    return plan


def _tags_back(done: Batch, page: Page) -> list[str]:
    before = done.before[str(page.pk)]
    after = tags_after(before, done.wish["add"], done.wish["remove"])
    if page.tags == after:
        return before
    return tags_after(
        page.tags, [tag for tag in before if tag not in after], [tag for tag in after if tag not in before]
    )


def _live(done: Batch) -> QuerySet[Page]:
    return Page.objects.live().filter(pk__in=done.before).select_related("space", "latest")
