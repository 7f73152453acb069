"""Named filters for spaces."""

from typing import Any, Self

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.zones import site_today

EVERY_VISIBILITY = ("public", "open", "members")


def membership_level(user: Any, space: str = "pk") -> Any:
    """An expression: the highest level that a membership, own or of a team, gives `user`; `space` names the space's
    key. Who audits a space does nothing else there: that membership counts before all others.
    """
    from wiki.spaces.models import Membership

    if not user.is_authenticated:
        return Value(0, output_field=IntegerField())
    rows = Membership.objects.filter(Q(user=user) | Q(team__members=user), in_force(), space=OuterRef(space))
    rows = rows.order_by(F("until").desc(nulls_last=True), "-level")
    highest = Subquery(rows.values("level")[:1], output_field=IntegerField())
    return Coalesce(highest, Value(0))


def in_force() -> Q:
    """Memberships that have not ended: the last day, in the wiki's own zone, still counts."""
    return Q(until=None) | Q(until__gte=site_today())


class SpaceQuerySet(QuerySet):
    """Filters that chain."""

    def with_member_level(self, user: Any) -> Self:
        """Adds `member_level`, from which `access.level_in` tells the level without another query."""
        return self.annotate(member_level=membership_level(user))

    def readable_by(self, user: Any) -> Self:
        """The spaces whose pages `user` may read."""
        return self.reached(visibilities_read_by(user), user)

    def prepared_by(self, user: Any) -> Self:
        """The spaces where `user` may see what nobody has approved yet."""
        from wiki.spaces.access import SEES_UNAPPROVED

        return self.reached(visibilities_prepared_by(user), user, SEES_UNAPPROVED)

    def reached(self, visibilities: tuple[str, ...], user: Any, at_least: int = 0) -> Self:
        """The spaces of these visibilities, and those where `user` is a member of this level."""
        if visibilities == EVERY_VISIBILITY:
            return self
        reach = Q(visibility__in=visibilities)
        if user.is_authenticated:
            # Ids first: a join with members would double the rows.
            reach |= Q(pk__in=_member_spaces(user, at_least))
        return self.filter(reach)


def visibilities_read_by(user: Any) -> tuple[str, ...]:
    """The visibilities of spaces that `user` may read without being a member."""
    if user.has_perm("wiki.manage_wiki"):
        return EVERY_VISIBILITY
    return ("public", "open") if user.has_perm("wiki.read_pages") else ("public",)


def visibilities_prepared_by(user: Any) -> tuple[str, ...]:
    """The visibilities of spaces where `user` sees what is not approved, without being a member."""
    if user.has_perm("wiki.manage_wiki"):
        return EVERY_VISIBILITY
    return ("public", "open") if user.has_perm("wiki.edit_pages") else ()


def _member_spaces(user: Any, at_least: int) -> Any:
    from wiki.spaces.models import Membership

    own = Membership.objects.filter(Q(user=user) | Q(team__members=user), in_force())
    return own.filter(level__gte=at_least).values("space")
