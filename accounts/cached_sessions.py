"""Sessions in the database, and for a minute also in a cache that several servers share: most requests then need not
ask the database, and a cache that is gone signs nobody out."""

from typing import Any

from django.core.cache import cache

from accounts import sessions

# Whoever is signed out while the cache can't be reached, or in the moment in which it is filled, is so after this time.
KEPT = 60  # seconds
_PREFIX = "session:"


class SessionStore(sessions.SessionStore):
    """The engine for Django's SESSION_ENGINE."""

    def load(self) -> dict[str, Any]:
        """What is in the session; of the cache, else of the database."""
        kept = cache.get(f"{_PREFIX}{self.session_key}") if self.session_key else None
        if kept is None:
            kept = super().load()
            if self.session_key:  # no longer, where the database has no such session
                cache.set(f"{_PREFIX}{self.session_key}", kept, KEPT)
        return kept

    def save(self, must_create: bool = False) -> None:
        """Keeps it in the database; whoever asks next finds that."""
        super().save(must_create)
        cache.delete(f"{_PREFIX}{self.session_key}")

    def delete(self, session_key: str | None = None) -> None:
        """Ends it."""
        super().delete(session_key)
        cache.delete(f"{_PREFIX}{session_key or self.session_key}")
