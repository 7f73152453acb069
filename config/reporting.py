"""Errors told to a server that speaks Sentry's protocol. Loaded only where LOOSELEAF_SENTRY_DSN names one.

What leaves is a list of what may, not what is left of everything: kinds of errors, places in the code, the name of the
view and the request's id, by which the rest is found in the log. No words of an error (a database quotes rows in them),
no variables, addresses, bodies, headers or people.
"""

import logging
import sys
from collections.abc import Mapping
from typing import Any

import sentry_sdk
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from sentry_sdk.integrations.logging import EventHandler
from sentry_sdk.utils import BadDsn

from config.processes import before_end
from config.requests import current

_KEPT = frozenset({"event_id", "timestamp", "level", "platform", "logger", "release", "server_name", "sdk"})
_KEPT_OF_FRAMES = frozenset(
    {"filename", "function", "module", "lineno", "context_line", "pre_context", "post_context", "in_app"}
)
# Their messages are constants of the code; others put together what they say.
_OURS = ("accounts", "config", "wiki")
# Strangers cause these by asking for odd things.
_NOT_TOLD = ("django.security",)
_SECONDS = 2.0  # for what is still to be sent when a process ends


def begin(dsn: str) -> None:
    """From now on errors are told: those that are logged, and those of jobs."""
    try:
        sentry_sdk.init(
            dsn=dsn,
            release=f"looseleaf@{settings.VERSION}",
            before_send=_reduced,
            default_integrations=False,  # they look into requests, and each costs memory
            auto_enabling_integrations=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
        )
    except BadDsn as error:
        raise ImproperlyConfigured(f"LOOSELEAF_SENTRY_DSN is no address of a project: {error}") from None
    logging.getLogger().addHandler(_handler)
    task_finished.connect(_job_ended, dispatch_uid="config.reporting")
    before_end.append(end_of_process)


def end() -> None:
    """Nothing is told any more."""
    logging.getLogger().removeHandler(_handler)
    task_finished.disconnect(dispatch_uid="config.reporting")
    before_end.remove(end_of_process)
    sentry_sdk.get_client().close(timeout=_SECONDS)
    sentry_sdk.get_global_scope().set_client(None)


_handler = EventHandler(level=logging.ERROR)


def end_of_process() -> None:
    """What waits to be sent is sent: threads end with their process."""
    sentry_sdk.flush(timeout=_SECONDS)


def _job_ended(*, task_result: TaskResult, **_signal: Any) -> None:
    """The worker tells of it while it handles the error, and logs nothing."""
    if task_result.status == TaskResultStatus.FAILED and sys.exc_info()[0]:
        with sentry_sdk.new_scope() as scope:
            scope.set_tag("job", task_result.task.module_path)
            sentry_sdk.capture_exception()


def _reduced(event: Mapping[str, Any], _hint: Mapping[str, Any]) -> dict[str, Any] | None:
    """The event as it leaves; None for one that stays here."""
    logger = str(event.get("logger") or "")
    if logger.startswith(_NOT_TOLD):
        return None
    told = {name: event[name] for name in _KEPT & event.keys()} | {"tags": _tags(event)}
    if logger.partition(".")[0] in _OURS:
        told["logentry"] = {"message": str(event.get("logentry", {}).get("message", ""))}
    errors = event.get("exception", {}).get("values", [])
    return told | {"exception": {"values": [_reduced_error(error) for error in errors]}}


def _tags(event: Mapping[str, Any]) -> dict[str, str]:
    job = dict(event.get("tags") or {}).get("job")
    if about := current.get():
        match = about.request.resolver_match
        return {"request": about.id, "view": match.view_name if match else "none"}
    return {"job": job} if job else {}


def _reduced_error(error: Mapping[str, Any]) -> dict[str, Any]:
    """Its kind and where it was raised, without what it says."""
    frames = (error.get("stacktrace") or {}).get("frames", [])
    kept = [{name: frame[name] for name in _KEPT_OF_FRAMES & frame.keys()} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": kept}}
