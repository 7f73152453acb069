"""Jobs of the worker that concern training. Each may be begun again: nobody is told twice."""

from django_tasks import task

from wiki.training.actions import release_read
from wiki.training.reminders import remind


@task()
def remind_of_training() -> int:
    """Reminds people of what they have to confirm, and supervisors of what is late; how many people."""
    return remind()


@task()
def release_what_was_read() -> int:
    """Puts editions in force that enough people have read; how many. An acknowledgement does so at once; this is for
    people who left, or were asked or exempted since."""
    return release_read()
