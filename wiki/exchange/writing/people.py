"""The authors of an imported history, as people who can't sign in and whom an admin may say to be somebody."""

import hashlib
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from wiki.audit.recording import record
from wiki.exchange.reading.stream import Author
from wiki.exchange.reading.told import NOBODY

# Reserved by RFC 2606: no mail can ever go there.
NOWHERE = "imported.invalid"
NAME_LENGTH = 150


class People:
    """Finds or makes the person for an author. One name is one person: people commit from several addresses, and
    a name is what the history shows. An address that belongs to a person with an account is not given to the
    author: a commit's address proves nothing."""

    def __init__(self) -> None:
        self._by_name = {user.name: user for user in User.objects.filter(is_imported=True).order_by("-pk")}

    def of(self, author: Author) -> User | None:
        """The person for an author whom `bring` has seen; None where an export says that it was nobody."""
        return None if _is_nobody(author) else self._by_name[_name(author)]

    def bring(self, authors: Iterable[Author], *, by: User | None) -> int:
        """Makes the people who are not known yet, and says so in the audit trail; how many."""
        named = {_name(author): author for author in reversed(list(authors)) if not _is_nobody(author)}
        new = {name: author for name, author in named.items() if name not in self._by_name}
        taken = set(User.objects.values_list("email", flat=True))
        made = []
        for name, author in sorted(new.items()):
            email = _address(author, name, taken)
            taken.add(email)
            made.append(User(email=email, name=name, is_active=False, is_imported=True, password=make_password(None)))
        for person in User.objects.bulk_create(made):
            self._by_name[person.name] = person
            record("person.imported", person, by=by, after={"name": person.name, "email": person.email})
        return len(made)


def _is_nobody(author: Author) -> bool:
    return (author.name, author.email) == NOBODY


def _name(author: Author) -> str:
    words = " ".join(author.name.replace("\0", "").split()) or author.email.strip()
    return words[:NAME_LENGTH] or "?"


def _address(author: Author, name: str, taken: set[str]) -> str:
    email = author.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        email = ""
    if email and len(email) <= 254 and email not in taken:
        return email
    return f"{hashlib.sha256(name.encode()).hexdigest()[:16]}@{NOWHERE}"
