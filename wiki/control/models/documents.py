"""What is known of a controlled page besides its text."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.models import Space

MONTHS = (MinValueValidator(1), MaxValueValidator(120))


def validate_pattern(pattern: str) -> None:
    """Raises ValidationError for a pattern that makes no numbers."""
    try:
        makes_two = pattern.format(n=1) != pattern.format(n=2)
    except (ValueError, KeyError, IndexError, AttributeError):
        makes_two = False
    if not makes_two or len(pattern.format(n=1)) > Document.NUMBER_LENGTH:
        raise ValidationError(_("Write the running number as {n}, or {n:03} for three digits: SOP-{n:03}."))


class Policy(models.Model):
    """How documents of one space are controlled. Without a row the space's rules are these defaults."""

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True, related_name="policy")
    number_pattern = models.CharField(
        _("document numbers"),
        max_length=40,
        default="SOP-{n:03}",
        validators=[validate_pattern],
        help_text=_("{n:03} is the running number with three digits. A number is never given twice."),
    )
    is_signed = models.BooleanField(
        _("approvals are signed"),
        default=False,
        help_text=_("People give their password when they approve; name, time and meaning are kept with the text."),
    )
    allows_own_approval = models.BooleanField(
        _("authors may approve alone"),
        default=False,
        help_text=_("Otherwise somebody besides the author has to approve."),
    )
    review_months = models.PositiveSmallIntegerField(
        _("review every … months"), default=12, validators=MONTHS, help_text=_("The first interval of a document.")
    )
    emergency_days = models.PositiveSmallIntegerField(
        _("days to approve an emergency release"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )

    class Meta:
        default_permissions = ()


class Document(models.Model):
    """A controlled page in the register (ISO 9001:2015 7.5.2, ISO 13485:2016 4.2.4): the row stays when control ends or
    the page is retired, so that its number is never given to another one.
    """

    NUMBER_LENGTH = 40

    page = models.OneToOneField(Page, models.PROTECT, primary_key=True, related_name="document")
    number = models.CharField(_("number"), max_length=NUMBER_LENGTH, unique=True, null=True, blank=True)
    category = models.CharField(_("category"), max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("owner"),
    )
    owner_team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="documents", verbose_name=_("owning team")
    )
    # The page's own word against its space's; "" follows the space.
    keeping = models.CharField(
        max_length=10, blank=True, choices=[("open", _("Open")), ("controlled", _("Controlled"))]
    )
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"), null=True, blank=True, validators=MONTHS
    )
    next_review_on = models.DateField(_("next review"), null=True, blank=True, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(owner=None) | Q(owner_team=None), name="one_owner_a_document"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.page)

    @property
    def owner_name(self) -> str:
        """The person or the team that answers for it; "" for nobody."""
        return str(self.owner or self.owner_team or "")


class FormerNumber(models.Model):
    """A number that a document had before its first approval. It was on drafts and prints, so no other document gets
    it (ISO 13485:2016 4.2.4)."""

    number = models.CharField(max_length=Document.NUMBER_LENGTH, unique=True)
    page = models.ForeignKey(Page, models.PROTECT, related_name="former_numbers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()


class Retirement(models.Model):
    """The end of a document: who withdrew it, when and why, and what is valid instead."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="retirements")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")  # the last one in force
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField()
    replacement = models.ForeignKey(Page, models.PROTECT, null=True, related_name="replaces")

    class Meta:
        default_permissions = ()


class PeriodicReview(models.Model):
    """Somebody looked at the edition in force and found that it needs no change (21 CFR 211.100(b) as practised;
    ISO 9001:2015 7.5.3.2 c). A record, never changed."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="periodic_reviews")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    remark = models.TextField(blank=True)
    next_review_on = models.DateField()
    signature = models.OneToOneField("Signature", models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()


class Flag(models.Model):
    """A reader says that something is not right, which brings the next review forward."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="flags")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
