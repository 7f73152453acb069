"""Who may ask, see and sign what of training."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from wiki.pages.access import Access, page_for
from wiki.spaces.access import level_by_role, level_in, require, require_part, takes_evidence
from wiki.spaces.models import Level, Space
from wiki.training.models import Acknowledgement, Assignment, Exemption, LearningPath, Supervisor


def page_to_confirm(user: Any, space: str, path: str) -> Access:
    """The page as its reader meets it, with its text, for people who may read it; strangers are sent to sign in."""
    access = page_for(user, space, path, body=True)
    if not user.is_authenticated:
        raise PermissionDenied(_("Sign in to confirm what you have read."))
    return access


def require_reader(user: Any, space: Space) -> None:
    """PermissionDenied for strangers, for people who may not read the space, and for those who only audit it."""
    if not user.is_authenticated:
        raise PermissionDenied(_("Sign in to confirm what you have read."))
    level = level_in(user, space)
    require(level, Level.READER, space)
    require_part(level, space)


def page_to_train(user: Any, space: str, path: str) -> Access:
    """The page as its reader meets it, for trainers of its space."""
    access = page_for(user, space, path, body=True)
    require(access.level, Level.TRAINER, access.page.space)
    return access


def page_to_oversee(user: Any, space: str, path: str) -> Access:
    """As `page_to_train`, also for auditors of its space, who only look: what they may take away, they may see."""
    access = page_for(user, space, path, body=True)
    if not takes_evidence(access.level):
        require(access.level, Level.TRAINER, access.page.space)
    return access


def trained_spaces(user: Any) -> list[Space]:
    """The spaces whose trainer the person is, in the order of the home page."""
    return [space for space in overseen_spaces(user) if level_in(user, space) >= Level.TRAINER]


def overseen_spaces(user: Any) -> list[Space]:
    """The spaces that the person trains in or audits, in the order of the home page."""
    spaces = Space.objects.readable_by(user).with_member_level(user)
    return [space for space in spaces if takes_evidence(level_in(user, space))]


def spaces_to_oversee(user: Any) -> list[Space]:
    """As `overseen_spaces`; PermissionDenied, saying so, for people who oversee nobody."""
    spaces = overseen_spaces(user)
    if not spaces:
        raise PermissionDenied(
            _("The training matrix is for trainers, auditors and admins. Your own record is under “Training”.")
        )
    return spaces


def supervises(user: Any, person: User) -> bool:
    """Whether `user` answers for this person's training."""
    return Supervisor.objects.filter(person=person, supervisor=user).exists()


def person_to_see(user: Any, pk: int) -> tuple[User, list[int] | None]:
    """A person whose record `user` may see, and the keys of the spaces of which: None for all. Their own, that of a
    person they supervise, and as far as they train in a space or audit it anybody's; Http404 for the rest."""
    person = User.objects.real().filter(pk=pk).first()
    if person is None:
        raise Http404(_("There is no such person."))
    if person.pk == user.pk or level_by_role(user) >= Level.ADMIN or supervises(user, person):
        return person, None
    spaces = [space.pk for space in overseen_spaces(user)]
    if not spaces:
        raise Http404(_("There is no such person."))
    return person, spaces


def space_of(assignment: Assignment) -> Space:
    """The space whose trainers an assignment belongs to."""
    if assignment.space:
        return assignment.space
    return assignment.page.space if assignment.page else assignment.path.space


def require_trainer(user: Any, space: Space) -> None:
    """PermissionDenied, saying what is missing, for people who are no trainers of the space."""
    require(level_in(user, space), Level.TRAINER, space)


def assignment_to_end(user: Any, pk: int) -> Assignment:
    """A standing assignment of a space that `user` trains in; Http404 for any other."""
    found = Assignment.objects.standing().select_related("page__space", "space", "path__space", "person", "team")
    return _trained(user, found.filter(pk=pk).first(), space_of)


def check_to_make(user: Any, pk: int) -> Acknowledgement:
    """An acknowledgement of a person whom `user` supervises; Http404 for any other."""
    mine = Acknowledgement.objects.filter(person__supervision__supervisor=user, pk=pk)
    found = mine.select_related("person", "page__space", "edition").first()
    if found is None:
        raise Http404(_("There is no such thing any more."))
    return found


def exemption_to_end(user: Any, pk: int) -> Exemption:
    """A standing exemption on a page of a space that `user` trains in; Http404 for any other."""
    found = Exemption.objects.filter(pk=pk, ended_at=None).select_related("page__space", "person")
    return _trained(user, found.first(), lambda exemption: exemption.page.space)


def path_to_see(user: Any, pk: int) -> LearningPath:
    """A learning path of a space that `user` may read; Http404 for any other."""
    path = LearningPath.objects.filter(pk=pk, ended_at=None).select_related("space").first()
    if path is None or level_in(user, path.space) < Level.READER:
        raise Http404(_("There is no such learning path."))
    return path


def path_to_change(user: Any, pk: int) -> LearningPath:
    """As `path_to_see`, for trainers of its space."""
    path = path_to_see(user, pk)
    require_trainer(user, path.space)
    return path


def _trained(user: Any, found: Any, space: Any) -> Any:
    if found is None or level_in(user, space(found)) < Level.READER:
        raise Http404(_("There is no such thing any more."))
    require_trainer(user, space(found))
    return found
