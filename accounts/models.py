"""User, Team, Invitation and Site."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts import zones
from accounts.querysets import InvitationQuerySet, UserQuerySet
from accounts.roles import Role

# Where addresses lie that nobody has: reserved by RFC 2606, no mail can ever go there.
NOWHERE = "imported.invalid"
INVENTED = "@example.invalid"  # how those of the starter content's authors end


def validate_time_zone(name: str) -> None:
    """Raises ValidationError for a name that the time zone database does not have."""
    if name and name not in zones.names():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people; e-mail addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, *, role: str = Role.READER, **fields: Any) -> "User":
        """A person with a role; without a password they can't sign in until they set one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        user.give_role(role)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Django's command line asks for this name; the person is an admin like any other.

        The flag `is_superuser` stays off: it would outlive a change of role.
        """
        return self.create_user(email, password, role=Role.ADMIN, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        """The person with this address, whatever its case."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. People with history are deactivated, never deleted."""

    class Theme(models.TextChoices):
        SYSTEM = "", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Take this away instead of deleting: the person can't sign in, their history stays."),
    )
    is_imported = models.BooleanField(
        _("imported"),
        default=False,
        editable=False,
        help_text=_("Known only as an author of an imported handbook."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("is the same person as"),
        related_name="merged_people",
    )
    # Counts up to end every session of the person for good, also those that a reactivation would bring back.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Such as Europe/Madrid."),
    )
    theme = models.CharField(_("colours"), max_length=5, choices=Theme.choices, blank=True, default=Theme.SYSTEM)

    objects = UserManager()
    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "email")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_an_address",
                violation_error_message=_("Somebody has this address already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # The one place that Django's two public methods for this share; they compare it at every request.
        salt = "accounts.models.User.session"
        return salted_hmac(salt, f"{self.password}{self.sessions_ended}", secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """The name, or the address where no name is known."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.get_full_name().split()[0]

    @property
    def initials(self) -> str:
        """One or two letters for the round picture."""
        parts = self.get_full_name().split("@")[0].replace(".", " ").split() or ["?"]
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()

    @property
    def is_staff(self) -> bool:
        """Whether the Django admin opens: derived from the right to manage the wiki, so that the two can't differ."""
        return self.has_perm("wiki.manage_wiki")

    @property
    def role(self) -> str:
        """The strongest role of the person, "" for none."""
        names = {group.name for group in self.groups.all()}
        return next((role.value for role in reversed(Role) if role.value in names), "")

    def give_role(self, role: str) -> None:
        """Replaces the person's role; other groups stay."""
        self.groups.remove(*self.groups.filter(name__in=Role.values))
        self.groups.add(Group.objects.get(name=role))


class Team(models.Model):
    """People who work together; rights and training can be given to all of them at once."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    members = models.ManyToManyField(User, related_name="teams", blank=True, verbose_name=_("members"))

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """Lets one person make their account by a link that works once, until it expires."""

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.READER)
    teams = models.ManyToManyField(Team, blank=True, verbose_name=_("teams"), related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="invitations_sent", editable=False, verbose_name=_("invited by")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.OneToOneField(User, models.PROTECT, null=True, editable=False, related_name="invitation")
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()


class Site(models.Model):
    """The one row about the wiki as a whole."""

    ONLY = 1

    name = models.CharField(_("name of the wiki"), max_length=60)
    # Of the set-up link that the server printed last; empty once there is an admin.
    setup_token_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("name of the wiki")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_site")]
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return self.name
