"""The admin site that only people with the right to manage the wiki may enter."""

from django.conf import settings
from django.contrib.admin.apps import AdminConfig


class LooseleafAdmin(AdminConfig):
    default_site = "config.admin.LooseleafAdminSite"

    def ready(self) -> None:
        """Also has errors told, where the operator names a server for them."""
        super().ready()
        if settings.SENTRY_DSN:
            from config.reporting import begin  # takes 4 MB and is not loaded without need

            begin(settings.SENTRY_DSN)
