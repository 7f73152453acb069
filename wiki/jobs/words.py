"""Jobs in words: what was to be done, and in one plain line why it was not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wiki.activity.tasks import clear_notifications, mail_digest, mail_notification
from wiki.audit.tasks import keep_head
from wiki.control.tasks import remind_owners
from wiki.exchange.backup.scheduling import back_up
from wiki.exchange.backup.sending import send_backup
from wiki.exchange.evidence.jobs import clear_evidence, make_evidence
from wiki.exchange.jobs import clear_uploads, run_import
from wiki.integrity.tasks import check_chain
from wiki.jobs.tasks import clear_jobs
from wiki.pages.tasks import carry_batch, clear_files, make_thumbnails, render_before, render_pages
from wiki.search.tasks import gather_words
from wiki.training.tasks import release_what_was_read, remind_of_training

if TYPE_CHECKING:
    from wiki.jobs.models import Job

KINDS = {
    run_import.module_path: gettext_lazy("Import of a handbook"),
    make_evidence.module_path: gettext_lazy("Evidence as a ZIP file"),
    clear_evidence.module_path: gettext_lazy("Old evidence cleared away"),
    clear_uploads.module_path: gettext_lazy("Uploads of imports that are over cleared away"),
    back_up.module_path: gettext_lazy("Backup of the day"),
    send_backup.module_path: gettext_lazy("Backup of the day into the bucket"),
    render_pages.module_path: gettext_lazy("Pages drawn anew"),
    render_before.module_path: gettext_lazy("Newest changes made ready for comparing"),
    carry_batch.module_path: gettext_lazy("Change of many pages"),
    clear_files.module_path: gettext_lazy("Uploads that were never saved cleared away"),
    make_thumbnails.module_path: gettext_lazy("Smaller versions of a picture"),
    mail_notification.module_path: gettext_lazy("Notification by mail"),
    mail_digest.module_path: gettext_lazy("Daily digest by mail"),
    clear_notifications.module_path: gettext_lazy("Old notifications cleared away"),
    keep_head.module_path: gettext_lazy("Head of the audit trail's chain kept"),
    check_chain.module_path: gettext_lazy("Check of the record"),
    remind_owners.module_path: gettext_lazy("Owners told of reviews that are near"),
    remind_of_training.module_path: gettext_lazy("People reminded of what they have to confirm"),
    release_what_was_read.module_path: gettext_lazy("Editions put in force that enough people have read"),
    gather_words.module_path: gettext_lazy("Words for misspelt searches gathered"),
    clear_jobs.module_path: gettext_lazy("Finished jobs cleared away"),
}
# What stops a job and is nobody's mistake in the text: what an admin can see to.
CAUSES = {
    "MemoryError": gettext_lazy("The machine had not enough memory."),
    "OSError": gettext_lazy("A file could not be read or written. Is the disk full?"),
    "BackupRefused": gettext_lazy(
        "The backup could not be made. Is there room in the folder of LOOSELEAF_BACKUPS, or for one in LOOSELEAF_DATA? "
        "Does manage.py verify find anything?"
    ),
    "BucketKeyWrong": gettext_lazy(
        "The bucket for backups does not accept the key in LOOSELEAF_BACKUPS_BUCKET: is it right, and may it list, "
        "read, write and delete there?"
    ),
    "BucketAbsent": gettext_lazy("There is no such bucket as LOOSELEAF_BACKUPS_BUCKET names."),
    "BucketSilent": gettext_lazy(
        "The server of the bucket for backups did not answer: is its name in LOOSELEAF_BACKUPS_BUCKET right, is there "
        "a network?"
    ),
    "BucketRefused": gettext_lazy("The bucket for backups did not keep the backup. Its record below says more."),
    "BackupRuns": gettext_lazy("Another backup was being made at that moment."),
    "WorkerLost": gettext_lazy(
        "The process that ran it was stopped in the middle, each time it was begun. Is there enough memory?"
    ),
    "ConnectionRefusedError": gettext_lazy("The mail server does not answer: is LOOSELEAF_MAIL_URL right?"),
    "ConnectionResetError": gettext_lazy("The mail server broke the connection off."),
    "SMTPServerDisconnected": gettext_lazy("The mail server broke the connection off."),
    "SMTPConnectError": gettext_lazy("The mail server does not take connections now."),
    "SMTPHeloError": gettext_lazy("The mail server refuses to talk to this machine."),
    "SMTPNotSupportedError": gettext_lazy("The mail server can't do what LOOSELEAF_MAIL_URL asks of it."),
    "SMTPAuthenticationError": gettext_lazy("The mail server refused the name or password in LOOSELEAF_MAIL_URL."),
    "SMTPSenderRefused": gettext_lazy("The mail server refused the sender: is LOOSELEAF_MAIL_FROM right?"),
    "SMTPRecipientsRefused": gettext_lazy("The mail server refused the address of the person."),
    "SMTPDataError": gettext_lazy("The mail server refused the mail."),
    "SMTPResponseException": gettext_lazy("The mail server refused the mail."),
    "gaierror": gettext_lazy("The mail server was not found: is its name in LOOSELEAF_MAIL_URL right?"),
    "TimeoutError": gettext_lazy("The mail server did not answer in time."),
    "SSLError": gettext_lazy("No safe connection to the mail server came about."),
    "SSLCertVerificationError": gettext_lazy("The certificate of the mail server is not valid."),
    "OperationalError": gettext_lazy("The database did not answer in time."),
    "ImportError": gettext_lazy("This version of the wiki does not know the job any more."),
    "ModuleNotFoundError": gettext_lazy("This version of the wiki does not know the job any more."),
}


def kind_in_words(path: str) -> str:
    """What a job of this kind does; its own name for one that the product had once."""
    return str(KINDS.get(path, path.rpartition(".")[2].replace("_", " ")))


def reason_in_words(job: "Job") -> str:
    """Why the job failed, "" for one that did not."""
    if isinstance(job.return_value, str) and job.return_value:
        return job.return_value
    if not job.exception_class_path:
        return ""
    name = job.exception_class_path.rpartition(".")[2]
    return str(CAUSES.get(name) or _("An unexpected error (%(name)s) stopped it.") % {"name": name})
