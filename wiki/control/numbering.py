"""Document numbers: unique in the whole wiki and never given twice (ISO 13485:2016 4.2.4)."""

from collections.abc import Iterator
from itertools import count

from wiki.control.models import Document, Policy


def free_numbers(policy: Policy) -> Iterator[str]:
    """The numbers that no document has or had, in their order. The caller is the only writer."""
    beginning = policy.number_pattern.partition("{")[0]
    taken = set(Document.objects.filter(number__startswith=beginning).values_list("number", flat=True))
    numbers = (policy.number_pattern.format(n=number) for number in count(1))
    return (number for number in numbers if number not in taken)
