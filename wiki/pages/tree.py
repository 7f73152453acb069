"""The tree of a space: addresses, places among siblings, and the prepared outline that the sidebar is cut from."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, F, Max, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.pages.errors import AddressTaken, PageError
from wiki.pages.models import FormerAddress, Page
from wiki.pages.titles import slug_for
from wiki.spaces.models import Space

LONGEST_PATH = 600
DEEPEST = 30


def child_path(parent: Page, slug: str) -> str:
    """The address of a child of `parent`; PageError when it would be too long or too deep."""
    path = f"{parent.path}/{slug}" if parent.path else slug
    if len(path.encode()) > LONGEST_PATH or path.count("/") >= DEEPEST:
        raise PageError(
            _("That place is too deep in the tree, or its address too long. Choose a place nearer to the front page.")
        )
    return path


def free_slug(parent: Page, title: str, *, besides: Page | None = None) -> str:
    """A slug for `title` that no child of `parent` has: "leave", "leave-2", "leave-3" ..."""
    base = slug_for(title)
    siblings = Page.objects.standing().filter(parent=parent, slug__startswith=base[:100])
    if besides:
        siblings = siblings.exclude(pk=besides.pk)
    taken = set(siblings.values_list("slug", flat=True))
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base[:110]}-{count}"
    return slug


def require_free(space: Space, path: str, *, besides: Page) -> None:
    """Raises AddressTaken when another page has this address."""
    other = Page.objects.standing().filter(space=space, path=path).exclude(pk=besides.pk).first()
    if other:
        raise AddressTaken(_("“%(title)s” already has this address. Choose another one.") % {"title": other.title})


def branch(page: Page) -> QuerySet[Page]:
    """The pages below `page`, at any depth, without itself."""
    below = Page.objects.standing().filter(space=page.space_id).exclude(pk=page.pk)
    return below.filter(path__startswith=f"{page.path}/") if page.path else below


def last_position(parent: Page) -> int:
    """The position behind the last child."""
    highest = Page.objects.standing().filter(parent=parent).aggregate(highest=Max("position"))["highest"]
    return 0 if highest is None else highest + 1


def touch(space: Space) -> None:
    """Says that the tree has changed: every prepared outline of it is old."""
    Space.objects.filter(pk=space.pk).update(tree_version=F("tree_version") + 1)


def readdress(page: Page, *, space: Space, path: str) -> None:
    """Gives the page and everything below it new addresses; the old ones lead on for ever."""
    old_space, old_path = page.space, page.path
    below = branch(page)
    moved = list(below.values_list("pk", "path"))
    _remember([(page.pk, old_path), *moved], old_space)
    below.update(space=space, path=Concat(Value(path), Substr("path", len(old_path) + 1)), changed_at=timezone.now())
    page.space, page.path = space, path
    for changed in {old_space.pk: old_space, space.pk: space}.values():
        touch(changed)


def _remember(addresses: list[tuple[int, str]], space: Space) -> None:
    FormerAddress.objects.bulk_create(
        [FormerAddress(page_id=pk, space=space, path=path) for pk, path in addresses],
        update_conflicts=True,
        unique_fields=["space", "path"],
        update_fields=["page"],
    )


@dataclass(slots=True)
class Node:
    """A page in a prepared outline."""

    pk: int
    title: str
    path: str
    url: str
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    line: str = ""  # its line in the sidebar while it is closed, kept by whoever draws that first

    @property
    def ancestors(self) -> list["Node"]:
        """From the front page down, without itself."""
        line: list[Node] = []
        node = self.parent
        while node:
            line.append(node)
            node = node.parent
        return line[::-1]


class Outline:
    """Every live page of a space, as one tree in reading order."""

    def __init__(self, space: Space) -> None:
        rows = Page.objects.live().filter(space=space).in_order().values_list("pk", "parent_id", "title", "path")
        base = f"/{space.slug}/"
        parents: dict[int, int | None] = {}
        self.nodes: dict[int, Node] = {}
        for pk, parent, title, path in rows:
            parents[pk] = parent
            self.nodes[pk] = Node(pk, title, path, f"{base}{path}/" if path else base)
        self.root = next((node for node in self.nodes.values() if not node.path), None)
        for pk, node in self.nodes.items():
            # Below a page that is withheld, a page shows itself below the front page.
            node.parent = self.nodes.get(parents[pk] or 0) or (self.root if node is not self.root else None)
            if node.parent:
                node.parent.children.append(node)
        if self.root:
            self.root.title = space.name  # whatever the front page's own heading says
        self.order = list(self._walk())
        self.places = {node.pk: place for place, node in enumerate(self.order)}

    def _walk(self) -> list[Node]:
        order: list[Node] = []
        waiting = [self.root] if self.root else []
        while waiting:
            node = waiting.pop()
            order.append(node)
            waiting.extend(reversed(node.children))
        return order

    def neighbours(self, pk: int) -> tuple[Node | None, Node | None]:
        """The pages before and after in reading order."""
        place = self.places.get(pk)
        if place is None:
            return None, None
        before = self.order[place - 1] if place else None
        after = self.order[place + 1] if place + 1 < len(self.order) else None
        return before, after


def outlines(spaces: list[Space], first: Space) -> list[tuple[str, Outline]]:
    """The outlines of these spaces with their names, that of `first` before the others."""
    return [(space.name, outline(space)) for space in sorted(spaces, key=lambda space: space.pk != first.pk)]


_kept: dict[int, tuple[object, Outline]] = {}


def outline(space: Space) -> Outline:
    """The outline of `space`, prepared once per change of the tree and kept in memory."""
    state = _state(space)
    kept = _kept.get(space.pk)
    if kept and kept[0] == state:
        return kept[1]
    made = Outline(space)
    _kept[space.pk] = (state, made)
    return made


_counts: dict[int, tuple[object, int]] = {}


def page_counts(spaces: Collection[Space]) -> dict[int, int]:
    """How many live pages each of these spaces has, by its key: counted once per change of its tree, since to count
    a hundred thousand takes longer than all else on the home page."""
    unknown = [space for space in spaces if _counts.get(space.pk, (None, 0))[0] != _state(space)]
    if unknown:
        rows = Page.objects.live().filter(space__in=unknown).order_by().values_list("space").annotate(Count("pk"))
        found = dict(rows)
        _counts.update({space.pk: (_state(space), found.get(space.pk, 0)) for space in unknown})
    return {space.pk: _counts[space.pk][1] for space in spaces}


def _state(space: Space) -> tuple[object, ...]:
    return space.created_at, space.slug, space.name, space.tree_version
