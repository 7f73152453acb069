"""Changing who may read a space: pages that show texts across its border are drawn anew at once."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q

from wiki.pages import tree
from wiki.pages.models import Link
from wiki.pages.rendering import render_many
from wiki.pages.shelf import SHELF
from wiki.spaces.actions import save_space
from wiki.spaces.models import Space


@transaction.atomic
def change_space(*, by: Any, space: Space) -> None:
    """Saves a space that is there already; ValidationError for a bad name or address."""
    before = Space.objects.get(pk=space.pk).visibility
    save_space(space, by=by)
    if space.visibility != before:
        show_anew_across(space)


def show_anew_across(space: Space) -> None:
    """Draws anew every page whose snippets come from another space, to this one or from it, after its readers changed.

    All of them before the answer, not by the worker: until then they might show what a new reader may not read."""
    links = Link.objects.filter(kind="include", source__trashed_at=None)
    across = links.exclude(target__space=F("source__space")).filter(Q(source__space=space) | Q(target__space=space))
    waiting = links.filter(target=None).filter(Q(source__space=space) | Q(key__startswith=f"{SHELF} snippet "))
    pages = set(across.values_list("source", "source__space")) | set(waiting.values_list("source", "source__space"))
    for key in {space.pk, *(key for _page, key in pages)}:
        tree.touch(Space(pk=key))  # old revisions that were drawn are kept under it
    render_many(sorted(page for page, _space in pages))
