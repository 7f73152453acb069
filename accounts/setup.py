"""The first run: a link in the terminal that makes the first admin, once."""

import logging
import secrets

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import people
from accounts.errors import SetupFinished
from accounts.models import Site, User
from accounts.roles import Role
from accounts.signals import tell
from accounts.site import store_name
from accounts.tokens import hash_token, link, new_token

log = logging.getLogger(__name__)

# Once there is an admin there always is one (see `actions.people.keep_an_admin`), so a process need not ask again.
_is_finished = False


def is_finished() -> bool:
    """Whether there is an active admin. No query once the answer was yes."""
    global _is_finished
    _is_finished = _is_finished or User.objects.admins().exists()
    return _is_finished


def setup_link() -> str | None:
    """A new link for the terminal, which ends the one before; None when there is an admin."""
    if is_finished():
        return None
    token, token_hash = new_token()
    Site.objects.update_or_create(pk=Site.ONLY, defaults={"setup_token_hash": token_hash})
    return link("account_setup", token)


def require_token(token: str) -> None:
    """Raises SetupFinished unless there is no admin and this is the token printed last."""
    stored = Site.objects.filter(pk=Site.ONLY).values_list("setup_token_hash", flat=True).first() or ""
    is_right = secrets.compare_digest(stored, hash_token(token))
    if not is_right or User.objects.admins().exists():
        raise SetupFinished(_("This link is not valid any more. The terminal shows the latest one."))


@transaction.atomic
def create_first_admin(*, token: str, wiki_name: str, name: str, email: str, password: str) -> User:
    """Makes the admin and names the wiki. Raises SetupFinished; of two at once the second is too late."""
    Site.objects.select_for_update().filter(pk=Site.ONLY).first()
    require_token(token)
    person = make_admin(name=name, email=email, password=password)
    store_name(person, wiki_name)
    Site.objects.filter(pk=Site.ONLY).update(setup_token_hash="")
    return person


@transaction.atomic
def ensure_first_admin() -> User | None:
    """Unattended set-up: the admin of LOOSELEAF_ADMIN_EMAIL and LOOSELEAF_ADMIN_PASSWORD, when there is none yet."""
    email, password = settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD
    if not (email and password) or is_finished():
        return None
    try:
        validate_password(password)
    except ValidationError as error:
        # The operator decides; a script must not stop here with nobody to ask.
        log.warning("LOOSELEAF_ADMIN_PASSWORD is weak: %s", " ".join(error.messages))
    return make_admin(name=email.partition("@")[0], email=email, password=password)


@transaction.atomic
def make_admin(*, name: str, email: str, password: str) -> User:
    """An admin; somebody who has this address becomes one. For whoever runs the server."""
    email = User.objects.normalize_email(email).lower()
    person = User.objects.real().filter(email__iexact=email).first() or User()
    authors = people.release_address(email, besides=person)
    person.name, person.email, person.is_active = name.strip(), email, True
    person.set_password(password)
    person.save()
    person.give_role(Role.ADMIN)
    tell("person.made_admin", person, by=None, after=people.told(person) | {"role": Role.ADMIN.value})
    people.merge_authors(authors, by=None, into=person)
    return person
