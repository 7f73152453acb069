"""The Django admin, named and guarded as the wiki is."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class LooseleafAdminSite(AdminSite):
    site_header = _("Administration")
    site_title = _("Administration")
    index_title = _("People, rights and spaces")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Active people who may manage the wiki."""
        return request.user.is_active and request.user.is_staff
