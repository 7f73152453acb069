"""Who may change what about people."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def require(by: Any, permission: str) -> None:
    """Raises PermissionDenied unless `by` has this right of accounts, such as "change_user"."""
    if not by.has_perm(f"accounts.{permission}"):
        raise PermissionDenied(_("Only admins may do this."))
