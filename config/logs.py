"""How lines of the log look.

Much of what is logged was written by strangers: addresses, headers, texts in an error. It must neither begin a line of
its own, which could say anything, nor reach a terminal as a command.
"""

import datetime
import io
import json
import logging
import re
import sys
from typing import Any, TextIO

from django.utils.functional import LazyObject

from config.requests import Current, current

# Control characters, what Unicode takes for the end of a line, and what turns the direction of writing.
_HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def in_one_line(text: str) -> str:
    """The text with each harmful character as Python would write it."""
    return _HARMFUL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class Plain(logging.Formatter):
    """One line for people, with the request's id in brackets; the lines of a traceback follow it, further in."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line without its traceback."""
        about = current.get()
        record.message = f"[{about.id}] {record.message}" if about else record.message
        return in_one_line(super().formatMessage(record))

    def formatException(self, error: Any) -> str:  # noqa: N802
        """No line of it begins where lines of the log begin."""
        return "\n".join("  " + in_one_line(line) for line in super().formatException(error).split("\n"))

    def formatStack(self, stack: str) -> str:  # noqa: N802
        """As the traceback."""
        return "\n".join("  " + in_one_line(line) for line in stack.split("\n"))


class Json(logging.Formatter):
    """One object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """Says nothing of people but their key: logs are kept and read elsewhere than the wiki."""
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        told = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if about := current.get():
            told |= {"request": about.id} | _who(about)
        told |= getattr(record, "measures", {})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told)


def _who(about: Current) -> dict[str, Any]:
    """Whoever is known to be signed in: to ask the database from within a log line could be without end."""
    user = getattr(about.request, "user", None)
    is_known = user is not None and not issubclass(type(user), LazyObject) and user.is_authenticated
    return {"user": user.pk} if is_known else {}


class JsonLines(io.TextIOBase):
    """A stream whose lines become objects as well: what is printed, not logged, as the wiki starts."""

    def __init__(self, stream: TextIO, level: int) -> None:
        self.stream, self.level, self._rest = stream, level, ""
        self._formatter = Json()

    def write(self, text: str) -> int:
        """Passes each line on when it is whole."""
        *lines, self._rest = (self._rest + text).split("\n")
        for line in filter(str.strip, lines):
            record = logging.LogRecord("config.serve", self.level, "", 0, line.strip(), None, None)
            self.stream.write(self._formatter.format(record) + "\n")
        return len(text)

    def flush(self) -> None:
        """Of whole lines."""
        self.stream.flush()

    def fileno(self) -> int:
        """That of the stream itself."""
        return self.stream.fileno()


def console() -> logging.Handler:
    """Writes the log to the terminal, past `JsonLines`: its lines are objects already."""
    return logging.StreamHandler(sys.stderr.stream if isinstance(sys.stderr, JsonLines) else sys.stderr)


def print_objects() -> None:
    """From now on what this process and those that it forks print is lines of JSON."""
    sys.stdout = JsonLines(sys.stdout, logging.INFO)
    sys.stderr = JsonLines(sys.stderr, logging.WARNING)
