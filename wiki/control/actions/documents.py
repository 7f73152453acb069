"""Taking pages under control, giving them numbers and owners, and letting go of them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.answering import require_answering
from wiki.control.errors import ControlError
from wiki.control.models import Document, Policy
from wiki.control.numbering import free_numbers, give_up, was_another
from wiki.control.policy import policy_of
from wiki.control.reviews import first_review_on
from wiki.pages.actions.locking import locked
from wiki.pages.actions.releasing import begin_control, end_control
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.spaces.access import require_level
from wiki.spaces.models import Level, Space

_POLICY = ("number_pattern", "is_signed", "allows_own_approval", "review_months", "emergency_days")
_DOCUMENT = ("number", "category", "owner", "owner_team", "review_months", "next_review_on")


@transaction.atomic
def control_space(*, by: Any, space: Space) -> int:
    """Makes every page of the space a controlled document as it stands, and every later one; how many were. Admins."""
    require_level(by, space, Level.ADMIN)
    only_writer()
    Space.objects.filter(pk=space.pk).update(is_controlled=True)
    space.is_controlled = True
    pages = Page.objects.standing().filter(space=space).exclude(document__keeping="open")
    count = _take(pages, policy_of(space))
    audit("space.controlled", space, by=by, space=space.slug, after={"pages": count})
    return count


@transaction.atomic
def open_space(*, by: Any, space: Space) -> int:
    """Lets what is saved in the space be read at once again; PageError while anything waits there. Admins."""
    require_level(by, space, Level.ADMIN)
    retired = Q(withheld_at__isnull=False, retirements__isnull=False)
    pages = Page.objects.standing().filter(space=space).exclude(document__keeping="controlled").exclude(retired)
    count = end_control(pages)
    Space.objects.filter(pk=space.pk).update(is_controlled=False)
    space.is_controlled = False
    audit("space.opened", space, by=by, space=space.slug, after={"pages": count})
    return count


@transaction.atomic
def control_page(*, by: Any, page: Page) -> Document:
    """Makes one page a controlled document, whatever its space is. Trainers and admins."""
    page = locked(page, by=by, at_least=Level.TRAINER)
    if page.is_controlled:
        raise ControlError(_("“%(title)s” is a controlled document already.") % {"title": page.title})
    _take(Page.objects.filter(pk=page.pk), policy_of(page.space))
    document = _keep(page, "" if page.space.is_controlled else "controlled")
    audit("document.controlled", page, by=by, space=page.space.slug, after={"number": document.number})
    return document


@transaction.atomic
def open_page(*, by: Any, page: Page) -> Document:
    """Lets what is saved on one page be read at once; PageError while a change waits. Trainers and admins."""
    page = locked(page, by=by, at_least=Level.TRAINER)
    if not page.is_controlled:
        raise ControlError(_("“%(title)s” is an open page already.") % {"title": page.title})
    document_of(page)
    end_control(Page.objects.filter(pk=page.pk))
    document = _keep(page, "open" if page.space.is_controlled else "")
    audit("document.opened", page, by=by, space=page.space.slug, after={"number": document.number})
    return document


def _keep(page: Page, keeping: str) -> Document:
    document = document_of(page)
    document.keeping = keeping
    document.save(update_fields=["keeping"])
    return document


def _take(pages: QuerySet[Page], policy: Policy) -> int:
    keys = list(pages.filter(is_controlled=False).order_by("path").values_list("pk", flat=True))
    count = begin_control(Page.objects.filter(pk__in=keys), summary=_("Taken over as it stood"))
    numbers, due = free_numbers(policy), first_review_on(policy.review_months)
    known = set(Document.objects.filter(page__in=keys).values_list("page", flat=True))
    fronts = set(Page.objects.filter(pk__in=keys, parent=None).values_list("pk", flat=True))
    Document.objects.bulk_create(
        [
            Document(page_id=key, number=None if key in fronts else next(numbers), next_review_on=due)
            for key in keys
            if key not in known
        ]
    )
    return count


def document_of(page: Page) -> Document:
    """The page's entry in the register, made now with the next number where it has none; the caller is the only
    writer."""
    found = Document.objects.select_related("owner", "owner_team").filter(page=page.pk).first()
    if found:
        return found
    policy = policy_of(page.space)
    number = None if page.is_front else next(free_numbers(policy))
    return Document.objects.create(page=page, number=number)


@transaction.atomic
def change_document(*, by: Any, page: Page, **fields: Any) -> Document:
    """Changes owner, category, review interval or, before the first approval, the number. Trainers, and who owns it."""
    page = locked(page, by=by, at_least=Level.EDITOR)
    document = document_of(page)
    require_answering(by, document)
    before = _told(document)
    _renumber(document, fields.get("number", document.number), by=by)
    for name in _DOCUMENT:
        setattr(document, name, fields.get(name, getattr(document, name)))
    document.save()
    if (after := _told(document)) != before:
        audit("document.changed", page, by=by, space=page.space.slug, before=before, after=after)
    return document


def _renumber(document: Document, number: str | None, *, by: Any) -> None:
    """Gives the document another number, which it alone ever had."""
    if number == document.number:
        return
    page, taken = document.page, _("Another document has or had the number %(number)s.") % {"number": number}
    if Edition.objects.filter(page=page).exists():
        raise ControlError(_("A document keeps its number for ever once an edition is approved."))
    if was_another(number, page):
        raise ControlError(taken)
    if document.number:
        give_up(document.number, page, by=by)
    document.number = number
    try:
        with transaction.atomic():
            document.save(update_fields=["number"])
    except IntegrityError:
        raise ControlError(taken) from None


def _told(document: Document) -> dict[str, Any]:
    return {name: str(getattr(document, name) or "") for name in _DOCUMENT}


@transaction.atomic
def change_policy(*, by: Any, space: Space, **fields: Any) -> Policy:
    """Changes how documents of the space are controlled. Admins."""
    require_level(by, space, Level.ADMIN)
    policy = policy_of(space)
    before = {name: getattr(policy, name) for name in _POLICY}
    for name in _POLICY:
        setattr(policy, name, fields.get(name, getattr(policy, name)))
    policy.full_clean(exclude=["space"])
    policy.save()
    after = {name: getattr(policy, name) for name in _POLICY}
    audit("policy.changed", space, by=by, space=space.slug, before=before, after=after)
    return policy
