"""The rules of a space."""

from wiki.control.models import Policy
from wiki.spaces.models import Space


def policy_of(space: Space) -> Policy:
    """How documents of the space are controlled; the defaults where nobody said anything else."""
    return Policy.objects.filter(space=space).first() or Policy(space=space)
