"""Whoever changes, inserts, deletes or re-orders rows past the triggers is found by the walk along the chain."""

import pytest

from tests.audit.chained import events, happened, links, run, settle, unprotected
from wiki.audit.models import AuditEvent, AuditLink
from wiki.audit.verifying import AT_A_TIME, link_count, trail_findings


def found() -> list[str]:
    """The names of all findings."""
    settle()
    return [finding.name for finding in trail_findings(lambda _rows: None)]


def words() -> str:
    return "\n".join(finding.words for finding in trail_findings(lambda _rows: None))


@pytest.fixture
def trail(db: None) -> list[AuditEvent]:
    """Nine events and their links; the database keeps what was there before this test out of the way."""
    return [happened(subject_name=f"Page {number}", after={"revision": number}) for number in range(9)]


def change(where: str, what: str, *values: object) -> None:
    with unprotected():
        run(f"UPDATE wiki_auditevent SET {what} WHERE {where}", values=values)


def test_trail_that_nobody_touched_has_no_findings(trail):
    assert found() == []


def test_walk_tells_how_far_it_is(trail):
    steps = []
    settle()
    assert list(trail_findings(steps.append)) == []
    assert sum(steps) == len(trail)
    assert link_count() == links()[-1].sequence


CHANGES = {
    "at": "2020-01-01 00:00:00+00:00",
    "actor_id": "4711",
    "actor_name": "Nobody",
    "action": "page.moved",
    "subject_kind": "space",
    "subject_id": "8",
    "subject_name": "Another",
    "space": "elsewhere",
    "before": '{"revision": 1}',
    "after": '{"revision": 99}',
    "reason": "It was not me",
    "batch": 5,
    "address": "192.0.2.99",
}


@pytest.mark.parametrize("column", CHANGES)
def test_each_column_that_was_changed_is_found(trail, column):
    change(f"id = {trail[4].pk}", f"{column} = %s", CHANGES[column])
    assert found() == ["changed"]
    assert f"Event {trail[4].pk} (" in words()


def test_event_that_was_changed_together_with_its_hash_is_found(trail):
    event = trail[4]
    event.reason = "It was not me"
    forged = AuditEvent._meta.get_field("payload_hash").pre_save(event, add=False)
    change(f"id = {event.pk}", "reason = %s, payload_hash = %s", event.reason, forged)
    assert found() == ["changed"]


def test_contents_of_two_events_that_were_exchanged_are_found(trail):
    keys = trail[2].pk, trail[6].pk, -1
    with unprotected():
        for old, new in ((keys[0], -1), (keys[1], keys[0]), (-1, keys[1])):
            run("UPDATE wiki_auditevent SET id = %s WHERE id = %s", values=(new, old))
    assert found() == ["changed", "changed"]


@pytest.mark.parametrize("position", [0, 4, 8])
def test_event_that_was_deleted_is_found(trail, position):
    with unprotected():
        run("DELETE FROM wiki_auditevent WHERE id = %s", values=(trail[position].pk,))
    assert "deleted" in found()
    assert f"Event {trail[position].pk}, link" in words()


def test_event_that_was_deleted_together_with_its_link_is_found(trail):
    with unprotected():
        run("DELETE FROM wiki_auditevent WHERE id = %s", values=(trail[4].pk,))
        run("DELETE FROM wiki_auditlink WHERE event = %s", values=(trail[4].pk,))
    assert found() == ["links-deleted"]


def test_numbers_that_were_closed_up_after_a_deletion_are_found(trail):
    settle()
    gone = AuditLink.objects.get(event=trail[4].pk).sequence
    with unprotected():
        run("DELETE FROM wiki_auditevent WHERE id = %s", values=(trail[4].pk,))
        run("DELETE FROM wiki_auditlink WHERE event = %s", values=(trail[4].pk,))
        for number in range(gone + 1, link_count() + 1):
            run("UPDATE wiki_auditlink SET sequence = %s WHERE sequence = %s", values=(number - 1, number))
    assert found() == ["reordered"]


def test_event_that_was_inserted_past_the_chain_is_found(trail):
    with unprotected():
        forged = happened(subject_name="Never happened")
    assert found() == ["inserted"]
    assert "Never happened" in words()
    assert str(forged.pk) in words()


def test_link_that_was_forged_for_an_inserted_event_is_found(trail):
    with unprotected():
        forged = happened(subject_name="Never happened")
        last = links()[-1]
        AuditLink.objects.create(sequence=last.sequence + 1, event=forged.pk, previous=last.hash, hash="f" * 64)
    assert found() == ["changed"]


def test_links_whose_order_was_changed_are_found(trail):
    settle()
    first, second = (AuditLink.objects.get(event=event.pk).sequence for event in (trail[2], trail[5]))
    with unprotected():
        for old, new in ((first, -1), (second, first), (-1, second)):
            run("UPDATE wiki_auditlink SET sequence = %s WHERE sequence = %s", values=(new, old))
    assert set(found()) == {"reordered"}


def test_link_that_was_pointed_at_another_event_is_found(trail):
    with unprotected():
        run("UPDATE wiki_auditlink SET event = 0 WHERE event = %s", values=(trail[2].pk,))
    assert sorted(found()) == ["deleted", "inserted"]


@pytest.mark.sqlite
def test_newest_events_that_were_cut_off_are_found_on_sqlite(trail):
    with unprotected():
        run("DELETE FROM wiki_auditevent WHERE id >= %s", values=(trail[6].pk,))
        run("DELETE FROM wiki_auditlink WHERE event >= %s", values=(trail[6].pk,))
    assert found() == ["newest-deleted"]


@pytest.mark.sqlite
@pytest.mark.parametrize("value", ["[1, 2", "[" * 100_000, "{'a': 1e999999999}", '{"a": 1e999999999}'])
def test_values_that_are_no_json_break_nothing(trail, value):
    with unprotected():
        run("PRAGMA ignore_check_constraints = 1")
        run("UPDATE wiki_auditevent SET after = %s WHERE id = %s", values=(value, trail[4].pk))
        run("PRAGMA ignore_check_constraints = 0")
    assert found() == ["changed"]


def test_findings_are_one_line_each(trail):
    change(f"id = {trail[4].pk}", "subject_name = %s", "two\nlines")
    assert words().count("\n") == 0


def test_walk_goes_on_where_a_batch_of_rows_ends(trail):
    more = [AuditEvent(action="x", subject_kind="page", subject_id="1") for _number in range(AT_A_TIME + 1)]
    AuditEvent.objects.bulk_create(more)
    change(f"id = {events()[-1].pk}", "reason = 'changed'")
    assert found() == ["changed"]
