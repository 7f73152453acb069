"""Named filters for people and invitations."""

from typing import Self

from django.db.models import QuerySet
from django.utils import timezone

from accounts.roles import Role


class UserQuerySet(QuerySet):
    """Filters that chain."""

    def active(self) -> Self:
        """People who may sign in."""
        return self.filter(is_active=True)

    def admins(self) -> Self:
        """Active people with the role Admin."""
        return self.active().filter(groups__name=Role.ADMIN)

    def imported(self) -> Self:
        """Authors of imported handbooks who are nobody yet."""
        return self.filter(is_imported=True, merged_into=None)

    def real(self) -> Self:
        """People with an account of their own, active or not."""
        return self.filter(is_imported=False)

    def with_role(self) -> Self:
        """Fetches what `User.role` looks at, in one query for all rows."""
        return self.prefetch_related("groups")


class InvitationQuerySet(QuerySet):
    """Filters that chain."""

    def open(self) -> Self:
        """Invitations whose link still works."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
