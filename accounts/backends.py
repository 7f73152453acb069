"""Signing in by e-mail and password; rights come from roles alone."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from accounts.models import User


class RoleBackend(AuthenticationBackend):
    """allauth's rules for signing in, with permissions by role only: one query instead of two on every page."""

    def _get_user_permissions(self, user_obj: User) -> "QuerySet[Permission]":
        return Permission.objects.none()
