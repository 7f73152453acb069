"""The wiki app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WikiConfig(AppConfig):
    name = "wiki"
    verbose_name = _("Wiki")

    def ready(self) -> None:
        """Registers pages with reversion, keeps the triggers in place that protect the history, and audits people."""
        from wiki.audit.listening import listen
        from wiki.pages import immutability, revisions  # noqa: F401 - importing registers

        listen()

        post_migrate.connect(immutability.protect, dispatch_uid="wiki.immutability")
