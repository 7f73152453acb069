"""Document numbers: unique in the whole wiki and never given twice (ISO 13485:2016 4.2.4)."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from wiki.control.models import Document, FormerNumber, Policy
from wiki.pages.models import Page


def free_numbers(policy: Policy) -> Iterator[str]:
    """The numbers that no document has or had, in their order. The caller is the only writer."""
    beginning = policy.number_pattern.partition("{")[0]
    taken = {
        number
        for kind in (Document, FormerNumber)
        for number in kind.objects.filter(number__startswith=beginning).values_list("number", flat=True)
    }
    numbers = (policy.number_pattern.format(n=number) for number in count(1))
    return (number for number in numbers if number not in taken)


def was_another(number: str, page: Page) -> bool:
    """Whether another document had this number before."""
    return FormerNumber.objects.filter(number=number).exclude(page=page.pk).exists()


def give_up(number: str, page: Page, *, by: Any) -> None:
    """Keeps that the document had the number, which it may take up again, and nobody else."""
    FormerNumber.objects.get_or_create(number=number, defaults={"page": page, "by": by})
