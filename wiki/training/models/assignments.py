"""Who must know what, and who need not."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from accounts.roles import Role
from wiki.pages.models import Page
from wiki.spaces.models import Space

_PERSON = settings.AUTH_USER_MODEL
DAYS = (MinValueValidator(0), MaxValueValidator(365))
MONTHS = (MinValueValidator(1), MaxValueValidator(120))
WEEKS = (MinValueValidator(1), MaxValueValidator(104))


class LearningPath(models.Model):
    """Pages to learn in order, such as an orientation for a new role. It belongs to the space whose trainers keep it;
    each of its people is asked only for pages that they may read."""

    space = models.ForeignKey(Space, models.PROTECT, related_name="learning_paths")
    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("what it is for"), blank=True)
    by = models.ForeignKey(_PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class PathItem(models.Model):
    """One page of a learning path, at its place."""

    path = models.ForeignKey(LearningPath, models.CASCADE, related_name="items")
    page = models.ForeignKey(Page, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("path", "page"), name="a_page_once_a_path")]


class AssignmentQuerySet(models.QuerySet):
    """Filters that chain."""

    def standing(self, at: object = None) -> "AssignmentQuerySet":
        """Those that ask something, now or at a moment."""
        if at is None:
            return self.filter(ended_at=None)
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), at__lte=at)


class Assignment(models.Model):
    """Somebody must know something (21 CFR 211.25(a), ISO 13485:2016 6.2 b): a page, all pages below it, a space or a
    learning path, for a person, a team, a role or everyone. Ended, never changed: what was asked stays known."""

    EVERYONE = "everyone"
    ROLES = [(EVERYONE, _("Everyone who may read it")), *Role.choices]

    page = models.ForeignKey(Page, models.PROTECT, null=True, related_name="assignments")
    with_below = models.BooleanField(default=False)
    space = models.ForeignKey(Space, models.PROTECT, null=True, related_name="assignments")
    path = models.ForeignKey(LearningPath, models.PROTECT, null=True, related_name="assignments")
    person = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="assignments")
    # A team that goes takes what it was asked along; who has read what stays.
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="assignments")
    role = models.CharField(max_length=10, choices=ROLES, blank=True)
    # The day for those whom it concerns by then; whom it concerns later has so many days.
    due_on = models.DateField(null=True)
    due_days = models.PositiveSmallIntegerField(default=14, validators=DAYS)
    repeat_months = models.PositiveSmallIntegerField(null=True, validators=MONTHS)
    is_practical = models.BooleanField(default=False)  # reading alone is not enough: a trainer signs off
    check_weeks = models.PositiveSmallIntegerField(null=True, validators=WEEKS)  # until its effect is looked at
    reason = models.TextField(blank=True)
    by = models.ForeignKey(_PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, space=None, path=None)
                | Q(page=None, space__isnull=False, path=None, with_below=False)
                | Q(page=None, space=None, path__isnull=False, with_below=False),
                name="one_target_an_assignment",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, team=None, role="")
                | Q(person=None, team__isnull=False, role="")
                | (Q(person=None, team=None) & ~Q(role="")),
                name="one_audience_an_assignment",
            ),
        ]
        indexes = [
            models.Index(fields=("person",), condition=Q(ended_at=None), name="assignments_of_person"),
            models.Index(fields=("space",), condition=Q(ended_at=None), name="assignments_of_space"),
        ]

    @property
    def target(self) -> Page | Space | LearningPath:
        """What is to be known."""
        return self.page or self.space or self.path

    @property
    def audience(self) -> str:
        """Who is to know it."""
        return str(self.person or self.team or self.get_role_display())


class Exemption(models.Model):
    """Somebody need not know a page, and why."""

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="exemptions")
    page = models.ForeignKey(Page, models.PROTECT, related_name="exemptions")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(_PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("person", "page"), condition=Q(ended_at=None), name="one_exemption_at_a_time"
            )
        ]


class Supervisor(models.Model):
    """Who answers for a person's training: is told of what is overdue, and looks at its effect."""

    person = models.OneToOneField(
        _PERSON, models.CASCADE, primary_key=True, related_name="supervision", verbose_name=_("person")
    )
    supervisor = models.ForeignKey(_PERSON, models.CASCADE, related_name="supervised", verbose_name=_("supervisor"))

    class Meta:
        verbose_name = _("supervisor")
        verbose_name_plural = _("supervisors")
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=models.F("supervisor")),
                name="nobody_supervises_themselves",
                violation_error_message=_("Nobody is their own supervisor."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.supervisor}"


class TeamStay(models.Model):
    """Since when, and until when, somebody belonged to a team: from there the days of its assignments count, and what
    was asked of whom on a past day is told. Who was a member before these rows began has none."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    person = models.ForeignKey(_PERSON, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("team", "person"), condition=Q(until=None), name="one_stay_at_a_time")
        ]
