"""What people looked for and did not find, and the words that near ones are looked for among."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MissedSearch(models.Model):
    """Words that were searched for and are on no page that the person may read; one row however often. Without a name:
    who looked for what is nobody's business until they ask for the page."""

    key = models.CharField(max_length=200, unique=True, help_text="The words as the index spells them.")
    typed = models.CharField(_("looked for"), max_length=200)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("missed search")
        verbose_name_plural = _("missed searches")
        ordering = ("-last_at",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.typed


class PageRequest(models.Model):
    """Somebody asked that a page about this be written."""

    search = models.ForeignKey(MissedSearch, models.CASCADE, related_name="requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="page_requests")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("search", "by"), name="one_request_a_person")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.search}: {self.by}"


class KnownWords(models.Model):
    """Words of one length that the index has, a line each, those on the most pages first. Some may be gone from it."""

    letters = models.PositiveSmallIntegerField(primary_key=True)
    words = models.TextField()
    pages = models.TextField(help_text="On how many pages each is, parted by spaces.")

    class Meta:
        default_permissions = ()
