"""Mail: whether it goes out, and a mail to try it with."""

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus

from accounts.site import wiki_name
from config.logs import in_one_line
from config.system.lines import Found, State, caution, danger, good
from wiki.activity.tasks import mail_digest, mail_notification
from wiki.audit.recording import record
from wiki.jobs.models import Job
from wiki.jobs.words import CAUSES, reason_in_words
from wiki.spaces.actions import require_admin

PATIENCE = 10  # seconds; a person waits for the answer
_LONGEST = 300  # letters of what a server says
_ENDED = (TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL)


def mail() -> Found:
    """Where it goes, and what became of the last one."""
    if not _is_sent():
        step = _("Set LOOSELEAF_MAIL_URL, such as smtp+tls://user:password@mail.example.org:587, and start again.")
        return caution(_("There is no mail server: mails are printed into the log and reach nobody."), step)
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    kinds = [task.module_path for task in (mail_notification, mail_digest)]
    last = Job.objects.filter(task_path__in=kinds, status__in=_ENDED).order_by("-finished_at").first()
    if last and last.status == TaskResultStatus.FAILED:
        words = _("%(server)s; the last mail did not go out: %(reason)s")
        page = reverse("admin:wiki_job_change", args=[last.pk])
        words %= {"server": server, "reason": reason_in_words(last)}
        return danger(words, _("Put it right, then send a test mail."), page, _("The job"))
    return good(server)


def _is_sent() -> bool:
    return settings.EMAIL_CONFIG.scheme != "console"


def send_test_mail(*, by: Any) -> Found:
    """Sends a mail to the person who asks; what the mail server said. PermissionDenied for anyone but admins."""
    require_admin(by)
    try:
        said = _said_to(by)
    except OSError as error:  # those of smtplib are among them
        known = CAUSES.get(type(error).__name__) or _("The mail did not go out.")
        found = danger(f"{known} ({_answer_of(error)})", "")
    else:
        found = good(said) if _is_sent() else caution(_("There is no mail server: the mail is in the log."), "")
    record("mail.tested", by, by=by, after={"taken": found.state == State.GOOD, "answer": str(found.words)})
    return found


def _said_to(person: Any) -> str:
    connection = get_connection(timeout=PATIENCE)
    subject = _("Test mail from %s") % in_one_line(wiki_name())
    text = _("Mail from %(wiki)s arrives. You asked for this test at %(url)s")
    text %= {"wiki": wiki_name(), "url": settings.BASE_URL + reverse("admin:system")}
    with connection:
        replies = _overheard(connection)
        EmailMessage(subject, f"{text}\n", to=[person.email], connection=connection).send()
    known = {"address": person.email, "answer": _shortened(replies[-1]) if replies else "OK"}
    return _("The mail server took the mail to %(address)s: %(answer)s") % known


def _overheard(connection: Any) -> list[bytes]:
    """What the server answers to the mail itself, which names it in the server's own log; smtplib throws it away."""
    server, replies = getattr(connection, "connection", None), []
    if isinstance(server, smtplib.SMTP):
        send = server.data

        def data(text: Any) -> tuple[int, bytes]:
            code, said = send(text)
            replies.append(b"%d %s" % (code, said))
            return code, said

        server.data = data
    return replies


def _answer_of(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_shortened(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_shortened(said)}" for code, said in error.recipients.values())
    return _shortened(str(error))


def _shortened(said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return in_one_line(" ".join(text.split()))[:_LONGEST]
