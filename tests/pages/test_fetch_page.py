"""The page's query, built once: it must see what changes between two calls."""

from accounts.models import Team, User
from tests.conftest import make_page, make_space
from wiki.pages.access import page_for
from wiki.spaces.models import Level, Membership, Space


def test_every_part_of_the_page_is_there(page, admin, django_assert_num_queries):
    person = User.objects.get(pk=admin.pk)
    with django_assert_num_queries(2):  # the person's permissions, and the page
        access = page_for(person, "handbook", page.path, body=True)
        found = access.page
        assert (found.pk, found.text, found.space.name) == (page.pk, "Wear gloves.\n", "Handbook")
        assert (found.latest.number, found.latest.author.name) == (1, "Ada Admin")
        assert "Wear gloves." in found.rendering.html
        assert found.tags == []


def test_levels_follow_memberships_of_people_and_teams(reader, editor):
    secret = make_space("Secret", visibility=Space.Visibility.MEMBERS)
    page = make_page(secret)
    team = Team.objects.create(name="Cooks")
    Membership.objects.create(space=secret, team=team, level=Level.TRAINER)
    Membership.objects.create(space=secret, user=editor, level=Level.READER)
    team.members.add(reader)
    assert page_for(reader, "secret", page.path).level == Level.TRAINER
    assert page_for(editor, "secret", page.path).level == Level.READER


def test_values_stay_apart_between_calls(space, admin):
    pages = [make_page(space, title) for title in ("One", "Two")]
    assert [page_for(admin, "handbook", page.path).page.title for page in pages] == ["One", "Two"]
