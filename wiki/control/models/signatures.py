"""Signature."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.pages.models import Page


class Signature(models.Model):
    """An electronic signature: printed name, moment and meaning (21 CFR 11.50), bound by its seal to exactly what was
    signed (11.70), given with the person's password (11.200). Triggers refuse any change."""

    class Meaning(models.TextChoices):
        REVIEWED = "reviewed", _("Reviewed by")
        APPROVED = "approved", _("Approved by")
        REJECTED = "rejected", _("Rejected by")
        RELEASED = "released", _("Released in an emergency by")
        KEPT = "kept", _("Reviewed without change by")
        TRAINED = "trained", _("Trained by")
        LEARNED = "learned", _("Read and understood by")

    page = models.ForeignKey(Page, models.PROTECT, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=200)  # as it was printed then
    at = models.DateTimeField(default=timezone.now)
    zone = models.CharField(max_length=60)  # of the signer, for the printed time
    meaning = models.CharField(max_length=10, choices=Meaning.choices)
    revision_number = models.PositiveIntegerField()
    seal = models.CharField(max_length=64)
    with_password = (
        models.BooleanField()
    )  # False within fifteen minutes of a signature with it (21 CFR 11.200(a)(1)(i))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_meaning_display()} {self.name}"
