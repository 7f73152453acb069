"""What a change of many pages would do, and everything that stands against it, before anything is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.pages import tree
from wiki.pages.batches.models import Batch
from wiki.pages.errors import PageError
from wiki.pages.models import Page
from wiki.pages.titles import TAG_LENGTH
from wiki.spaces.models import Space

MOST = 5_000  # pages, those that go along included


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one page can't be changed; without a page, why nothing can."""

    why: str
    key: int | None = None
    title: str = ""

    def __str__(self) -> str:
        return f"{self.title}: {self.why}" if self.title else self.why


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page goes among the children of another."""

    parent: Page
    position: int


@dataclass(slots=True)
class Plan:
    """What would happen: `pages` are changed themselves, `below` go along, `unchanged` are as asked for already.

    Of a move, `places` says by the page's key where it goes; of tags, `tags` which it has afterwards."""

    pages: list[Page] = field(default_factory=list)
    below: list[Page] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    tags: dict[int, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pages it changes."""
        return len(self.pages) + len(self.below)

    @property
    def is_possible(self) -> bool:
        return not self.problems and bool(self.pages)

    def refuse(self, why: str, page: Page | None = None) -> None:
        """Notes a problem."""
        self.problems.append(Problem(why, page.pk, page.title) if page else Problem(why))

    def place(self, places: dict[int, Place]) -> None:
        """Says where the pages go. Those that are there already stay as they are, with what lies below them."""
        there = [page for page in self.pages if page.parent_id == places[page.pk].parent.pk]
        self.unchanged += len(there)
        self.pages = [page for page in self.pages if page.parent_id != places[page.pk].parent.pk]
        self.places = places
        paths = {page.path for page in self.pages}
        self.below = [page for page in self.below if paths.intersection(above(page.path))]
        _require_places(self)

    def tag(self, tags: dict[int, list[str]]) -> None:
        """Says which tags the pages have afterwards. Those that have them already stay as they are."""
        changed = [page for page in self.pages if tags[page.pk] != page.tags]
        self.unchanged += len(self.pages) - len(changed)
        self.pages, self.tags = changed, tags


def expanded(space: Space, keys: Iterable[int], branches: Iterable[int]) -> list[int]:
    """The chosen pages and all that lies below the chosen branches, each once, in reading order."""
    nodes = tree.outline(space)
    chosen = set(keys)
    waiting = [key for key in branches if key in nodes.nodes]
    while waiting:
        key = waiting.pop()
        chosen.add(key)
        waiting += [child.pk for child in nodes.nodes[key].children]
    unknown = sorted(chosen - nodes.nodes.keys())
    return [node.pk for node in nodes.order if node.pk in chosen] + unknown


def plan_before(space: Space, keys: Sequence[int], act: str) -> Plan:
    """What is known of a change of these pages before it is said where they go or which tags they get."""
    if act == Batch.Act.TAG:
        return chosen_pages(space, keys)
    return plan_trash(space, keys) if act == Batch.Act.TRASH else _plan_branches(space, keys, _no_move())


def plan_trash(space: Space, keys: Sequence[int]) -> Plan:
    """Trashing these pages with all below them."""
    return _plan_branches(space, keys, _("This is the front page of its space; it can't be trashed."))


def plan_tags(space: Space, keys: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> Plan:
    """Giving these pages some tags and taking others."""
    plan = chosen_pages(space, keys)
    for tag in add:
        if len(tag) > TAG_LENGTH or "\0" in tag:
            plan.refuse(_("The tag “%(tag)s” is too long.") % {"tag": tag[:TAG_LENGTH]})
    plan.tag({page.pk: tags_after(page.tags, add, remove) for page in plan.pages})
    if not plan.pages and not plan.problems:
        plan.refuse(_("Every chosen page has these tags already."))
    return plan


def tags_after(tags: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> list[str]:
    """A page's tags, less and more."""
    return list(dict.fromkeys([*(tag for tag in tags if tag not in remove), *add]))


def plan_move(space: Space, keys: Sequence[int], parent: Page) -> Plan:
    """Moving these pages, with all below them, to be children of `parent`, behind those that are there."""
    plan = _plan_branches(space, keys, _no_move())
    first = tree.last_position(parent)
    plan.place({page.pk: Place(parent, place) for place, page in enumerate(plan.pages, first)})
    if not plan.pages and not plan.problems:
        plan.refuse(_("Every chosen page is in that place already."))
    return plan


def chosen_pages(space: Space, keys: Sequence[int]) -> Plan:
    """A plan for these pages themselves, as far as they are there."""
    live = Page.objects.live().filter(space=space, pk__in=keys).select_related("space", "latest")
    found = {page.pk: page for page in live.order_by("path")}
    plan = Plan(pages=[found[key] for key in dict.fromkeys(keys) if key in found])
    if gone := len(set(keys) - found.keys()):
        plan.refuse(
            ngettext(
                "%(count)d chosen page is not there any more, or not in this space.",
                "%(count)d chosen pages are not there any more, or not in this space.",
                gone,
            )
            % {"count": gone}
        )
    _require_few(plan)
    require_open(plan, plan.pages)
    return plan


def take_branches(plan: Plan) -> None:
    """Takes along what lies below the pages. Those below other chosen ones go with them, chosen or not."""
    paths = {page.path for page in plan.pages}
    roots = [page for page in plan.pages if not paths.intersection(above(page.path))]
    plan.below = _all_below([root for root in roots if root.path])
    plan.pages = roots
    _require_few(plan)
    require_open(plan, plan.below)


def above(path: str) -> list[str]:
    """The paths of the pages above, the front page's left out: who chooses that chooses not all the others."""
    steps = path.split("/")
    return ["/".join(steps[:count]) for count in range(1, len(steps))]


def _no_move() -> str:
    return _("This is the front page of its space; it can't be moved.")


def _plan_branches(space: Space, keys: Sequence[int], why_no_front: str) -> Plan:
    plan = chosen_pages(space, keys)
    take_branches(plan)
    for page in plan.pages:
        if page.is_front:
            plan.refuse(why_no_front, page)
    plan.pages = [page for page in plan.pages if not page.is_front]
    return plan


def _require_few(plan: Plan) -> None:
    if plan.count > MOST:
        plan.refuse(_("These are %(count)d pages; %(most)d is the most at once.") % {"count": plan.count, "most": MOST})


def require_open(plan: Plan, pages: Sequence[Page]) -> None:
    """Controlled pages are changed one by one, each with its own approval."""
    for page in pages:
        if page.is_controlled:
            plan.refuse(_("This is a controlled page; it is changed, moved and retired on its own screen."), page)


def _all_below(roots: Sequence[Page]) -> list[Page]:
    if not roots:
        return []
    live = Page.objects.live().filter(space=roots[0].space_id).select_related("space", "latest").without_body()
    paths = {root.path for root in roots}
    return [page for page in live.order_by("path") if paths.intersection(above(page.path))]


def _require_places(plan: Plan) -> None:
    """Every page finds a free address below its new parent, which is none of them and not below one."""
    rows = Page.objects.live().filter(parent__in={plan.places[page.pk].parent.pk for page in plan.pages})
    taken = {(parent, slug): title for parent, slug, title in rows.values_list("parent", "slug", "title")}
    moving = {(page.space_id, page.path): page for page in plan.pages}
    inside: dict[int, Page] = {}
    for page in plan.pages:
        parent = plan.places[page.pk].parent
        way = ((parent.space_id, path) for path in (*above(parent.path), parent.path))
        if blocking := next((moving[step] for step in way if step in moving), None):
            inside[blocking.pk] = blocking
        elif title := taken.get((parent.pk, page.slug)):
            plan.refuse(_("“%(title)s” has the same address there.") % {"title": title}, page)
        else:
            taken[parent.pk, page.slug] = page.title
            _require_address(plan, page, parent)
    for page in inside.values():
        plan.refuse(_("A page can't be moved below itself."), page)


def _require_address(plan: Plan, page: Page, parent: Page) -> None:
    try:
        tree.child_path(parent, page.slug)
    except PageError as error:
        plan.refuse(str(error), page)
