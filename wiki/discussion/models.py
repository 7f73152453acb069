"""What is said about pages, and the changes that are suggested to them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.pages.models import Page

WINDOW = timedelta(minutes=10)  # how long people may change or remove what they said


class Discussion(models.Model):
    """All that is said about one page. `version` counts every change, so that what was drawn of it is known to be old
    without a look at the comments."""

    page = models.OneToOneField(Page, models.PROTECT, primary_key=True, related_name="discussion")
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()


class Thread(models.Model):
    """Comments on one passage of a page, or on the whole page where `quote` is empty.

    The passage is kept as the W3C's TextQuoteSelector has it: its words and those around them, of the revision that
    the person looked at."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="threads")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField()  # of the revision
    quote = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()


class Resolution(models.Model):
    """One time that a thread was settled: who and when, and who opened it again."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="resolutions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("thread",), condition=models.Q(reopened_at=None), name="one_open_resolution_a_thread"
            )
        ]
        default_permissions = ()


class Comment(models.Model):
    """What one person said in a thread. A removed one keeps its text, which is not shown any more."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    # What a request says it by: the same request twice makes one comment.
    key = models.CharField(max_length=64)
    text = models.TextField(_("comment"))
    html = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("author", "key"), name="one_comment_a_request")]
        indexes = [models.Index(fields=("author", "at"), name="comment_by_author")]
        default_permissions = ()

    @property
    def is_fresh(self) -> bool:
        """Whether its author may still change it."""
        return timezone.now() < self.fresh_until

    @property
    def fresh_until(self) -> datetime:
        """Until when its author may change it."""
        return self.at + WINDOW


class Mention(models.Model):
    """Somebody whom a comment speaks to, under the name that they had then."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentions")
    name = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("comment", "person"), name="one_mention_a_person")]
        default_permissions = ()


class Suggestion(models.Model):
    """A change to a page that one of its readers suggests. Never changed: who thinks again sends another one."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="suggestions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="suggestions")
    at = models.DateTimeField(default=timezone.now)
    base_number = models.PositiveIntegerField()  # of the revision that the author began with
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    title = models.CharField(max_length=250)
    tags = models.JSONField(default=list)
    reason = models.TextField()
    key = models.CharField(max_length=64)  # as a comment's
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("author", "key"), name="one_suggestion_a_request")]
        indexes = [models.Index(fields=("author", "-at"), name="suggestion_by_author")]
        default_permissions = ()


class Outcome(models.Model):
    """What became of a suggestion: who decided, when, and with what word. Without a row it is open."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        CHANGED = "changed", _("accepted with changes")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    suggestion = models.OneToOneField(Suggestion, models.PROTECT, primary_key=True, related_name="outcome")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    word = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True)  # of the revision that it became

    class Meta:
        default_permissions = ()
