"""Addresses of drafts."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class DraftLink(models.Model):
    """Shows a draft to whoever knows the key and may read the page. Deleted with the draft, or when taken back."""

    draft = models.OneToOneField("wiki.Draft", models.CASCADE, related_name="link")
    key = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
