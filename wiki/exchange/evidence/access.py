"""Who may take evidence of what: auditors, trainers and admins of pages and spaces, everyone of themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from wiki.exchange.evidence.models import Evidence
from wiki.pages.access import page_for, page_for_good
from wiki.pages.models import Page
from wiki.spaces.access import level_by_role, level_in, space_for, takes_evidence
from wiki.spaces.models import Level, Space
from wiki.training.access import overseen_spaces, supervises

GONE = gettext_lazy("There is no such file any more. Make it anew.")


def _require(level: Level) -> None:
    if not takes_evidence(level):
        raise PermissionDenied(_("Only auditors and trainers of this space and admins take its evidence away."))


def page_to_prove(user: Any, space: str, path: str) -> Page:
    """The page at an address; PermissionDenied for those who may only read it."""
    access = page_for(user, space, path)
    _require(access.level)
    return access.page


def space_to_prove(user: Any, slug: str) -> Space:
    """The space; PermissionDenied for those who may only read it."""
    space = space_for(user, slug)
    _require(level_in(user, space))
    return space


def person_to_prove(user: Any, pk: int) -> User:
    """Oneself; for admins, the supervisor, and auditors and trainers of a space also somebody else. Http404 else."""
    person = User.objects.real().filter(pk=pk).first()
    if person is None or not (sees_all_of(user, person) or overseen_spaces(user)):
        raise Http404(_("There is no such person."))
    return person


def sees_all_of(user: Any, person: User) -> bool:
    """Whether `user` sees a person's training in every space that `user` may read."""
    return person.pk == user.pk or level_by_role(user) >= Level.ADMIN or supervises(user, person)


def require_still(evidence: Evidence) -> None:
    """Http404 or PermissionDenied when who asked for it may not any more: rights may end before a file does."""
    if not evidence.by.is_active:
        raise PermissionDenied
    if evidence.page:
        _require(page_for_good(evidence.by, evidence.page.pk).level)
    elif evidence.space:
        _require(level_in(evidence.by, evidence.space))
    else:
        person_to_prove(evidence.by, evidence.person.pk)


def evidence_to_fetch(user: Any, pk: int) -> Evidence:
    """One's own finished ZIP; Http404 for any other, and for one that was cleared away."""
    rows = Evidence.objects.select_related("by", "page__space", "space", "person")
    found = rows.filter(pk=pk, by=user.pk, finished_at__isnull=False).first()
    if found is None:
        raise Http404(GONE)
    require_still(found)
    return found


def evidence_by(user: Any, **subject: Any) -> list[Evidence]:
    """What the person asked for of this page, space or person and was not cleared away, newest first."""
    rows = Evidence.objects.filter(by=user.pk, **subject).select_related("page__space", "space", "person")
    return list(rows.order_by("-pk"))
