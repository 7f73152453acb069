"""Files by their content, and the pages that show them."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from wiki.pages.models import Page


class StoredFile(models.Model):
    """The content of a file, kept once under its SHA-256, whoever attached it and under what name."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    # Pixels of a picture as it is shown; 0 for what is none, None for what nobody has measured yet.
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    is_moving = models.BooleanField(default=False)
    wanted_at = models.DateTimeField(default=timezone.now)  # when it was last handed in, give or take a day

    class Meta:
        default_permissions = ()

    @property
    def storage_name(self) -> str:
        """Where the storage keeps it."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def open(self):  # noqa: ANN201 - Django's File has no public type
        """The content, as a binary file."""
        return default_storage.open(self.storage_name)


class PinnedFile(models.Model):
    """Says that some revision of the page shows this file under this name, or that somebody uploaded it to be shown:
    the right to fetch it. Removed only where no revision ever showed it.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="pinned_files")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="pins")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "name", "file"), name="a_pin_once")]
        default_permissions = ()
