"""Links that work once: the person gets a token, the database keeps only its hash."""

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse


class ResetTokens(PasswordResetTokenGenerator):
    """Of links to set a new password: dead after three days, once used, and once the person was deactivated."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}{user.sessions_ended}"


def new_token() -> tuple[str, str]:
    """A token of 256 random bits and the hash to keep."""
    token = secrets.token_urlsafe(32)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """SHA-256 in hex: enough for a random token, which can't be guessed as a password can."""
    return hashlib.sha256(token.encode()).hexdigest()


def link(name: str, *args: object) -> str:
    """The full address of a named view.

    From LOOSELEAF_BASE_URL and not from the request: a forged Host header must not end up in somebody's mail.
    """
    return settings.BASE_URL + reverse(name, args=args)
