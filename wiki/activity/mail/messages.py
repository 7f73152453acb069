"""One mail to one person: headers, text and HTML."""

import re
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import zones
from accounts.models import User
from accounts.site import wiki_name
from accounts.tokens import link
from wiki.activity.kinds import Topic
from wiki.activity.mail.stopping import token_for

# A line's end in a title must not begin a header of its own, and no other control character may hide anything.
_NOT_IN_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_LONGEST_SUBJECT = 200


def send(
    person: User, *, subject: str, key: str, topics: list[Topic], template: str, words: dict[str, Any], thread: str = ""
) -> None:
    """Sends a mail made of the templates `template`.txt and .html; an OSError when no server took it.

    `key` names the mail for ever, so that a second delivery of it can be known for what it is; mails of one `thread`
    are shown together."""
    stop = link("activity:mail-stop", token_for(person, topics))
    context = {
        **words,
        "person": person,
        "wiki_name": wiki_name(),
        "base_url": settings.BASE_URL,
        "stop_url": stop,
        "wishes_url": link("activity:wishes"),
        "topics": topics,
    }
    with timezone.override(zones.zone(person.time_zone)):
        text, html = (render_to_string(f"activity/mail/{template}.{kind}", context) for kind in ("txt", "html"))
    message = EmailMultiAlternatives(
        in_a_header(subject)[:_LONGEST_SUBJECT],
        text,
        _sender(words.get("actor")),
        [person.email],
        headers=_headers(key, stop, thread),
    )
    message.attach_alternative(html, "text/html")
    message.send()


def in_a_header(text: str) -> str:
    """Text as one line of visible characters."""
    return _NOT_IN_HEADERS.sub(" ", text).strip()


def absolute(path: str) -> str:
    """The full address of something here, from LOOSELEAF_BASE_URL."""
    return settings.BASE_URL + path


def _headers(key: str, stop: str, thread: str) -> dict[str, str]:
    host = urlsplit(settings.BASE_URL).hostname
    headers = {
        "Message-ID": f"<{key}@{host}>",
        "List-Id": f"<notifications.{host}>",
        # RFC 8058: a mail program's own button, which sends a POST without anything of ours around it.
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        # RFC 3834: no out-of-office reply is wanted.
        "Auto-Submitted": "auto-generated",
    }
    return headers | ({"References": f"<{thread}@{host}>"} if thread else {})


def _sender(actor: Any) -> str:
    """Who did it, at the wiki's own address."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    name = f"{actor.get_full_name()} ({wiki_name()})" if actor else name or wiki_name()
    return formataddr((in_a_header(name), address))
