"""What people watch, what they are told, and how they want to be told."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.activity.kinds import TOPIC_OF, Kind, Mode, Topic
from wiki.activity.querysets import UNDRAWN, NotificationQuerySet, WatchQuerySet
from wiki.discussion.models import Comment, Suggestion, Thread
from wiki.pages.models import Page
from wiki.spaces.models import Space

_PERSON = settings.AUTH_USER_MODEL


class Watch(models.Model):
    """Somebody wants to know of changes of a page, or of all pages of a space. One that was ended stays, so that the
    person's next edit does not bring it back."""

    class Origin(models.TextChoices):
        CHOSEN = "chosen", _("you chose to")
        MADE = "made", _("you made the page")
        EDITED = "edited", _("you edited the page")
        COMMENTED = "commented", _("you commented on the page")

    person = models.ForeignKey(_PERSON, models.CASCADE, related_name="watches")
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="watches")
    space = models.ForeignKey(Space, models.CASCADE, null=True, related_name="watches")
    origin = models.CharField(max_length=9, choices=Origin.choices, default=Origin.CHOSEN)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None, space__isnull=False) | models.Q(page__isnull=False, space=None),
                name="watch_page_or_space",
            ),
            models.UniqueConstraint(fields=("person", "page"), name="one_watch_a_page"),
            models.UniqueConstraint(fields=("person", "space"), name="one_watch_a_space"),
        ]
        default_permissions = ()

    @property
    def place(self) -> Page | Space:
        """What is watched."""
        return self.page or self.space


class Excerpt(models.Model):
    """What changed between two revisions of a page, or what a new page begins with (`old` 0), or what a suggestion
    would change: as it is compared, shortened; drawn once for all who are told of it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    old = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    suggestion = models.OneToOneField(Suggestion, models.CASCADE, null=True, related_name="+")
    html = models.TextField()
    is_whole = models.BooleanField()
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("page", "old", "new"), condition=models.Q(suggestion=None), name="one_excerpt_a_change"
            ),
        ]
        default_permissions = ()


class Notification(models.Model):
    """One person is told of one thing that somebody else did."""

    person = models.ForeignKey(_PERSON, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    actor = models.ForeignKey(_PERSON, models.CASCADE, null=True, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey(Space, models.CASCADE, null=True, related_name="+")  # where it is not about a page
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.CASCADE, null=True, related_name="+")
    excerpt = models.ForeignKey(Excerpt, models.SET_NULL, null=True, related_name="notifications")
    old = models.PositiveIntegerField(null=True)  # the revisions before and after
    new = models.PositiveIntegerField(null=True)
    words = models.JSONField(default=dict)  # what else is told: "reason", "from", "to", "role"
    more = models.PositiveIntegerField(default=0)  # further pages of the same act, or further edits
    is_minor = models.BooleanField(default=False)
    event = models.PositiveBigIntegerField()  # key of the last audit event that it tells of
    began_at = models.DateTimeField()  # when the first of those happened, and the last
    at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=5, choices=Mode.choices, default=Mode.NEVER)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "event"), name="told_once_of_an_event")]
        indexes = [
            models.Index(fields=("person", "-at"), name="notification_by_person"),
            models.Index(fields=("person",), condition=models.Q(read_at=None), name="notification_unread"),
            models.Index(
                fields=("person",), condition=models.Q(mail=Mode.DAILY, mailed_at=None), name="notification_for_digest"
            ),
            models.Index(fields=("id",), condition=UNDRAWN, name="notification_undrawn"),
        ]
        default_permissions = ()

    @property
    def is_unread(self) -> bool:
        """Whether it waits for its person, as `unread` says of many."""
        return self.read_at is None and not (self.kind == Kind.SUGGESTED and hasattr(self.suggestion, "outcome"))

    @property
    def topic(self) -> Topic:
        """What it is about, as people choose their mail."""
        return TOPIC_OF[Kind(self.kind)]


class Wishes(models.Model):
    """How a person wants to be told; people without a row have not chosen, and get what a new row says."""

    person = models.OneToOneField(_PERSON, models.CASCADE, primary_key=True, related_name="wishes")
    personal = models.CharField(_("mentions and replies"), max_length=5, choices=Mode.choices, default=Mode.ONCE)
    suggestions = models.CharField(_("suggested changes"), max_length=5, choices=Mode.choices, default=Mode.ONCE)
    comments = models.CharField(_("comments"), max_length=5, choices=Mode.choices, default=Mode.DAILY)
    changes = models.CharField(_("changes"), max_length=5, choices=Mode.choices, default=Mode.DAILY)
    rights = models.CharField(_("your rights"), max_length=5, choices=Mode.choices, default=Mode.ONCE)
    training = models.CharField(
        _("what you must read"), max_length=5, choices=Mode.choices, default=Mode.ONCE, db_default=Mode.ONCE
    )
    documents = models.CharField(
        _("approvals and reviews"), max_length=5, choices=Mode.choices, default=Mode.ONCE, db_default=Mode.ONCE
    )
    watches_own = models.BooleanField(_("watch what I make, edit or comment on"), default=True)
    digest_at = models.DateTimeField(null=True)  # for which morning a digest was last handed to the worker

    class Meta:
        default_permissions = ()

    def mode(self, topic: Topic) -> Mode:
        """How a topic is mailed."""
        return Mode(getattr(self, topic.value))


class EventPosition(models.Model):
    """How far a reader of the audit trail has read: the key of the last event. One row a reader; changing it is what
    two readers at once can't both do."""

    reader = models.CharField(max_length=20, primary_key=True)
    event = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()
