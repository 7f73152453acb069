"""The proof of what people know. Triggers refuse any change of it: see `pages.immutability`."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.control.models import Signature
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page

_PERSON = settings.AUTH_USER_MODEL


class Acknowledgement(models.Model):
    """This person has read and understood exactly this text (21 CFR 211.25(a), ISO 9001:2015 7.3; bound by its seal as
    21 CFR 11.70 has it). Of a page that is not controlled, one of its revisions."""

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="acknowledgements")
    page = models.ForeignKey(Page, models.PROTECT, related_name="acknowledgements")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="acknowledgements")
    revision_number = models.PositiveIntegerField()
    seal = models.CharField(max_length=64)
    cycle = models.PositiveSmallIntegerField(default=0)  # counts the repetitions with the same text
    name = models.CharField(max_length=200)  # as it was printed then
    at = models.DateTimeField(default=timezone.now)
    zone = models.CharField(max_length=60)  # of the person, for the printed time

    class Meta:
        default_permissions = ()
        constraints = [
            # Confirming twice at the same moment is confirming once.
            models.UniqueConstraint(
                fields=("person", "page", "revision_number", "seal", "cycle"), name="acknowledged_once_a_cycle"
            )
        ]
        # All that tells who knows which text: of a plant's million rows the index alone is read.
        indexes = [
            models.Index(fields=("page", "revision_number", "person", "edition", "at"), name="acknowledged_by_text")
        ]


class SignOff(models.Model):
    """A trainer saw that somebody can do it, and both signed: 21 CFR 211.25(a) asks for training "in the particular
    operations"."""

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="sign_offs")
    trainer = models.ForeignKey(_PERSON, models.PROTECT, related_name="sign_offs_given")
    page = models.ForeignKey(Page, models.PROTECT, related_name="sign_offs")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="sign_offs")
    revision_number = models.PositiveIntegerField()
    seal = models.CharField(max_length=64)
    remark = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    learned = models.OneToOneField(Signature, models.PROTECT, related_name="+")
    trained = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("page", "person"), name="signed_off_by_page")]


class Attempt(models.Model):
    """One try at a page's check questions. `answers` has for each question, by its key, what was answered and whether
    that was right."""

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="attempts")
    page = models.ForeignKey(Page, models.PROTECT, related_name="attempts")
    revision_number = models.PositiveIntegerField()
    seal = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    right = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("page", "person"), name="attempts_by_page")]


class Retry(models.Model):
    """A trainer lets somebody try the questions again whose attempts are used up."""

    person = models.ForeignKey(_PERSON, models.PROTECT, related_name="retries")
    page = models.ForeignKey(Page, models.PROTECT, related_name="retries")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(_PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()


class EffectivenessCheck(models.Model):
    """The supervisor's word, weeks later, whether the training had the effect it was for (ISO 9001:2015 7.2 c,
    ISO 13485:2016 6.2 c)."""

    acknowledgement = models.OneToOneField(Acknowledgement, models.PROTECT, related_name="effectiveness")
    by = models.ForeignKey(_PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_effective = models.BooleanField(_("it shows in the work"))
    remark = models.TextField(_("what you saw"))

    class Meta:
        default_permissions = ()


class Reminder(models.Model):
    """What a person was reminded of, so that nobody is told twice."""

    class Stage(models.TextChoices):
        NEW = "new", _("to be read")
        WEEK = "week", _("due in a week")
        DAY = "day", _("due tomorrow")
        DUE = "due", _("due today")
        LATE = "late", _("overdue")
        CHECK = "check", _("effect to be checked")

    person = models.ForeignKey(_PERSON, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    due_on = models.DateField()
    stage = models.CharField(max_length=5, choices=Stage.choices)
    week = models.PositiveSmallIntegerField(default=0)  # weeks since it was due
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("person", "page", "due_on", "stage", "week"), name="reminded_once_a_stage")
        ]
