"""Edition."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wiki.pages.models import Page, Revision


class EditionQuerySet(models.QuerySet):
    """Filters that chain."""

    def planned(self) -> "EditionQuerySet":
        """Approved, and not yet in force."""
        return self.filter(in_force_from=None, cancelled_at=None)

    def due(self) -> "EditionQuerySet":
        """Planned for a moment that has come."""
        return self.planned().filter(effective_at__lte=timezone.now())

    def in_force(self) -> "EditionQuerySet":
        """Those that readers meet now."""
        return self.filter(in_force_from__isnull=False, in_force_until=None)


class Edition(models.Model):
    """An approved revision of a controlled page: its number, and from when until when it was in force
    (ISO 9001:2015 7.5.3.2 c, 21 CFR 211.100(b)). Never deleted; of an edition in force only its end is still written.
    """

    page = models.ForeignKey(Page, models.PROTECT, related_name="editions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="editions")
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField(default=0)
    summary = models.TextField(blank=True)
    is_minor = models.BooleanField(default=False)  # the approver's word: nothing that anybody must read again
    # What the approver said of each changed section, by its heading's anchor ("" before the first): "none", "read" or
    # "train". A section without a word is to be read again.
    marks = models.JSONField(default=dict)
    seal = models.CharField(max_length=64, help_text="SHA-256 of title, text, front matter, tags and attachments.")
    approved_at = models.DateTimeField(default=timezone.now)
    # When it shall take effect; None while it waits for people to have read it.
    effective_at = models.DateTimeField(null=True)
    in_force_from = models.DateTimeField(null=True)
    in_force_until = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    # A temporary edition falls back by itself: the one that is in force before it, planned again for this moment.
    falls_back_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # the temporary one

    objects = EditionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("page",),
                condition=Q(in_force_from__isnull=False, in_force_until=None),
                name="one_edition_in_force",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")), name="edition_ends_after"
            ),
        ]
        indexes = [
            models.Index(
                fields=("effective_at",), condition=Q(in_force_from=None, cancelled_at=None), name="editions_planned"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"

    @property
    def was_taken_over(self) -> bool:
        """Whether it is how an open page stood when control of it began: then nobody asked for its approval."""
        return self.approved_at == self.effective_at == self.in_force_from and self.major == 1 and not self.minor

    @property
    def number(self) -> str:
        """As people write it: "3.1"."""
        return f"{self.major}.{self.minor}"
