"""The admin site that only people with the right to manage the wiki may enter."""

from django.contrib.admin.apps import AdminConfig


class LooseleafAdmin(AdminConfig):
    default_site = "config.admin.LooseleafAdminSite"
