"""The matrix as CSV."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from wiki.audit.export import lines_of
from wiki.training.matrix import Matrix
from wiki.training.standing.dates import Cell, State


def matrix_lines(matrix: Matrix) -> Iterator[str]:
    """One line a person after the header, made as they are sent."""
    names = [f"{subject.number} {subject.title}".strip() for subject in matrix.subjects]
    rows = matrix.rows(matrix.people, matrix.subjects)
    states = {state: str(state.label) for state in State}  # translated once, not a million times
    lines = ([person.name, person.email, *(_word(cell, states) for cell in cells)] for person, cells in rows)
    return lines_of([_("Name"), _("E-mail address"), *names], lines)


def _word(cell: Cell, states: Mapping[str, str]) -> str:
    day = f" {cell.due_on.isoformat()}" if cell.due_on else ""
    proof = f" ({cell.proof.edition or cell.proof.number}, {cell.proof.at.date().isoformat()})" if cell.proof else ""
    return f"{states[cell.state]}{day}{proof}"
