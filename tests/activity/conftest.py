"""People who watch, and what they were told."""

import pytest

from tests.conftest import make_space
from wiki.activity.actions import watch
from wiki.activity.models import Notification
from wiki.activity.telling import tell_news
from wiki.discussion.actions import reply, start_thread
from wiki.spaces.models import Level, Space


@pytest.fixture
def watched(page, reader):
    """The page of one revision, which the reader watches; all that happened before was told."""
    watch(by=reader, place=page)
    tell_news()
    return page


@pytest.fixture
def closed_space(admin, reader):
    """A members-only space that the reader may read for now."""
    return make_space("Lab", by=admin, visibility=Space.Visibility.MEMBERS, members={reader: Level.READER})


def told(person) -> list[str]:
    """The kinds of what a person is told, oldest first, after all news were read."""
    tell_news()
    return [row.kind for row in Notification.objects.filter(person=person).order_by("pk")]


def only_one(person) -> Notification:
    """The only thing that a person was told."""
    tell_news()
    return Notification.objects.get(person=person)


def say(page, by, text="Why gloves?"):
    return start_thread(by=by, page=page, text=text, key=text)


def answer(comment, by, text="Because."):
    return reply(by=by, thread=comment.thread, text=text, key=text)
