"""A plant of many people and documents, put together in the database at once."""

from django.db import connection
from django.utils import timezone

from accounts.models import Team, User
from tests.conftest import an_admin, front_page, make_space
from tests.training.asking import ask
from wiki.pages.actions.releasing import begin_control
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body, Entry, bulk_record
from wiki.spaces.models import Space

_CONFIRM = """
INSERT INTO wiki_acknowledgement (person_id, page_id, edition_id, revision_number, seal, cycle, name, at, zone)
SELECT u.id, e.page_id, e.id, 1, e.seal, 0, u.name, %s, 'UTC' FROM accounts_user u CROSS JOIN wiki_edition e
WHERE (u.id + e.page_id) %% 10 < %s
"""


def make_plant(people: int, documents: int, *, tenths: int = 7) -> Space:
    """A controlled space whose documents everybody in one of ten teams has to know; so many tenths are confirmed."""
    space = make_space("Plant")
    users = User.objects.bulk_create(
        [User(email=f"worker{number}@example.org", name=f"Worker {number:04}") for number in range(people)]
    )
    reader = User.groups.field.related_model.objects.get(name="Reader")
    User.groups.through.objects.bulk_create([User.groups.through(user=user, group=reader) for user in users])
    teams = Team.objects.bulk_create([Team(name=f"Team {number}") for number in range(10)])
    members = [Team.members.through(team=teams[place % 10], user=user) for place, user in enumerate(users)]
    Team.members.through.objects.bulk_create(members)
    _documents(space, documents)
    for team in teams:
        ask(space, team)
    with connection.cursor() as cursor:
        cursor.execute(_CONFIRM, [timezone.now(), tenths])
    return space


def _documents(space: Space, count: int) -> None:
    front, text = front_page(space), "Wear gloves.\n"
    pages = Page.objects.bulk_create(
        [
            Page(
                space=space,
                parent=front,
                slug=f"sop-{n}",
                path=f"sop-{n}",
                title=f"Sop {n}",
                title_key=f"sop {n}",
                text=text,
            )
            for n in range(count)
        ]
    )
    entries = [
        Entry(page, 1, Body(page.title, text), page.path, an_admin(), timezone.now(), "", Revision.Kind.CREATED, 0)
        for page in pages
    ]
    for page, revision in zip(pages, bulk_record(entries), strict=True):
        page.latest = revision
    Page.objects.bulk_update(pages, ["latest"], batch_size=200)
    begin_control(Page.objects.filter(pk__in=[page.pk for page in pages]), summary="")
