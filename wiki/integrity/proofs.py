"""Finds signatures, decisions and proofs of training that are not what the audit trail recorded of them.

21 CFR 11.10(a), (e): altered records are discerned; 21 CFR 11.50, 11.70: name, time and meaning belong to the record.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Max, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wiki.audit.findings import Advance, Finding, in_batches
from wiki.audit.models import AuditEvent
from wiki.audit.proofs import PROOF, digest_of
from wiki.control.models import Decision, PeriodicReview, Signature
from wiki.training.models import Acknowledgement, Attempt, SignOff

_KINDS: dict[type[Model], Promise] = {
    Signature: gettext_lazy("Signature"),
    Decision: gettext_lazy("Decision"),
    PeriodicReview: gettext_lazy("Periodic review"),
    Acknowledgement: gettext_lazy("Acknowledgement"),
    Attempt: gettext_lazy("Attempt at check questions"),
    SignOff: gettext_lazy("Sign-off"),
}
_MODELS = {str(model._meta.model_name): model for model in _KINDS}
_ACTIONS = (
    "review.approved",
    "review.reviewed",
    "review.rejected",
    "document.reviewed",
    "acknowledgement.given",
    "attempt.made",
    "sign_off.given",
)


def proof_count() -> int:
    """How many events the next function looks at."""
    return _events().count()


def _events() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(action__in=_ACTIONS).only("after").order_by()


def proof_findings(advance: Advance) -> Iterator[Finding]:
    """Rows that were changed, removed or added past the wiki. Those from before the trail kept hashes have none."""
    newest = {model: model.objects.aggregate(key=Max("pk"))["key"] or 0 for model in _KINDS}
    known: defaultdict[type[Model], set[int]] = defaultdict(set)
    for events in in_batches(_events(), advance):
        told: defaultdict[type[Model], dict[int, tuple[int, str]]] = defaultdict(dict)
        for event in events:
            for name, digest in event.after.get(PROOF, {}).items():
                kind, _space, key = name.partition(" ")
                told[_MODELS[kind]][int(key)] = (event.pk, digest)
        for model, recorded in told.items():
            yield from _changed(model, recorded)
            known[model] |= recorded.keys()
    for model, keys in known.items():
        yield from _added(model, keys, newest[model])


def _changed(model: type[Model], recorded: dict[int, tuple[int, str]]) -> Iterator[Finding]:
    rows = model.objects.in_bulk(recorded)
    for key, (event, digest) in recorded.items():
        said = {"what": _KINDS[model], "key": key, "event": event}
        if key not in rows:
            words = _("%(what)s (row %(key)d), recorded by event %(event)d, is gone.")
            yield Finding("proof-deleted", words % said)
        elif digest_of(rows[key]) != digest:
            words = _("%(what)s (row %(key)d) is not what event %(event)d recorded: it was changed.")
            yield Finding("proof-changed", words % said)


def _added(model: type[Model], known: set[int], newest: int) -> Iterator[Finding]:
    since = model.objects.filter(pk__gt=min(known), pk__lte=newest).order_by("pk")
    for key in since.values_list("pk", flat=True).iterator():
        if key not in known:
            words = _("No event tells of %(what)s (row %(key)d): it was put in past the wiki.")
            yield Finding("proof-added", words % {"what": _KINDS[model], "key": key})
