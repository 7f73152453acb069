"""Jobs of the worker that concern pages."""

from django_tasks import task

from wiki.pages.files.pruning import prune_files
from wiki.pages.files.thumbnails import make_all
from wiki.pages.rendering import render_many


@task()
def render_pages(keys: list[int]) -> int:
    """Renders these pages anew; how many were asked for."""
    render_many(keys)
    return len(keys)


@task()
def make_thumbnails(sha256: str) -> int:
    """Makes the smaller versions of a picture before somebody asks for them; how many it has."""
    return make_all(sha256)


@task()
def clear_files() -> int:
    """Clears away uploads that were never saved; how many contents went. Comes round once a day."""
    return prune_files()
