"""What people are told of, and under which topics they choose how."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What happened."""

    MENTION = "mention", _("You were mentioned")
    REPLY = "reply", _("Reply")
    COMMENT = "comment", _("Comment")
    RESOLVED = "resolved", _("Discussion resolved")
    REOPENED = "reopened", _("Discussion opened again")
    SUGGESTED = "suggested", _("Change suggested")
    ACCEPTED = "accepted", _("Your suggestion was accepted")
    DECLINED = "declined", _("Your suggestion was declined")
    CREATED = "created", _("New page")
    EDITED = "edited", _("Page edited")
    RESTORED = "restored", _("Old revision restored")
    MOVED = "moved", _("Page moved")
    TRASHED = "trashed", _("Page trashed")
    RECOVERED = "recovered", _("Page recovered")
    MEMBERSHIP = "membership", _("Your role in a space")
    ROLE = "role", _("Your role")
    TO_READ = "to_read", _("To be read and confirmed")
    DUE = "due", _("Confirmation is due")
    OVERDUE = "overdue", _("Confirmation is overdue")
    ESCALATED = "escalated", _("Somebody you supervise is late")
    CHECK = "check", _("Training whose effect is to be checked")
    ASKED = "asked", _("Your approval is asked for")
    APPROVED = "approved", _("What you submitted is approved")
    REJECTED = "rejected", _("What you submitted is rejected")
    PLANNED_ANEW = "replanned", _("An approved edition has another date")
    CALLED_OFF = "calledoff", _("An approved edition is called off")
    EFFECTIVE = "effective", _("New edition in force")
    FLAGGED = "flagged", _("A reader found something wrong")
    REVIEW_DUE = "reviewdue", _("Review of a document is due")


class Topic(TextChoices):
    """What a notification is about, as people choose their mail; each is a field of `Wishes`."""

    PERSONAL = "personal", _("Mentions of you, and replies in your discussions")
    SUGGESTIONS = "suggestions", _("Suggested changes: new ones to decide on, and what became of yours")
    COMMENTS = "comments", _("Comments on pages that you watch")
    CHANGES = "changes", _("Changes of pages and spaces that you watch")
    RIGHTS = "rights", _("Your own roles and memberships")
    TRAINING = "training", _("What you must read and confirm, and the people you supervise")
    DOCUMENTS = "documents", _("Approvals and reviews of documents that wait for you, and what became of yours")


class Mode(TextChoices):
    """How a topic is mailed."""

    ONCE = "once", _("At once")
    DAILY = "daily", _("In a daily digest")
    NEVER = "never", _("Not by mail")


_TOPICS = {
    Topic.PERSONAL: (Kind.MENTION, Kind.REPLY),
    Topic.SUGGESTIONS: (Kind.SUGGESTED, Kind.ACCEPTED, Kind.DECLINED),
    Topic.COMMENTS: (Kind.COMMENT, Kind.RESOLVED, Kind.REOPENED),
    Topic.CHANGES: (
        Kind.CREATED,
        Kind.EDITED,
        Kind.RESTORED,
        Kind.MOVED,
        Kind.TRASHED,
        Kind.RECOVERED,
        Kind.EFFECTIVE,
    ),
    Topic.RIGHTS: (Kind.MEMBERSHIP, Kind.ROLE),
    Topic.TRAINING: (Kind.TO_READ, Kind.DUE, Kind.OVERDUE, Kind.ESCALATED, Kind.CHECK),
    Topic.DOCUMENTS: (
        Kind.ASKED,
        Kind.APPROVED,
        Kind.REJECTED,
        Kind.PLANNED_ANEW,
        Kind.CALLED_OFF,
        Kind.FLAGGED,
        Kind.REVIEW_DUE,
    ),
}
TOPIC_OF = {kind: topic for topic, kinds in _TOPICS.items() for kind in kinds}
PERSONAL = _TOPICS[Topic.PERSONAL]
# These wait for nothing but a yes or no: a mention that comes the next morning is a question unanswered for a day.
NEVER_DAILY = frozenset((Topic.PERSONAL, Topic.RIGHTS))
# About what may not be approved yet: for those alone who may see that.
UNAPPROVED = (Kind.ASKED, Kind.APPROVED, Kind.REJECTED, Kind.CALLED_OFF)
# What shows a change of the page's text; edits that follow in the next minutes are part of it.
WRITTEN = (Kind.CREATED, Kind.EDITED, Kind.RESTORED)
# Acts on many pages at once: one notification, with how many more.
BUNDLED = (Kind.MOVED, Kind.TRASHED, Kind.RECOVERED)
