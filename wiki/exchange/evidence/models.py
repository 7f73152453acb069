"""Evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.pages.models import Page
from wiki.spaces.models import Space

_PERSON = settings.AUTH_USER_MODEL
FOLDER = "evidence"  # of the ZIPs


class Evidence(models.Model):
    """One ZIP that somebody asked for, about a page, a space or a person: how far it is, and where it lies.
    Cleared away after a while; that it was taken stays in the audit trail."""

    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey(Space, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(_PERSON, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(_PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    file = models.CharField(max_length=40, blank=True)  # among our own files; nobody can guess it
    name = models.CharField(max_length=200, blank=True)  # as it is handed out
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, space=None, person=None)
                | Q(page=None, space__isnull=False, person=None)
                | Q(page=None, space=None, person__isnull=False),
                name="evidence_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(_("Evidence: %(subject)s") % {"subject": self.subject})

    @property
    def subject(self) -> models.Model:
        """The page, space or person that it is about."""
        return self.page or self.space or self.person

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return bool(self.finished_at or self.failure)

    @property
    def storage_name(self) -> str:
        """What the storage that all servers share calls its ZIP."""
        return f"{FOLDER}/{self.file}"

    @property
    def url(self) -> str:
        """Where its ZIP is fetched."""
        if self.person_id:
            return reverse("exchange:evidence-own-file", args=[self.pk])
        space = self.space or self.page.space
        return reverse("exchange:evidence-file", args=[space.slug, self.pk])
