"""Sessions in the database, looked up by a query whose SQL is built once: every request begins with it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accounts.prepared import PreparedQuery


def _session_rows(key: str) -> QuerySet:
    return Session.objects.filter(session_key=key).values_list("session_key", "session_data", "expire_date")


_SESSIONS = PreparedQuery(_session_rows, "\0key")


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        for key, content, expires in _SESSIONS.rows(self.session_key):
            if expires > timezone.now():
                return Session(session_key=key, session_data=content, expire_date=expires)
        self._session_key = None
        return None
