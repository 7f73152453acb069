"""Trainer and trainee sign together that somebody can do it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from wiki.audit.proofs import proof_of
from wiki.audit.recording import record as audit
from wiki.control.models import Signature
from wiki.control.signing import sign
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.spaces.readers import learners_of
from wiki.training.access import require_trainer
from wiki.training.confirming import as_seen
from wiki.training.errors import TrainingError
from wiki.training.models import SignOff
from wiki.training.terms import Passwords


@transaction.atomic
def sign_off(
    *,
    by: Any,
    person: User,
    page: Page,
    revision: int,
    edition: int | None,
    passwords: Passwords,
    remark: str = "",
) -> SignOff:
    """`by` saw that the person can do what this text says; both sign with their passwords (21 CFR 211.25(a), 11.50,
    11.200). Trainers of its space only, and nobody for themselves; PasswordNeeded for a wrong one."""
    require_trainer(by, page.space)
    only_writer()
    if person.pk == by.pk:
        raise TrainingError(_("Nobody signs off their own training."))
    if not learners_of(page.space).filter(pk=person.pk).exists():
        raise TrainingError(_("%(name)s may not read this page.") % {"name": person})
    text = as_seen(page, revision, edition)
    shared = {"page": page, "revision_number": revision, "seal": text.seal}
    learned = sign(by=person, meaning=Signature.Meaning.LEARNED, password=passwords.person, **shared)
    trained = sign(by=by, meaning=Signature.Meaning.TRAINED, password=passwords.trainer, **shared)
    rows = {"edition": text.edition, "learned": learned, "trained": trained, "remark": remark.strip()}
    made = SignOff.objects.create(person=person, trainer=by, **shared, **rows)
    after = {"person": person.pk, "name": str(person), "revision": revision, "sha256": text.seal, "sign_off": made.pk}
    after |= proof_of(made, learned, trained)
    audit("sign_off.given", page, by=by, space=page.space.slug, after=after, reason=made.remark)
    return made
