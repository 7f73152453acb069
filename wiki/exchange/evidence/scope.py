"""What goes in: only what the person who asks may read at the moment when it is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from wiki.audit.models import AuditEvent
from wiki.exchange.evidence.access import sees_all_of
from wiki.exchange.evidence.models import Evidence
from wiki.pages.access import Access, page_for_good
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.access import audits, level_in
from wiki.spaces.models import Space
from wiki.training.access import overseen_spaces
from wiki.training.models import Acknowledgement, SignOff

# What of the audit trail is about one person's training.
_OF_PERSON = Q(action__startswith="acknowledgement.") | Q(action__startswith="attempt.") | Q(action="sign_off.given")


@dataclass(frozen=True)
class Scope:
    """The pages whose records go in, and of these the documents, whose texts do; `person` where only what is about one
    person does; the part of the audit trail that `by` may read, None where they may read none of it."""

    by: Any
    pages: QuerySet[Page]
    documents: QuerySet[Page]
    events: QuerySet[AuditEvent] | None
    spaces: list[int]
    person: User | None = None

    def accesses(self) -> Iterator[Access]:
        """Each document with the right to read it; those that may not be read are left out."""
        for key in self.documents.order_by("space", "path", "pk").values_list("pk", flat=True).iterator():
            try:
                yield page_for_good(self.by, key)
            except Http404:
                continue


def scope_of(evidence: Evidence) -> Scope:
    """What is asked for; the right to ask is to be looked at before."""
    if evidence.person:
        return _of_person(evidence.by, evidence.person)
    if evidence.page:
        page = Page.objects.filter(pk=evidence.page.pk)
        events = AuditEvent.objects.filter(subject_kind="page", subject_id=str(evidence.page.pk))
        return Scope(evidence.by, page, page, _if_audited(evidence.by, evidence.page.space, events), [])
    space = evidence.space
    pages, events = Page.objects.filter(space=space), AuditEvent.objects.filter(space=space.slug)
    return Scope(evidence.by, pages, _documents(pages), _if_audited(evidence.by, space, events), [space.pk])


def _if_audited(by: Any, space: Space, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent] | None:
    """The events for auditors and admins: trainers don't read the audit trail."""
    return events if audits(level_in(by, space)) else None


def _documents(pages: QuerySet[Page]) -> QuerySet[Page]:
    """The pages that were ever approved, or that somebody confirmed or practised."""
    kinds = (Edition, Acknowledgement, SignOff)
    known = Q()
    for kind in kinds:
        known |= Q(Exists(kind.objects.filter(page=OuterRef("pk"))))
    return pages.filter(known)


def _of_person(by: Any, person: User) -> Scope:
    """Of a person, what they know; of other people only where `by` trains or audits."""
    spaces = list(Space.objects.readable_by(by)) if sees_all_of(by, person) else overseen_spaces(by)
    # Where one only reads, a page that was never approved has a title that nobody approved.
    in_force = Q(Exists(Edition.objects.filter(page=OuterRef("pk"), in_force_from__isnull=False)))
    seen = Q(withheld_at=None) | in_force | Q(space__in=[space.pk for space in overseen_spaces(by)])
    pages = Page.objects.filter(seen, space__in=[space.pk for space in spaces])
    confirmed = Acknowledgement.objects.filter(person=person, page=OuterRef("pk"))
    practised = SignOff.objects.filter(person=person, page=OuterRef("pk"))
    documents = pages.filter(Q(Exists(confirmed)) | Q(Exists(practised)))
    # People may read what they did themselves; what others did only where they audit.
    open_to = spaces if by.pk == person.pk else [space for space in spaces if audits(level_in(by, space))]
    own = AuditEvent.objects.filter(_OF_PERSON, actor_id=str(person.pk))
    events = own.filter(space__in=[space.slug for space in open_to]) if open_to else None
    return Scope(by, pages, documents, events, [], person)
