"""Verbs about people who have, or had, an account."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.access import require
from accounts.errors import AddressTaken, LastAdmin, NotMergeable, OwnRights
from accounts.models import NOWHERE, User
from accounts.roles import Role
from accounts.signals import tell


def told(person: User) -> dict[str, Any]:
    """What the audit trail keeps of a person."""
    return {"name": person.name, "email": person.email}


def keep_an_admin(person: User) -> None:
    """Raises LastAdmin when nobody but `person` is an active admin. Locks the admins until the transaction ends,
    so that two of them can't take the right from each other at once."""
    admins = list(User.objects.admins().select_for_update().values_list("pk", flat=True))
    if admins == [person.pk]:
        raise LastAdmin(_("%(name)s is the only admin. Make somebody else an admin first.") % {"name": person})


def _not_oneself(by: User, person: User, words: str) -> None:
    if by.pk == person.pk:
        raise OwnRights(words)


@transaction.atomic
def give_role(*, by: User, person: User, role: str) -> None:
    """Replaces the role of `person`. Raises OwnRights for one's own role, LastAdmin for the last admin's."""
    require(by, "change_user")
    before = person.role
    if before == role:
        return
    _not_oneself(by, person, _("You can't change your own role. Another admin can."))
    if before == Role.ADMIN:
        keep_an_admin(person)
    person.give_role(role)
    tell("person.role_changed", person, by=by, before={"role": before}, after={"role": Role(role).value})


@transaction.atomic
def deactivate(*, by: User, person: User, reason: str = "") -> None:
    """Ends the person's access and every session; their history stays. Raises OwnRights or LastAdmin."""
    require(by, "change_user")
    if not person.is_active:
        return
    _not_oneself(by, person, _("You can't deactivate yourself. Another admin can."))
    if person.role == Role.ADMIN:
        keep_an_admin(person)
    person.is_active = False
    person.sessions_ended += 1
    person.save(update_fields=["is_active", "sessions_ended"])
    tell("person.deactivated", person, by=by, before={"active": True}, after={"active": False}, reason=reason)


@transaction.atomic
def reactivate(*, by: User, person: User) -> None:
    """Lets the person sign in again. Imported authors don't: they are invited, or merged with a real person."""
    require(by, "change_user")
    if person.is_active:
        return
    if person.is_imported:
        raise NotMergeable(
            _("%(name)s is known only from an import. Send an invitation to their address.") % {"name": person}
        )
    person.is_active = True
    person.save(update_fields=["is_active"])
    tell("person.reactivated", person, by=by, before={"active": False}, after={"active": True})


@transaction.atomic
def end_sessions(*, by: User, person: User) -> None:
    """Signs the person out of every browser, the one that asks too. For themselves and for admins."""
    if by.pk != person.pk:
        require(by, "change_user")
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    tell("person.sessions_ended", person, by=by)


@transaction.atomic
def change_person(*, by: User, person: User, name: str, email: str) -> None:
    """Changes name and address. Raises AddressTaken."""
    require(by, "change_user")
    _change(person, by=by, name=name, email=User.objects.normalize_email(email).lower())


@transaction.atomic
def change_own_settings(*, by: User, name: str, time_zone: str, theme: str) -> None:
    """What people set about themselves; only the name is told to the audit trail, the rest is taste."""
    by.time_zone, by.theme = time_zone, theme
    by.save(update_fields=["time_zone", "theme"])
    _change(by, by=by, name=name, email=by.email)


def choose_theme(*, by: User, theme: str) -> None:
    """Light, dark, or "" for what the device says."""
    by.theme = theme
    by.save(update_fields=["theme"])


def _change(person: User, *, by: User, name: str, email: str) -> None:
    stored = User.objects.get(pk=person.pk)  # a form may have written its values onto `person` already
    before = told(stored)
    person.name, person.email = name.strip(), email
    after = told(person)
    if before == after:
        return
    if User.objects.real().filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise AddressTaken(_("Somebody else has the address %(email)s.") % {"email": email})
    authors = release_address(email, besides=person)
    person.save(update_fields=["name", "email"])
    tell("person.changed", person, by=by, before=before, after=after)
    merge_authors(authors, by=by, into=person)


@transaction.atomic
def merge_people(*, by: User, imported: User, into: User) -> None:
    """Says that an imported author is a real person. Their revisions stay as they are. Raises NotMergeable."""
    require(by, "change_user")
    if not imported.is_imported:
        raise NotMergeable(_("%(name)s has an account; only imported people can be merged.") % {"name": imported})
    if into.is_imported or into.pk == imported.pk:
        raise NotMergeable(_("%(name)s is imported too; choose a person with an account.") % {"name": into})
    _merge(imported, by=by, into=into)


def release_address(email: str, *, besides: User) -> list[User]:
    """Takes an address from the imported authors who have it, for the real person who is about to get it."""
    authors = list(User.objects.filter(is_imported=True, email__iexact=email).exclude(pk=besides.pk))
    for author in authors:
        author.email = f"author-{author.pk}@{NOWHERE}"
        author.save(update_fields=["email"])
    return authors


def merge_authors(authors: Iterable[User], *, by: User | None, into: User) -> None:
    """The authors who had a person's address are that person, unless an admin has said otherwise."""
    for author in authors:
        if author.merged_into is None and not into.is_imported:
            _merge(author, by=by, into=into)


def _merge(author: User, *, by: User | None, into: User) -> None:
    before = str(author.merged_into or "")
    author.merged_into = into
    author.save(update_fields=["merged_into"])
    tell("person.merged", author, by=by, before={"same_as": before}, after={"same_as": f"{into} <{into.email}>"})


@transaction.atomic
def separate_people(*, by: User, imported: User) -> None:
    """Takes a mistaken merge back."""
    require(by, "change_user")
    if imported.merged_into is None:
        return
    before = f"{imported.merged_into} <{imported.merged_into.email}>"
    imported.merged_into = None
    imported.save(update_fields=["merged_into"])
    tell("person.separated", imported, by=by, before={"same_as": before}, after={"same_as": ""})


def make_reset_link(*, by: User, person: User) -> str:
    """A link with which the person sets a new password, for an admin to hand over. Told to the audit trail."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    from accounts.tokens import link

    require(by, "change_user")
    if not person.is_active:
        raise NotMergeable(_("%(name)s is not active and can't sign in.") % {"name": person})
    tell("person.reset_link_made", person, by=by)
    return link(
        "account_reset_password_from_key",
        user_pk_to_url_str(person),
        default_token_generator.make_token(person),
    )
