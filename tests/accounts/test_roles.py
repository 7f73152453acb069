"""Roles: what each may, and what the checks cost."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission

from accounts.models import User
from accounts.roles import PERMISSIONS, Role, ensure_roles
from tests.conftest import make_user


@pytest.mark.parametrize("role", Role)
def test_person_has_the_rights_of_their_role_and_no_others(db, role):
    person = make_user("Pat", role)
    assert person.get_all_permissions() == set(PERMISSIONS[role])


def test_each_role_has_all_rights_of_the_weaker_ones():
    ladder = [set(PERMISSIONS[role]) for role in Role]
    assert all(weaker < stronger for weaker, stronger in pairwise(ladder))


def test_rights_cost_one_query(admin, django_assert_num_queries):
    person = User.objects.get(pk=admin.pk)
    with django_assert_num_queries(1):
        assert person.has_perm("wiki.manage_wiki")
        assert person.has_perm("wiki.read_pages")
        assert not person.has_perm("wiki.delete_space")


def test_deactivated_admin_has_no_right(db):
    person = make_user("Dora", Role.ADMIN, is_active=False)
    assert person.get_all_permissions() == set()
    assert not person.is_staff


def test_somebody_signed_out_has_no_right(db):
    assert not AnonymousUser().has_perm("wiki.read_pages")


def test_right_given_to_a_person_and_not_to_a_role_counts_for_nothing(reader):
    reader.user_permissions.add(Permission.objects.get(codename="manage_wiki"))
    assert not User.objects.get(pk=reader.pk).has_perm("wiki.manage_wiki")


def test_giving_a_role_replaces_the_former_and_keeps_other_groups(reader):
    reader.groups.add(Group.objects.create(name="Choir"))
    reader.give_role(Role.TRAINER)
    assert set(reader.groups.values_list("name", flat=True)) == {"Trainer", "Choir"}
    assert reader.role == Role.TRAINER


def test_superuser_made_on_the_command_line_is_an_admin_like_any_other(db):
    person = User.objects.create_superuser("root@example.org", "seven green apples")
    assert not person.is_superuser
    assert person.role == Role.ADMIN


def test_roles_come_back_with_the_next_migration(db):
    Group.objects.filter(name=Role.EDITOR).delete()
    ensure_roles()
    assert make_user("Edna", Role.EDITOR).has_perm("wiki.edit_pages")


def test_two_people_can_not_have_one_address_in_different_cases(reader):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=reader.email.upper())


@pytest.mark.parametrize(
    ("name", "email", "initials"),
    [("Rosa Reader", "r@example.org", "RR"), ("", "ada.b@example.org", "AB"), ("Plato", "p@example.org", "P")],
)
def test_initials_stand_for_the_person(name, email, initials):
    assert User(name=name, email=email).initials == initials
