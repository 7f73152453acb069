"""Named filters for spaces."""

from typing import Any, Self

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def membership_level(user: Any, space: str = "pk") -> Any:
    """An expression: the highest level that a membership, own or of a team, gives `user`; `space` names the space's
    key.
    """
    from wiki.spaces.models import Membership

    if not user.is_authenticated:
        return Value(0, output_field=IntegerField())
    rows = Membership.objects.filter(Q(user=user) | Q(team__members=user), space=OuterRef(space))
    highest = Subquery(rows.order_by("-level").values("level")[:1], output_field=IntegerField())
    return Coalesce(highest, Value(0))


class SpaceQuerySet(QuerySet):
    """Filters that chain."""

    def with_member_level(self, user: Any) -> Self:
        """Adds `member_level`, from which `access.level_in` tells the level without another query."""
        return self.annotate(member_level=membership_level(user))

    def readable_by(self, user: Any) -> Self:
        """The spaces whose pages `user` may read."""
        if user.has_perm("wiki.manage_wiki"):
            return self
        reach = Q(visibility="public")
        if user.has_perm("wiki.read_pages"):
            reach |= Q(visibility="open")
        if user.is_authenticated:
            # Ids first: a join with members would double the rows.
            reach |= Q(pk__in=_member_spaces(user))
        return self.filter(reach)


def _member_spaces(user: Any) -> Any:
    from wiki.spaces.models import Membership

    return Membership.objects.filter(Q(user=user) | Q(team__members=user)).values("space")
