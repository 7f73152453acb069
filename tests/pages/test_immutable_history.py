"""The database itself refuses to change or delete what was saved."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from reversion.models import Revision as ReversionRevision
from reversion.models import Version

from wiki.audit.models import AuditEvent
from wiki.pages.immutability import MESSAGE
from wiki.pages.models import Revision

KEPT = [Version, ReversionRevision, Revision, AuditEvent]


@pytest.mark.parametrize("model", KEPT)
def test_saved_rows_cannot_be_deleted(page, model):
    row = model.objects.first()
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Version, {"serialized_data": "[]"}),
        (ReversionRevision, {"comment": "it was not me"}),
        (Revision, {"reason": "it was not me"}),
        (AuditEvent, {"actor_name": "Nobody"}),
    ],
)
def test_saved_rows_cannot_be_changed(page, model, change):
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
        model.objects.update(**change)


def test_reversions_own_command_cannot_delete_history(page):
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        call_command("deleterevisions", "wiki", verbosity=0)
    assert Version.objects.get_for_object(page).count() == 1
