"""What an assignment says, before it is one."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Team, User


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is asked: one of these."""

    person: User | None = None
    team: Team | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """By when, how often and how."""

    due_on: date | None = None
    due_days: int = 14
    repeat_months: int | None = None
    is_practical: bool = False
    check_weeks: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Passwords:
    """What both give to sign; shown in no log."""

    person: str
    trainer: str
