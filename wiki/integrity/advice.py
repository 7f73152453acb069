"""What a check found, put together with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise

from wiki.integrity.checks import CHECKS
from wiki.integrity.models import ChainCheck


@dataclass(frozen=True, slots=True)
class Advice:
    """Findings of one check that ask for the same."""

    about: str | Promise
    step: str | Promise  # "" for a finding of which only name and words were kept
    findings: Sequence[Sequence[str]]


def advice_on(check: ChainCheck) -> list[Advice]:
    """The findings that are kept, in their order, with what to do about them, as `manage.py verify` says it."""
    checks = {one.name: one for one in CHECKS}
    found = []
    for (name, own), group in groupby(check.findings, key=lambda one: (*one[2:], "", "")[:2]):
        known = checks.get(name)
        found.append(Advice(known.words if known else "", own or (known.step if known else ""), list(group)))
    return found
