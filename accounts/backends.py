"""Signing in by e-mail and password; rights come from roles alone."""

from collections.abc import Iterable, Sequence

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from accounts.models import User
from accounts.prepared import PreparedQuery

_COLUMNS = [field.attname for field in User._meta.concrete_fields]


_HELD = ("groups__permissions__content_type__app_label", "groups__permissions__codename")


def _user_rows(pk: int) -> QuerySet:
    return User.objects.filter(pk=pk).order_by().values_list(*_COLUMNS, *_HELD)


def _permissions_of(user_id: int) -> QuerySet:
    return Permission.objects.filter(group__user=user_id).order_by().values_list("content_type__app_label", "codename")


_USERS = PreparedQuery(_user_rows, -1_000_001)
_PERMISSIONS = PreparedQuery(_permissions_of, -1_000_001)


class RoleBackend(AuthenticationBackend):
    """allauth's rules for signing in, with permissions by role only: the person and what their role may do come by
    one query."""

    def get_user(self, user_id: int) -> User | None:
        """The person whose session it is, if they may still sign in."""
        rows = _USERS.rows(user_id)
        if not rows:
            return None
        user = User.from_db("default", _COLUMNS, rows[0][: len(_COLUMNS)])
        user.held_by_role = _named(row[len(_COLUMNS) :] for row in rows)
        return user if self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj: User, obj: object = None) -> set[str]:
        """None: no right is given to a single person."""
        return set()

    def get_group_permissions(self, user_obj: User, obj: object = None) -> set[str]:
        """The permissions of the person's role, as "app.codename"."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        held = getattr(user_obj, "held_by_role", None)
        return _named(_PERMISSIONS.rows(user_obj.pk)) if held is None else set(held)


def _named(rows: Iterable[Sequence[str | None]]) -> set[str]:
    return {f"{app}.{name}" for app, name in rows if name}
