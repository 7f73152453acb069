"""What is asked for with a request for approval."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wiki.control.models import ChangeSet, ReviewRequest, Step


@dataclass(frozen=True, slots=True)
class Asked:
    """One step: whose word is needed. Without names, everybody who may; `needed` 0 means all of them."""

    kind: str = Step.Kind.APPROVE
    people: Sequence[int] = ()
    teams: Sequence[int] = ()
    needed: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for besides the approval itself."""

    kind: str = ReviewRequest.Kind.NORMAL
    is_minor: bool = False
    effective_at: datetime | None = None
    effective_percent: int | None = None
    falls_back_at: datetime | None = None
    is_ordered: bool = True
    asked: Sequence[Asked] = field(default_factory=lambda: (Asked(),))
    change_set: ChangeSet | None = None
