"""Who answers for a document."""

from typing import Any

from wiki.control.models import Document
from wiki.spaces.access import level_in, require_level
from wiki.spaces.models import Level


def owns(person: Any, document: Document) -> bool:
    """Whether the person, or a team of theirs, is the document's owner."""
    if document.owner_id:
        return document.owner_id == person.pk
    team = document.owner_team
    return team is not None and team.members.filter(pk=person.pk).exists()


def answers_for(person: Any, document: Document) -> bool:
    """Whether the person may change what is kept of the document and say that it needs no change: trainers, and editors
    who own it."""
    level = level_in(person, document.page.space)
    return level >= Level.TRAINER or (level >= Level.EDITOR and owns(person, document))


def require_answering(person: Any, document: Document) -> None:
    """Raises PermissionDenied for anybody else."""
    if not answers_for(person, document):
        require_level(person, document.page.space, Level.TRAINER)
