"""`manage.py verify` finds what somebody signed, decided or confirmed to be what the audit trail recorded.

21 CFR 11.50, 11.70: the printed name, the moment and the meaning belong to the signed record.
"""

import pytest

from tests.audit.chained import run, unprotected
from tests.integrity.tampering import names, verified
from wiki.control.models import Signature
from wiki.pages.models import Page
from wiki.training.models import Acknowledgement

ONLY = {"only": ["proofs"]}


@pytest.mark.parametrize(
    "change",
    [
        "wiki_signature SET name = 'Somebody Else'",
        "wiki_signature SET meaning = 'rejected' WHERE meaning = 'approved'",
        "wiki_signature SET at = '2020-01-01 00:00:00+00:00'",
        "wiki_decision SET reason = 'Of course'",
        "wiki_periodicreview SET remark = 'Read twice'",
        "wiki_acknowledgement SET at = '2020-01-01 00:00:00+00:00'",
        "wiki_acknowledgement SET name = 'Somebody Else'",
        "wiki_attempt SET total = 9",
        "wiki_signoff SET remark = 'Very well'",
    ],
)
def test_what_was_changed_is_found(proven: Page, change: str) -> None:
    assert names(**ONLY) == []
    with unprotected():
        run(f"UPDATE {change}")
    assert set(names(**ONLY)) == {"proof-changed"}


def test_the_line_says_what_and_where(proven: Page) -> None:
    key = Acknowledgement.objects.get().pk
    with unprotected():
        run("UPDATE wiki_acknowledgement SET name = 'Somebody Else'")
    assert f"Acknowledgement (row {key}) is not what event" in verified(**ONLY)[1][0]


def test_what_was_removed_is_found(proven: Page) -> None:
    with unprotected():
        run("DELETE FROM wiki_acknowledgement")
    assert names(**ONLY) == ["proof-deleted"]


def test_what_was_put_in_is_found(proven: Page, editor) -> None:
    last = Signature.objects.order_by("-pk").first()
    Signature.objects.create(
        page=last.page,
        by=editor,
        name="Edith Editor",
        zone="UTC",
        meaning="approved",
        revision_number=last.revision_number,
        seal=last.seal,
        with_password=True,
    )
    assert names(**ONLY) == ["proof-added"]
