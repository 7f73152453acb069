"""What a row of the access table is, and the answers that rows have in common."""

from dataclasses import dataclass
from typing import Any

CAST = ("anonymous", "outsider", "reader", "editor", "trainer", "admin")
OK, FOUND, REFUSED, MISSING, NOT_ALLOWED, INVALID = 200, 302, 403, 404, 405, 422


@dataclass(frozen=True)
class Row:
    """One request, and its status for each of the cast."""

    address: str
    statuses: tuple[int, int, int, int, int, int]
    post: dict[str, Any] | None = None
    of_people: bool = False  # strangers are led to sign in even where everybody may read

    @property
    def shown(self) -> str:
        return f"{'GET' if self.post is None else 'POST'} {self.address}"

    @property
    def in_space(self) -> bool:
        """Whether the address lies in a space, and so depends on who may read it."""
        return self.address.startswith("/handbook/")


def only(*allowed: str, status: int = OK) -> tuple[int, ...]:
    """These get `status`; strangers are led to sign in, people without a role find nothing, others are refused."""
    refusals = {"anonymous": FOUND, "outsider": MISSING}
    return tuple(status if who in allowed else refusals.get(who, REFUSED) for who in CAST)


def everyone(status: int = OK) -> tuple[int, ...]:
    return (status,) * len(CAST)


def author_alone(status: int = OK) -> tuple[int, ...]:
    """The admin, whose it is; nobody else learns whether it is there."""
    return (FOUND, *(MISSING,) * 4, status)


def signed_in(status: int = OK) -> tuple[int, ...]:
    return (FOUND, *(status,) * 5)


READERS = ("reader", "editor", "trainer", "admin")
EDITORS = ("editor", "trainer", "admin")
TRAINERS = ("trainer", "admin")
