"""Jobs of the worker that concern pages."""

from django_tasks import task

from wiki.pages.files.pruning import prune_files
from wiki.pages.files.thumbnails import make_all
from wiki.pages.former_rendering import keep_before
from wiki.pages.rendering import render_many


@task()
def carry_batch(pk: int) -> str:
    """Carries out a change of many pages; what stood against it, "" for nothing. The batch's row tells the rest."""
    from wiki.pages.actions.changing_many import carry_out  # imports, in the end, this module
    from wiki.pages.batches.models import Batch

    batch = Batch.objects.select_related("space", "by").get(pk=pk)
    carry_out(batch)
    return "\n".join(batch.problems)


@task()
def render_pages(keys: list[int]) -> int:
    """Renders these pages anew; how many were asked for."""
    render_many(keys)
    return len(keys)


@task()
def render_before(keys: list[int]) -> int:
    """Renders the revision before the newest of these pages, before somebody compares them; how many were."""
    return keep_before(keys)


@task()
def make_thumbnails(sha256: str) -> int:
    """Makes the smaller versions of a picture before somebody asks for them; how many it has."""
    return make_all(sha256)


@task()
def clear_files() -> int:
    """Clears away uploads that were never saved; how many contents went. Comes round once a day."""
    return prune_files()
