"""AuditEvent, and the chain that ties each to the one before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.audit.hashing import PayloadHashField
from wiki.audit.words import action_in_words


class AuditEvent(models.Model):
    """One thing that one person did. Written once, in the transaction of the deed."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(_("who"), max_length=200, blank=True)
    action = models.CharField(_("what"), max_length=40, db_index=True)
    subject_kind = models.CharField(_("kind"), max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(_("subject"), max_length=300)
    space = models.CharField(_("space"), max_length=80, blank=True, db_index=True)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    batch = models.PositiveBigIntegerField(_("batch"), null=True, blank=True, db_index=True)
    address = models.GenericIPAddressField(_("from address"), null=True, blank=True)
    payload_hash = PayloadHashField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("subject_kind", "subject_id"), name="audit_by_subject"),
            models.Index(fields=("actor_id",), name="audit_by_actor"),
        ]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{action_in_words(self.action)}: {self.subject_name}"


class AuditLink(models.Model):
    """One link of the chain: made by the database as an event is written, see `chaining`. Nothing in Python writes it.

    `sequence` has no gap. `event` is no foreign key: a deleted event must leave its link behind.
    """

    sequence = models.BigIntegerField(primary_key=True)
    event = models.BigIntegerField(unique=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
