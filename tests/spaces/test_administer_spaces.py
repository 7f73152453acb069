"""Spaces in the Django admin: made with a front page, changed, given members, never deleted."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Team
from tests.conftest import front_page, make_space
from wiki.audit.models import AuditEvent
from wiki.spaces.actions import remove_membership, save_membership
from wiki.spaces.models import Level, Membership, Space

SPACES = "/admin/wiki/space/"
NEW = {"name": "Kitchen", "slug": "kitchen", "description": "", "visibility": "open", "position": "0"}


def rows_of(prefix: str, rows: list[dict], initial: int) -> dict[str, str]:
    form = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows):
        form |= {f"{prefix}-{number}-{field}": str(value) for field, value in row.items()}
    return form


def members(*new: dict, present: tuple[dict, ...] = ()) -> dict[str, str]:
    """What the two tables of the form send: members that are there, and new ones."""
    return rows_of("memberships", list(present), len(present)) | rows_of("memberships-2", list(new), 0)


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_new_space_has_a_front_page_and_its_first_members(admin_client, reader):
    rows = members(
        {"user": reader.pk, "level": Level.EDITOR},
        {"team": Team.objects.create(name="Cooks").pk, "level": Level.READER},
    )
    assert admin_client.post(f"{SPACES}add/", NEW | rows).status_code == 302
    space = Space.objects.get()
    assert front_page(space).title
    assert set(space.memberships.values_list("user", "team__name", "level")) == {
        (reader.pk, None, Level.EDITOR),
        (None, "Cooks", Level.READER),
    }
    assert actions().count("membership.given") == 2


def test_new_space_is_opened_and_named(admin_client):
    answer = admin_client.post(f"{SPACES}add/", NEW | members(), follow=True)
    assert answer.redirect_chain == [("/kitchen/", 302)]
    assert "was added successfully" in answer.text


def test_another_space_may_be_made_at_once(admin_client):
    assert admin_client.post(f"{SPACES}add/", NEW | members() | {"_addanother": "1"}).url == f"{SPACES}add/"


@pytest.mark.parametrize("slug", ["admin", "accounts", "-x", "Two Words"])
def test_address_that_is_not_free_is_refused_in_words(admin_client, slug):
    answer = admin_client.post(f"{SPACES}add/", NEW | {"slug": slug} | members())
    assert answer.context["errors"]
    assert not Space.objects.exists()


def test_change_is_audited_and_the_address_stays(admin_client, space):
    form = NEW | {"name": "Renamed", "slug": "elsewhere", "visibility": "members"} | members()
    admin_client.post(f"{SPACES}{space.pk}/change/", form)
    space.refresh_from_db()
    assert (space.name, space.slug, space.visibility) == ("Renamed", "handbook", "members")
    event = AuditEvent.objects.filter(action="space.changed").get()
    assert (event.before["name"], event.after["name"]) == ("Handbook", "Renamed")


def test_saving_a_space_unchanged_tells_nothing(admin_client, space):
    form = {"name": space.name, "description": "", "visibility": "open", "position": "0"}
    before = actions()
    admin_client.post(f"{SPACES}{space.pk}/change/", form | members())
    assert actions() == before


def test_membership_is_changed_and_taken_and_each_is_audited(admin_client, space, reader):
    own = Membership.objects.create(space=space, user=reader, level=Level.READER)
    form = {"name": space.name, "description": "", "visibility": "open", "position": "0"}
    row = {"id": own.pk, "space": space.pk, "level": Level.TRAINER}
    admin_client.post(f"{SPACES}{space.pk}/change/", form | members(present=(row,)))
    assert Membership.objects.get().level == Level.TRAINER
    admin_client.post(f"{SPACES}{space.pk}/change/", form | members(present=(row | {"DELETE": "on"},)))
    assert not Membership.objects.exists()
    assert actions()[-2:] == ["membership.changed", "membership.removed"]
    changed = AuditEvent.objects.get(action="membership.changed")
    assert (changed.before["role"], changed.after["role"], changed.space) == ("Reader", "Trainer", "handbook")


def test_line_with_both_a_person_and_a_team_is_refused(admin_client, reader):
    row = {"user": reader.pk, "team": Team.objects.create(name="Cooks").pk, "level": Level.READER}
    answer = admin_client.post(f"{SPACES}add/", NEW | members(row))
    assert "not both" in answer.content.decode()
    assert not Space.objects.exists()


def test_member_who_is_there_already_or_twice_is_refused_in_words(admin_client, space, reader, editor):
    there = Membership.objects.create(space=space, user=reader, level=Level.READER)
    form = {"name": space.name, "description": "", "visibility": "open", "position": "0"}
    present = ({"id": there.pk, "space": space.pk, "level": Level.READER},)
    again, twice = {"user": reader.pk, "level": Level.EDITOR}, {"user": editor.pk, "level": Level.EDITOR}
    for new in ([again], [twice, twice]):
        answer = admin_client.post(f"{SPACES}{space.pk}/change/", form | members(*new, present=present))
        assert answer.context["errors"]
        assert Membership.objects.count() == 1


def test_space_is_not_deleted(admin_client, space):
    assert admin_client.post(f"{SPACES}{space.pk}/delete/", {"post": "yes"}).status_code == 403
    admin_client.post(SPACES, {"action": "delete_selected", "_selected_action": [space.pk], "post": "yes"})
    assert Space.objects.filter(pk=space.pk).exists()


@pytest.mark.parametrize("who", ["outsider", "reader", "editor", "trainer"])
def test_nobody_but_an_admin_gives_or_takes_memberships(request, space, who):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        save_membership(Membership(space=space, user=by, level=Level.TRAINER), by=by)
    given = Membership.objects.create(space=space, user=by, level=Level.READER)
    with pytest.raises(PermissionDenied):
        remove_membership(given, by=by)


def test_page_of_a_space_costs_the_same_for_few_and_many_members(admin_client, django_assert_num_queries, space):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.conftest import make_user

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(f"{SPACES}{space.pk}/change/").status_code == 200
        return len(queries)

    Membership.objects.create(space=space, user=make_user("First One"), level=Level.READER)
    few = cost()
    for number in range(20):
        Membership.objects.create(space=space, user=make_user(f"Person {number}"), level=Level.READER)
    make_space("Another")
    assert cost() == few


def test_team_that_is_deleted_loses_its_memberships_and_each_is_audited(admin, admin_client, space):
    team = Team.objects.create(name="Cooks")
    save_membership(Membership(space=space, team=team, level=Level.EDITOR), by=admin)
    page = admin_client.get(f"/admin/accounts/team/{team.pk}/delete/").content.decode()
    assert "Handbook (Editor)" in page
    admin_client.post(f"/admin/accounts/team/{team.pk}/delete/", {"post": "yes"})
    removed = AuditEvent.objects.get(action="membership.removed")
    assert (removed.before, removed.space, removed.actor_id) == (
        {"member": "Cooks", "role": "Editor"},
        "handbook",
        str(admin.pk),
    )
    assert not Membership.objects.exists()


def test_members_are_named_with_what_tells_them_apart(admin_client, space, reader):
    Membership.objects.create(space=space, user=reader, level=Level.READER)
    page = admin_client.get(f"{SPACES}{space.pk}/change/").content.decode()
    assert 'Rosa Reader <span class="quiet">rosa.reader@example.org</span>' in page
    assert page.count("Take away") == 1


def test_page_of_a_space_leads_to_its_trail_and_into_the_wiki(admin_client, space):
    page = admin_client.get(f"{SPACES}{space.pk}/change/").content.decode()
    assert ">Audit trail</a>" in page
    assert ">Open in the wiki</a>" in page
