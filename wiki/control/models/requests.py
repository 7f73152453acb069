"""Asking for approval, and what became of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from wiki.control.models.signatures import Signature
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Space


class ChangeSet(models.Model):
    """Pages that are reviewed, approved and made effective as one."""

    space = models.ForeignKey(Space, models.PROTECT, related_name="change_sets")
    title = models.CharField(_("title"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class ReviewRequest(models.Model):
    """Somebody asks that a revision become the page's next edition."""

    class Kind(models.TextChoices):
        NORMAL = "normal", _("After approval")
        EMERGENCY = "emergency", _("At once, approved afterwards")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        OVERTAKEN = "overtaken", _("overtaken by a newer revision")

    page = models.ForeignKey(Page, models.PROTECT, related_name="review_requests")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    # What readers met then; approvers see what changed since. None for a first edition.
    base = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    seal = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NORMAL)
    summary = models.TextField()
    is_minor = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_requests")
    at = models.DateTimeField(default=timezone.now)
    # When it shall take effect: None is as soon as it is approved.
    effective_at = models.DateTimeField(null=True)
    # Or when so many percent of those who must read it have: None does not wait for them.
    effective_percent = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    falls_back_at = models.DateTimeField(null=True)
    marks = models.JSONField(default=dict, db_default={})  # what approvers said so far: see `Edition.marks`
    is_ordered = models.BooleanField(default=True)  # steps one after another, or all at once
    change_set = models.ForeignKey(ChangeSet, models.PROTECT, null=True, related_name="requests")
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="request")
    approve_by = models.DateTimeField(null=True)  # of an emergency release
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("page",), condition=Q(closed_at=None), name="one_open_request_a_page"),
        ]


# A request that may still become an edition: an open one, or one that is approved and waits for the other pages of its
# change set.
UNFINISHED = Q(closed_at=None) | Q(outcome=ReviewRequest.Outcome.APPROVED, edition=None)


class Step(models.Model):
    """People whose word a request needs."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review")
        APPROVE = "approve", _("Approval")

    request = models.ForeignKey(ReviewRequest, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    # How many of them have to agree; 0 means all.
    needed = models.PositiveSmallIntegerField(default=1)

    class Meta:
        default_permissions = ()
        ordering = ("position", "pk")


class StepMember(models.Model):
    """A person or a team that is asked; a step without members asks everybody who may approve in the space."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, team__isnull=False) | Q(person__isnull=False, team=None),
                name="asked_is_person_or_team",
            ),
        ]


class Decision(models.Model):
    """One person's word on a request."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    in_place_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    agrees = models.BooleanField()
    reason = models.TextField(blank=True)
    signature = models.OneToOneField(Signature, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("step", "by"), name="one_decision_a_person")]


class Remark(models.Model):
    """Something said about a passage of what is to be approved."""

    request = models.ForeignKey(ReviewRequest, models.PROTECT, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    passage = models.CharField(max_length=500, blank=True)
    text = models.TextField()

    class Meta:
        default_permissions = ()


class Delegation(models.Model):
    """Somebody decides in another one's place while that one is away; both days belong to it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("in my place"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
