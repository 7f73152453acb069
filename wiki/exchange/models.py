"""Import."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.exchange.querysets import ImportQuerySet
from wiki.spaces.models import Space


class Import(models.Model):
    """One run that brings a handbook, or what is new in it, into a space: from where, how far, what came of it."""

    class Source(models.TextChoices):
        GIT = "git", _("git repository or bundle")
        FOLDER = "folder", _("folder")
        ARCHIVE = "archive", _("ZIP file")

    class Stage(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READING = "reading", _("reading the history")
        PLACING = "placing", _("making the tree")
        RENDERING = "rendering", _("preparing the pages")

    space = models.ForeignKey(Space, models.PROTECT, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    location = models.CharField(max_length=1000)  # a path, or the name that an uploaded file had
    upload = models.CharField(max_length=100, blank=True)  # the uploaded file's name among our own files
    root = models.CharField(max_length=500, blank=True)
    branch = models.CharField(max_length=250, blank=True)
    all_commits = models.BooleanField(default=False)
    # The commits before `base` were imported earlier; this run brings those up to `tip`, and has brought `done`.
    base = models.CharField(max_length=64, blank=True)
    tip = models.CharField(max_length=64, blank=True)
    done = models.PositiveIntegerField(default=0)
    # How far the present stage is, for those who watch.
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.WAITING)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    # What the next part of the run needs to know of the last one; see `writing.progress`.
    memory = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    continued_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="continues")

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()

    def __str__(self) -> str:
        return self.location

    def get_absolute_url(self) -> str:
        """The address where an admin watches it."""
        return reverse("exchange:import", args=[self.pk])

    @property
    def name(self) -> str:
        """What was imported, without the folders around it."""
        return self.location.rstrip("/").rpartition("/")[2] or self.location

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen: it came to its end, failed, or another run took over."""
        return bool(self.finished_at or self.failed_at or self.continued_by_id)
