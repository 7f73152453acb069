"""The way to a page: what stands above the title of a screen that is about it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from wiki.pages.models import Page
from wiki.pages.tree import Node, outline


class Crumb(NamedTuple):
    """A step of the trail where no page is."""

    title: str
    url: str


def crumbs(page: Page) -> Sequence[Node | Crumb]:
    """The pages above, from the front page down; the trash for what lies in it."""
    if page.trashed_at is not None:
        shelf = f"/{page.space.slug}/"
        return [Crumb(page.space.name, shelf), Crumb(_("Trash"), f"{shelf}-/trash/")]
    known = outline(page.space)
    if node := known.nodes.get(page.pk):
        return node.ancestors
    # A page that readers don't meet has no place in the tree; what lies above it mostly has.
    above = known.nodes.get(page.parent_id or 0) or known.root
    return [*above.ancestors, above] if above and above.pk != page.pk else []
