"""Jobs of the worker that concern documents."""

from django_tasks import task

from wiki.control.reminders import remind_of_reviews


@task()
def remind_owners() -> int:
    """Tells owners of reviews that are near or due; how many. Comes round once a day."""
    return remind_of_reviews()
