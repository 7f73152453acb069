"""What readers of a controlled page meet: an edition comes into force, or the page is withheld from them.

Who may decide that, and on what grounds, is asked by the control slice, which alone calls these verbs.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.audit.recording import record as audit
from wiki.pages import tree
from wiki.pages.actions.writing import follow_inclusions, retitled
from wiki.pages.editions.models import Edition
from wiki.pages.editions.sealing import seal_of
from wiki.pages.errors import PageError
from wiki.pages.models import Page
from wiki.pages.rendering import follow_links, render_page_or_plain
from wiki.pages.revisions import Body, body_of
from wiki.pages.titles import title_key
from wiki.pages.writers import only_writer

AT_ONCE = 200  # pages of one part of a space


@transaction.atomic
def put_in_force(edition: Edition, *, by: Any = None) -> bool:
    """Lets readers meet the edition from the moment that was set for it, and ends the one before; False where that was
    done already. `by` None means that its time had come."""
    only_writer()
    edition = Edition.objects.select_related("revision", "page__space", "page__latest", "page__waiting").get(
        pk=edition.pk
    )
    if edition.in_force_from or edition.cancelled_at:
        return False
    page, moment = edition.page, edition.effective_at or timezone.now()
    before = Edition.objects.filter(page=page).in_force().first()
    _begin(edition, before, moment, by=by)
    if before and edition.falls_back_at:
        _plan_return(edition, before)
    old_title, was_withheld = page.title, page.withheld_at is not None
    _show(page, edition, moment)
    said = {"edition": edition.number, "revision": edition.revision.number, "sha256": edition.seal}
    audit(
        "edition.effective",
        page,
        by=by,
        space=page.space.slug,
        before=_told(before),
        after=said | {"from": moment.isoformat()},
        reason=edition.summary,
    )
    _follow(page, old_title, was_withheld=was_withheld)
    return True


def _begin(edition: Edition, before: Edition | None, moment: datetime, *, by: Any) -> None:
    """The period of validity of both. What was planned for after a temporary edition ends with that; and an edition
    that is there to stay is not followed by one of an older revision, which was planned before it."""
    planned = Edition.objects.filter(page=edition.page).planned().exclude(pk=edition.pk)
    ended = Q(follows__isnull=False)
    if edition.falls_back_at is None and edition.follows_id is None:
        ended |= Q(revision__number__lt=edition.revision.number)
    reason = _("Edition %(number)s took effect before it.") % {"number": edition.number}
    _call_off(planned.filter(ended), by=by, reason=reason)
    if before:
        before.in_force_until = max(moment, before.in_force_from)
        before.save(update_fields=["in_force_until"])
        moment = before.in_force_until
    edition.in_force_from = moment
    edition.save(update_fields=["in_force_from"])


def _call_off(planned: QuerySet[Edition], *, by: Any, reason: str) -> None:
    """Ends what will not take effect any more. What was approved is told of; not what only comes back by itself."""
    for edition in planned.select_related("page__space"):
        edition.cancelled_at = timezone.now()
        edition.save(update_fields=["cancelled_at"])
        if edition.follows_id is None:
            page, said = edition.page, {"edition": edition.number}
            audit("edition.called_off", page, by=by, space=page.space.slug, after=said, reason=reason)


def _plan_return(edition: Edition, before: Edition) -> None:
    """Plans the edition that a temporary one has taken the place of, for when that ends."""
    Edition.objects.create(
        page=edition.page,
        revision_id=before.revision_id,
        major=before.major,
        minor=before.minor,
        seal=before.seal,
        summary=_("The temporary edition %(number)s has ended.") % {"number": edition.number},
        effective_at=edition.falls_back_at,
        follows=edition,
    )


def _show(page: Page, edition: Edition, moment: datetime) -> None:
    """Makes the edition's revision what the page's row holds."""
    revision, newest = edition.revision, page.waiting or page.latest
    body = body_of(revision)
    page.title, page.title_key = body.title, title_key(body.title)
    page.text, page.front_matter, page.tags, page.files = body.text, body.front_matter, body.tags, body.files
    page.latest = revision
    page.waiting = newest if newest.number > revision.number else None
    page.withheld_at, page.changed_at = None, moment
    page.save()
    render_page_or_plain(page)


def _follow(page: Page, old_title: str, *, was_withheld: bool) -> None:
    if page.title != old_title:
        retitled(page, old_title)
    elif was_withheld:
        follow_links([page])
    else:
        follow_inclusions(page)
    tree.touch(page.space)


def _told(edition: Edition | None) -> dict[str, Any]:
    return {"edition": edition.number, "revision": edition.revision.number} if edition else {}


@transaction.atomic
def withhold(page: Page, *, by: Any, reason: str) -> Page:
    """Ends the page's edition in force without a next one: readers meet the page no more."""
    only_writer()
    page = Page.objects.select_related("space", "latest").get(pk=page.pk)
    if page.is_front:
        raise PageError(_("This is the front page of its space; it can't be retired."))
    if page.withheld_at is not None:
        raise PageError(_("“%(title)s” is withheld from readers already.") % {"title": page.title})
    now = timezone.now()
    ended = Edition.objects.filter(page=page).in_force().first()
    _call_off(Edition.objects.filter(page=page).planned(), by=by, reason=reason)
    if ended:
        ended.in_force_until = now
        ended.save(update_fields=["in_force_until"])
    page.withheld_at = now
    page.save(update_fields=["withheld_at"])
    tree.touch(page.space)
    audit("page.withheld", page, by=by, space=page.space.slug, before=_told(ended), reason=reason)
    follow_links([page])
    return page


@transaction.atomic
def begin_control(pages: Any, *, summary: str) -> int:
    """Takes these open pages under control as they stand: each text is edition 1.0 from now on; how many were taken."""
    only_writer()
    now, count = timezone.now(), 0
    keys = list(pages.filter(is_controlled=False).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        taken = list(Page.objects.select_related("latest").filter(pk__in=keys[start : start + AT_ONCE]))
        Page.objects.filter(pk__in=[page.pk for page in taken]).update(is_controlled=True)
        Edition.objects.bulk_create([_first(page, now, summary) for page in taken])
        count += len(taken)
    return count


def _first(page: Page, now: datetime, summary: str) -> Edition:
    major = 1 + (Edition.objects.filter(page=page).aggregate(highest=Max("major"))["highest"] or 0)
    return Edition(
        page=page,
        revision=page.latest,
        major=major,
        summary=summary,
        seal=seal_of(Body.of(page)),
        approved_at=now,
        effective_at=now,
        in_force_from=now,
    )


@transaction.atomic
def end_control(pages: Any) -> int:
    """Lets what is saved on these pages be read at once from now on; PageError while anything there waits."""
    only_writer()
    waiting = pages.filter(is_controlled=True).exclude(waiting=None, withheld_at=None)
    if held := waiting.values_list("title", flat=True).first():
        count = waiting.count()
        raise PageError(
            ngettext(
                "“%(title)s” has changes that nobody approved. Have them approved first, or trash the page.",
                "%(count)d pages have changes that nobody approved, such as “%(title)s”. Approve or trash those first.",
                count,
            )
            % {"count": count, "title": held}
        )
    Edition.objects.filter(page__in=pages.values("pk")).in_force().update(in_force_until=timezone.now())
    return pages.filter(is_controlled=True).update(is_controlled=False)
