"""manage.py rebuild_search: what readers and search find, made anew from what was saved."""

from typing import Any

from django.core.management.base import BaseCommand

from wiki.pages.models import Rendering
from wiki.pages.rendering import render_many
from wiki.search.index import rebuild
from wiki.search.known_words import gather
from wiki.search.verifying import outdated_pages


class Command(BaseCommand):
    help = "Renders pages whose rendering is out of date, and makes the search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Does both, and says how much there was."""
        outdated = list(outdated_pages().values_list("pk", flat=True))
        render_many(outdated)
        rebuild()
        gather()
        self.stdout.write(f"Rendered: {len(outdated)}. In the search index: {Rendering.objects.count()} pages.")
