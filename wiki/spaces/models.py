"""Space and Membership."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from wiki.spaces.querysets import SpaceQuerySet

# First words of addresses that belong to the product.
RESERVED_SLUGS = frozenset(
    "accounts activity admin api approvals audit changes favicon.ico files healthz imports jobs metrics notifications "
    "p people readyz robots.txt search setup spaces static tags training".split()
)


class Level(models.IntegerChoices):
    """What a person may do in a space; each level may all that the lower ones may, but for the auditor: reads all that
    trainers read and the audit trail besides, and changes nothing, not even by a comment."""

    NONE = 0, _("Nothing")
    READER = 10, _("Reader")
    AUDITOR = 15, _("Auditor")
    EDITOR = 20, _("Editor")
    TRAINER = 30, _("Trainer")
    ADMIN = 40, _("Admin")


def validate_slug_free(slug: str) -> None:
    """Raises ValidationError for a word that is part of the product's own addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is an address of the wiki itself; choose another word."), params={"slug": slug}
        )


class Space(models.Model):
    """A shelf of pages. Its front page is the root of its tree."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone may read, even without signing in")
        OPEN = "open", _("Everyone signed in; what they may do follows their role")
        MEMBERS = "members", _("Members only")

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[validate_slug_free, RegexValidator(r"^[a-z0-9]", _("Start with a small letter or a digit."))],
        help_text=_("The first word of its pages' addresses. Small letters, digits and hyphens."),
    )
    description = models.CharField(_("description"), max_length=300, blank=True)
    visibility = models.CharField(_("who may read"), max_length=8, choices=Visibility.choices, default=Visibility.OPEN)
    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Lower comes first on the home page."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Whether new pages are controlled documents: see the control slice, whose verb changes it with all that follows.
    is_controlled = models.BooleanField(default=False, db_default=False, editable=False)
    # Counts every change of the tree, so that a prepared tree is known to be old without a look at the pages.
    tree_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        ordering = ("position", "name")
        permissions = [
            ("read_pages", "May read open spaces"),
            ("edit_pages", "May edit pages of open spaces"),
            ("restore_revisions", "May restore old revisions in open spaces"),
            ("manage_wiki", "May manage people, spaces and the whole wiki"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the front page."""
        return reverse("reading:space", args=[self.slug])


class Membership(models.Model):
    """What one person, or everyone in one team, may do in a space."""

    MEMBER_LEVELS = [(level.value, level.label) for level in (Level.READER, Level.EDITOR, Level.TRAINER, Level.AUDITOR)]

    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships", verbose_name=_("space"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("person"),
    )
    team = models.ForeignKey(
        Team, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("team")
    )
    level = models.PositiveSmallIntegerField(_("role"), choices=MEMBER_LEVELS, default=Level.READER)
    until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Of an auditor: reads until the end of that day.")
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None, team__isnull=False) | models.Q(user__isnull=False, team=None),
                name="member_is_person_or_team",
                violation_error_message=_("Choose a person or a team, not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.AUDITOR, until__isnull=False)
                | (~models.Q(level=Level.AUDITOR) & models.Q(until=None)),
                name="auditors_alone_have_a_last_day",
                violation_error_message=_("An auditor needs a last day, and nobody else has one."),
            ),
            models.UniqueConstraint(fields=("space", "user"), name="one_membership_a_person"),
            models.UniqueConstraint(fields=("space", "team"), name="one_membership_a_team"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.team}: {self.get_level_display()}"
