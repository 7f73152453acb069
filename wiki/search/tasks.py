"""The job of the worker that concerns search."""

from django_tasks import task

from wiki.search import known_words


@task()
def gather_words() -> int:
    """Gathers the words for misspelt searches anew; how many there are. Comes round every few hours."""
    return known_words.gather()
