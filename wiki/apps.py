"""The wiki app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WikiConfig(AppConfig):
    name = "wiki"
    verbose_name = _("Wiki")

    def ready(self) -> None:
        """Registers pages with reversion, keeps in place what the database does by itself, and audits people."""
        from wiki.audit import chaining
        from wiki.audit.listening import listen
        from wiki.discussion import listening as discussion
        from wiki.pages import immutability, revisions  # noqa: F401 - importing registers
        from wiki.search import index
        from wiki.spaces import listening as spaces
        from wiki.training import listening as training

        listen()
        spaces.listen()
        discussion.listen()
        training.listen()
        index.listen()
        post_migrate.connect(chaining.install, dispatch_uid="wiki.chaining")
        post_migrate.connect(immutability.protect, dispatch_uid="wiki.immutability")
