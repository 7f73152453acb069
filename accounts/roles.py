"""The four roles: groups with permissions. A person has one; admins give it in the Django admin."""

from collections.abc import Iterable

from django.apps import apps as installed
from django.contrib.auth.models import Group, Permission
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Names of the groups, weakest first."""

    READER = "Reader", _("Reader")
    EDITOR = "Editor", _("Editor")
    TRAINER = "Trainer", _("Trainer")
    ADMIN = "Admin", _("Admin")


# Declared on the models that they are about; each role has all that the weaker ones have.
_READ = ("wiki.read_pages",)
_EDIT = (*_READ, "wiki.edit_pages")
_TRAIN = (*_EDIT, "wiki.restore_revisions")
_ADMIN = (
    *_TRAIN,
    "wiki.manage_wiki",
    "accounts.add_user",
    "accounts.change_user",
    "accounts.view_user",
    "accounts.change_site",
    "accounts.view_site",
    *(f"accounts.{verb}_{noun}" for noun in ("team", "invitation") for verb in ("add", "change", "delete", "view")),
    *(f"wiki.{verb}_space" for verb in ("add", "change", "view")),
    *(f"wiki.{verb}_{noun}" for noun in ("membership", "supervisor") for verb in ("add", "change", "delete", "view")),
    "wiki.view_auditevent",
    "wiki.view_chaincheck",
    "wiki.view_job",
    "wiki.view_missedsearch",
)
PERMISSIONS = {Role.READER: _READ, Role.EDITOR: _EDIT, Role.TRAINER: _TRAIN, Role.ADMIN: _ADMIN}


def permission_rows(names: Iterable[str]) -> list[Permission]:
    """The permissions that exist under these "app.codename" names."""
    wanted = set(names)
    rows = Permission.objects.filter(codename__in=[name.partition(".")[2] for name in wanted])
    return [
        row for row in rows.select_related("content_type") if f"{row.content_type.app_label}.{row.codename}" in wanted
    ]


def ensure_roles(**_sent: object) -> None:
    """After every migrate: the four groups exist and have at least their permissions."""
    # Permissions are made by a receiver of the same signal; every app's must be there before they are given out.
    from django.contrib.auth.management import create_permissions

    for name in ("accounts", "wiki"):
        create_permissions(installed.get_app_config(name), verbosity=0)
    for role, names in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.add(*permission_rows(names))
