"""Verbs about invitations. The link works once and for seven days; sending it is the caller's."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import require
from accounts.actions import people
from accounts.errors import AddressTaken, InvitationClosed
from accounts.models import Invitation, Team, User
from accounts.roles import Role
from accounts.signals import tell
from accounts.tokens import hash_token, new_token

VALID_FOR = datetime.timedelta(days=7)


@transaction.atomic
def invite(*, by: User, email: str, role: str = Role.READER, teams: Iterable[Team] = ()) -> tuple[Invitation, str]:
    """A new invitation and its token, which is nowhere stored. Raises AddressTaken."""
    require(by, "add_invitation")
    email = User.objects.normalize_email(email).lower()
    _require_free(email)
    token, token_hash = new_token()
    expires_at = timezone.now() + VALID_FOR
    invitation = Invitation.objects.create(
        email=email, role=role, token_hash=token_hash, invited_by=by, expires_at=expires_at
    )
    invitation.teams.set(teams)
    after = {"role": str(role), "teams": [team.name for team in teams], "valid_until": expires_at.isoformat()}
    tell("invitation.sent", invitation, by=by, after=after)
    return invitation, token


def _require_free(email: str) -> None:
    """Imported authors have an address but no account: an invitation gives them one."""
    if person := User.objects.real().filter(email__iexact=email).first():
        words = (
            _("%(email)s has an account.")
            if person.is_active
            else _("%(email)s was deactivated. Reactivate them instead.")
        )
        raise AddressTaken(words % {"email": email})
    if Invitation.objects.open().filter(email__iexact=email).exists():
        raise AddressTaken(_("%(email)s is invited already. Send that invitation again instead.") % {"email": email})


@transaction.atomic
def resend(*, by: User, invitation: Invitation) -> str:
    """A new token, valid for another seven days; the old link is dead. Raises InvitationClosed."""
    require(by, "change_invitation")
    _require_not_over(invitation)
    token, invitation.token_hash = new_token()
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + VALID_FOR
    invitation.save(update_fields=["token_hash", "sent_at", "expires_at"])
    tell("invitation.resent", invitation, by=by, after={"valid_until": invitation.expires_at.isoformat()})
    return token


@transaction.atomic
def revoke(*, by: User, invitation: Invitation) -> None:
    """The link stops working. Raises InvitationClosed when somebody used it before."""
    require(by, "change_invitation")
    _require_not_over(invitation)
    invitation.revoked_at, invitation.revoked_by = timezone.now(), by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    tell("invitation.revoked", invitation, by=by)


def _require_not_over(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.revoked_at:
        words = _("The invitation of %(email)s was accepted or revoked before.")
        raise InvitationClosed(words % {"email": invitation.email})


def find_open(token: str) -> Invitation:
    """The invitation that this token opens. Raises InvitationClosed, the same for a wrong and for an old one."""
    invitation = Invitation.objects.open().filter(token_hash=hash_token(token)).select_related("invited_by").first()
    if invitation is None:
        raise InvitationClosed(_("This invitation was used, withdrawn, or is older than seven days."))
    return invitation


@transaction.atomic
def accept(*, token: str, name: str, password: str) -> User:
    """The account that the invitation promised. Raises InvitationClosed, or AddressTaken for an address taken since."""
    # Locked and looked at again: of two clicks on the same link, one finds it used.
    invitation = Invitation.objects.select_for_update().get(pk=find_open(token).pk)
    if not invitation.is_open:
        raise InvitationClosed(_("This invitation was used, withdrawn, or is older than seven days."))
    if User.objects.real().filter(email__iexact=invitation.email).exists():
        raise AddressTaken(_("There is an account with this address. Sign in instead."))
    authors = people.release_address(invitation.email, besides=User())
    person = User.objects.create_user(invitation.email, password, role=invitation.role, name=name.strip())
    person.teams.add(*invitation.teams.all())
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    tell("invitation.accepted", invitation, by=person, after={"name": person.name, "role": person.role})
    people.merge_authors(authors, by=person, into=person)
    return person
