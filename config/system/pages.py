"""The page of the administration, and its button."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.replica import REPLICA
from config.system import keeping, mailing, software, work
from config.system.lines import State
from config.system.looking import Look, lines

LOOKS = (
    Look(gettext_lazy("Version"), software.version),
    Look(gettext_lazy("Database"), software.database),
    Look(gettext_lazy("Read replica"), software.read_replica, is_outside=True),
    Look(gettext_lazy("Migrations"), software.migrations),
    Look(gettext_lazy("Workers"), work.workers),
    Look(gettext_lazy("Background jobs"), work.jobs),
    Look(gettext_lazy("Mail"), mailing.mail),
    Look(gettext_lazy("Backups"), keeping.backups, is_outside=True),
    Look(gettext_lazy("Backups in a bucket"), keeping.backups_in_bucket, is_outside=True),
    Look(gettext_lazy("Disk"), keeping.disk, is_outside=True),
    Look(gettext_lazy("Attached files"), keeping.files, is_outside=True),
    Look(gettext_lazy("Cache"), keeping.cache, is_outside=True),
    Look(gettext_lazy("Search"), work.search),
    Look(gettext_lazy("Audit trail and record"), work.chain),
)
_LEVELS = {State.GOOD: messages.SUCCESS, State.CAUTION: messages.WARNING, State.DANGER: messages.ERROR}


def system(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Every line, what needs most attention counted above them."""
    has_replica = REPLICA in settings.DATABASES
    found = lines([look for look in LOOKS if has_replica or look.at is not software.read_replica])
    not_good = sum(line.found.state != State.GOOD for line in found)
    return TemplateResponse(
        request, "admin/system.html", context | {"title": _("System"), "lines": found, "not_good": not_good}
    )


def test_mail(request: HttpRequest) -> HttpResponse:
    """Sends one to the admin who asks, and says what came of it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = mailing.send_test_mail(by=request.user)
    messages.add_message(request, _LEVELS[found.state], found.words)
    return redirect("admin:system")
