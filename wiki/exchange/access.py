"""Who may see and start imports: admins."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from wiki.exchange.models import Import
from wiki.spaces.actions import require_admin
from wiki.spaces.models import Space


def imports_for(user: Any) -> QuerySet[Import]:
    """All imports, newest first; PermissionDenied for anyone but admins."""
    require_admin(user)
    return Import.objects.select_related("space", "by").defer("memory", "notes").order_by("-pk")


def import_for(user: Any, pk: int) -> Import:
    """One import; PermissionDenied for anyone but admins, Http404 where there is none."""
    require_admin(user)
    found = Import.objects.select_related("space", "by", "continued_by").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such import."))
    return found


def spaces_to_import_into() -> QuerySet[Space]:
    """The spaces that an admin may choose from."""
    return Space.objects.order_by("position", "name")
