"""Mails about people."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.site import wiki_name

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Mails the link; False when no mail server took it; the log says why."""
    subject = _("%(inviter)s invites you to %(wiki)s") % {"inviter": invitation.invited_by, "wiki": wiki_name()}
    words = {"invitation": invitation, "link": link, "wiki_name": wiki_name()}
    return _send(subject, "accounts/mail/invitation.txt", words, invitation.email)


def send_reset_link(person: User, link: str) -> bool:
    """Mails a link to set a new password, on an admin's word; False as above."""
    subject = _("Set a new password for %(wiki)s") % {"wiki": wiki_name()}
    words = {"person": person, "link": link, "wiki_name": wiki_name()}
    return _send(subject, "accounts/mail/reset_link.txt", words, person.email)


def _send(subject: str, template: str, words: dict[str, object], to: str) -> bool:
    # One line: a newline in a name must not make a header of its own.
    subject = " ".join(subject.split())
    try:
        send_mail(subject, render_to_string(template, words), from_email=None, recipient_list=[to])
    except OSError as error:  # refused, timed out, unknown host; smtplib's own errors are OSErrors too
        log.warning("The mail to %s was not sent: %s", to, error)
        return False
    return has_mail_server()


def has_mail_server() -> bool:
    """Whether mail arrives: without a server it is printed in the terminal, where the addressee does not look."""
    return not settings.EMAIL_BACKEND.endswith(".console.EmailBackend")
