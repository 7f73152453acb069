"""Batch."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.spaces.models import Space


class Batch(models.Model):
    """One change of many pages: what was done to which, by whom and why, and how far the drawing anew is."""

    class Act(models.TextChoices):
        MOVE = "move", _("Pages moved")
        TAG = "tag", _("Tags changed")
        TRASH = "trash", _("Pages put in the trash")
        MOVE_BACK = "moveback", _("Pages moved back")
        TAG_BACK = "tagback", _("Tags changed back")
        RECOVER = "recover", _("Pages recovered from the trash")

    space = models.ForeignKey(Space, models.PROTECT, related_name="batches")
    act = models.CharField(max_length=8, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    # What was asked for: "pages" (keys), and "parent", "add" and "remove"; or the "batch" that is taken back.
    wish = models.JSONField(default=dict)
    # What the pages had, by key: parent and position of those moved, the tags of those tagged.
    before = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=0)  # pages changed, those that went along included
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)  # every page is changed; some may still have to be drawn anew
    drawing = models.JSONField(default=list)  # keys of those
    to_draw = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # nothing was changed
    problems = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_act_display()} ({self.count})"

    def get_absolute_url(self) -> str:
        """Where it is watched, and told of afterwards."""
        return reverse("pages:batch", args=[self.space.slug, self.pk])

    @property
    def author(self) -> Any:
        """The real person behind an imported one that an admin has merged."""
        return self.by.merged_into or self.by

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return bool(self.finished_at or self.refused_at)

    @property
    def drawn(self) -> int:
        """How many pages are drawn anew."""
        return self.to_draw - len(self.drawing)
