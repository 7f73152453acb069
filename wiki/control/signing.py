"""Electronic signatures (21 CFR Part 11, EU GMP Annex 11 (14))."""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.control.errors import PasswordNeeded
from wiki.control.models import Signature
from wiki.pages.models import Page

# 21 CFR 11.200(a)(1): the first signing of a continuous period needs all components, the next ones at least one.
IDLE = timedelta(minutes=15)
MOST_WRONG = 5  # passwords within `IDLE` before nobody may try for this person any more


def needs_password(last_signed: datetime | None) -> bool:
    """Whether the person has to give the password, who signed in this session at `last_signed` for the last time."""
    return last_signed is None or timezone.now() - last_signed > IDLE


def sign(
    *,
    by: Any,
    page: Page,
    revision_number: int,
    seal: str,
    meaning: str,
    password: str = "",
    last_signed: datetime | None = None,
) -> Signature:
    """The signature of `by` under what has this seal; PasswordNeeded, saying what to do, without the right password."""
    with_password = needs_password(last_signed)
    if with_password:
        _require_password(by, password)
    return Signature.objects.create(
        page=page,
        by=by,
        name=by.get_full_name(),
        zone=timezone.get_current_timezone_name(),
        meaning=meaning,
        revision_number=revision_number,
        seal=seal,
        with_password=with_password,
    )


def _require_password(by: Any, password: str) -> None:
    if not by.has_usable_password():
        raise PasswordNeeded(_("You have no password yet, and a signature needs one. Set one under Settings."))
    key = f"signature-failures:{by.pk}"
    if cache.get(key, 0) >= MOST_WRONG:
        raise PasswordNeeded(_("Too many wrong passwords. Try again in fifteen minutes."))
    if not password:
        raise PasswordNeeded(_("Give your password to sign."))
    if not by.check_password(password):
        cache.add(key, 0, IDLE.total_seconds())
        cache.incr(key)
        raise PasswordNeeded(_("That is not your password. Nothing was signed."))
    cache.delete(key)
