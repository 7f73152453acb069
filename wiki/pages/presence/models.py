"""Open editors."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Presence(models.Model):
    """One window in which somebody edits a page. It says so again and again; a row that falls silent has gone."""

    page = models.ForeignKey("wiki.Page", models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sitting = models.CharField(max_length=40)  # tells two windows of one person apart
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("page", "person", "sitting"), name="one_presence_a_sitting"),
        ]
        default_permissions = ()
