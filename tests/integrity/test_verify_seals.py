"""`manage.py verify` finds approvals, signatures and proofs of training that no longer belong to their text.

21 CFR 11.70: signatures are linked to their records, so that they can't be transferred by ordinary means.
"""

import pytest

from tests.audit.chained import run, unprotected
from tests.integrity.tampering import edit_body, names
from wiki.audit.heads import keep_head
from wiki.control.models import Decision, PeriodicReview, Signature
from wiki.integrity.checks import CHECKS
from wiki.pages.models import Page
from wiki.training.models import SignOff

SEALED = {
    "wiki_edition": "editions",
    "wiki_reviewrequest": "requests",
    "wiki_signature": "signatures",
    "wiki_acknowledgement": "acknowledgements",
    "wiki_attempt": "attempts",
    "wiki_signoff": "sign-offs",
}


def test_plant_that_nobody_touched_has_no_findings(proven: Page) -> None:
    assert names() == []


@pytest.mark.parametrize("table", SEALED)
def test_seal_that_was_changed_is_found(proven: Page, table: str) -> None:
    with unprotected():
        run(f"UPDATE {table} SET seal = %s", values=("0" * 64,))
    found = names(only=[SEALED[table]])
    assert found
    assert all(name.endswith(("-seal", "-signature")) for name in found)


def test_everything_that_was_given_for_a_text_is_found_when_the_text_is_changed(proven: Page) -> None:
    edit_body(proven.revisions.get(number=2), text="Gloves are for cowards.\n")
    found = set(names())
    seals = {"edition-seal", "request-seal", "signature-seal", "acknowledgement-seal", "attempt-seal", "sign-off-seal"}
    assert seals <= found


@pytest.mark.parametrize("table", ["wiki_signature", "wiki_acknowledgement", "wiki_signoff"])
def test_proof_that_was_carried_over_to_another_revision_is_found(proven: Page, table: str) -> None:
    with unprotected():
        run(f"UPDATE {table} SET revision_number = 1")
    assert names(only=[SEALED[table]])


def test_proof_of_a_revision_that_is_gone_is_found(proven: Page) -> None:
    with unprotected():
        run("UPDATE wiki_acknowledgement SET revision_number = 9")
    assert names(only=["acknowledgements"]) == ["acknowledgement-seal"]


def test_signature_that_was_put_under_the_decision_of_another_person_is_found(proven: Page, editor) -> None:
    with unprotected():
        run("UPDATE wiki_decision SET by_id = %s", values=(editor.pk,))
    assert names(only=["decisions"]) == ["decision-signature"]


def test_signature_that_was_put_under_a_review_is_found(proven: Page) -> None:
    decided, review = Decision.objects.get(), PeriodicReview.objects.get()
    assert decided.signature.by == review.by
    with unprotected():
        run("UPDATE wiki_periodicreview SET edition_id = (SELECT min(id) FROM wiki_edition)")
    assert names(only=["reviews"]) == ["review-signature"]


def test_sign_off_of_another_trainer_is_found(proven: Page, admin) -> None:
    with unprotected():
        run("UPDATE wiki_signoff SET trainer_id = %s", values=(admin.pk,))
    assert names(only=["sign-offs"]) == ["sign-off-signature"]


def test_sign_off_and_signatures_agree_in_the_first_place(proven: Page) -> None:
    sign_off = SignOff.objects.get()
    assert {sign_off.learned.seal, sign_off.trained.seal} == {sign_off.seal}
    assert Signature.objects.count() == 4


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_check_looks_at_as_many_rows_as_it_announces(saved: Page, proven: Page, check) -> None:
    keep_head()
    looked_at = []
    assert list(check.findings(looked_at.append)) == []
    assert sum(looked_at) == check.count() > 0
