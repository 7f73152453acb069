"""Named filters for pages."""

from typing import Any, Self

from django.db.models import QuerySet

from wiki.spaces.models import Space
from wiki.spaces.querysets import membership_level

# Columns that no list needs; a page's text may be a megabyte.
BODY = ("text", "front_matter")


class PageQuerySet(QuerySet):
    """Filters that chain."""

    def live(self) -> Self:
        """Pages that readers meet: neither in the trash nor withheld."""
        return self.filter(trashed_at=None, withheld_at=None)

    def standing(self) -> Self:
        """Pages that have a place in the tree: the live ones, and those that are withheld from readers."""
        return self.filter(trashed_at=None)

    def in_trash(self) -> Self:
        """Trashed pages."""
        return self.exclude(trashed_at=None)

    def readable_by(self, user: Any) -> Self:
        """Pages of the spaces that `user` may read."""
        return self.filter(space__in=Space.objects.readable_by(user).values("pk"))

    def without_body(self) -> Self:
        """Leaves the long columns in the database."""
        return self.defer(*BODY)

    def with_member_level(self, user: Any) -> Self:
        """Adds `member_level` of the page's space, for `spaces.access.level_from`."""
        return self.annotate(member_level=membership_level(user, "space_id"))

    def in_order(self) -> Self:
        """Siblings in the order that people see."""
        return self.order_by("position", "title", "pk")
