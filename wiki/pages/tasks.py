"""Jobs of the worker that concern pages."""

from django_tasks import task

from wiki.pages.rendering import render_many


@task()
def render_pages(keys: list[int]) -> int:
    """Renders these pages anew; how many were asked for."""
    render_many(keys)
    return len(keys)
