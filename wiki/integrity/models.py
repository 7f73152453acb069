"""ChainCheck."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ChainCheck(models.Model):
    """One run of all checks of the record: who asked for it, what was looked at, and what was found."""

    KEPT = 200  # findings that are kept in full; a chain that is broken everywhere has a million

    asked_at = models.DateTimeField(gettext_lazy("asked for"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("asked for by"),
    )
    finished_at = models.DateTimeField(gettext_lazy("finished"), null=True)
    rows = models.PositiveBigIntegerField(gettext_lazy("rows"), default=0)  # of all checks
    links = models.PositiveBigIntegerField(gettext_lazy("links of the chain"), default=0)
    head = models.CharField(gettext_lazy("head of the chain"), max_length=64, blank=True)
    finding_count = models.PositiveBigIntegerField(gettext_lazy("findings"), default=0)
    findings = models.JSONField(default=list)  # [name, words, check, step of its own or ""] of the first ones

    class Meta:
        verbose_name = gettext_lazy("chain check")
        verbose_name_plural = gettext_lazy("chain checks")
        ordering = ("-pk",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return _("Check %(number)d") % {"number": self.pk}
