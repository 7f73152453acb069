"""Writes into the audit trail what happens to people, of which accounts tells by signals: it knows no wiki."""

from typing import Any

from allauth.account import signals as allauth
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from accounts.models import User
from accounts.signals import people_changed
from wiki.audit.recording import record


def _on_people_changed(sender: Any, *, action: str, subject: Any, by: Any, **told: Any) -> None:
    told.pop("signal")
    record(action, subject, by=by, **told)


def _on_sign_in(sender: Any, *, user: User, **_sent: Any) -> None:
    record("person.signed_in", user, by=user)


def _on_sign_out(sender: Any, *, user: User | None, **_sent: Any) -> None:
    if user:
        record("person.signed_out", user, by=user)


def _on_failed_sign_in(
    sender: Any, *, credentials: dict[str, Any], request: HttpRequest | None = None, **_sent: Any
) -> None:
    """Under the address that was typed; Django has blanked the password, and it is not looked at."""
    email = str(credentials.get("email", ""))
    person = User.objects.filter(email__iexact=email).first() or User(email=email)
    record("person.sign_in_failed", person, by=None, after={"email": email})


def _on_password_changed(sender: Any, *, user: User, **_sent: Any) -> None:
    record("person.password_changed", user, by=user)


def _on_password_reset(sender: Any, *, user: User, **_sent: Any) -> None:
    record("person.password_reset", user, by=user)


def listen() -> None:
    """Called once, when the app is ready."""
    heard = (
        (people_changed, _on_people_changed),
        # allauth's signal, not Django's: it tells of people who signed in, not of sessions made by a program.
        (allauth.user_logged_in, _on_sign_in),
        (user_logged_out, _on_sign_out),
        (user_login_failed, _on_failed_sign_in),
        (allauth.password_changed, _on_password_changed),
        (allauth.password_reset, _on_password_reset),
    )
    for signal, receiver in heard:
        signal.connect(receiver, dispatch_uid=f"audit.{receiver.__name__}")
