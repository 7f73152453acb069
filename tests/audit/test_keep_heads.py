"""The head of the chain is kept outside the database, day by day; such a copy finds a chain that was written anew."""

import datetime
import io
import logging

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tests.audit.chained import events, happened, links, run, settle, unprotected
from wiki.audit import heads
from wiki.audit.hashing import GENESIS, hash_of_link
from wiki.audit.heads import Head, head, head_findings, keep_head, kept_lines
from wiki.audit.models import AuditEvent, AuditLink


@pytest.fixture
def chain(db: None) -> list[AuditEvent]:
    made = [happened(subject_name=f"Page {number}") for number in range(5)]
    settle()
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """The time that heads are given: its only item."""
    now = [datetime.datetime(2026, 1, 31, 23, 59, 59, tzinfo=datetime.UTC)]
    monkeypatch.setattr(heads.timezone, "now", lambda: now[0])
    return now


def names(lines: list[str]) -> list[str]:
    return [finding.name for finding in head_findings(lines)]


def test_head_is_a_line_of_time_number_and_hash(chain, clock):
    newest = links()[-1]
    assert str(head()) == f"2026-01-31T23:59:59Z {newest.sequence} {newest.hash}"


def test_heads_are_kept_in_a_file_for_each_month_in_utc(chain, clock, tmp_path):
    first = keep_head()
    clock[0] = datetime.datetime(2026, 2, 1, 1, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    clock[0] += datetime.timedelta(hours=2)
    second = keep_head()
    assert sorted(file.name for file in (tmp_path / "audit-heads").iterdir()) == ["2026-01.txt", "2026-02.txt"]
    assert kept_lines() == [first, second]


def test_head_is_kept_once_a_day(chain, clock):
    first = keep_head()
    happened()
    assert keep_head() == first
    assert kept_lines() == [first]


def test_head_is_in_the_log_whatever_else_is_logged(chain, caplog):
    assert logging.getLogger("wiki.audit.heads").isEnabledFor(logging.INFO)
    line = keep_head()
    assert line in caplog.text


def test_head_is_mailed_where_the_settings_say(chain, settings):
    keep_head()
    assert mail.outbox == []
    settings.AUDIT_HEAD_MAIL = ["quality@example.org", "notary@example.com"]
    line = keep_head()
    assert mail.outbox[0].to == ["quality@example.org", "notary@example.com"]
    assert line in mail.outbox[0].body
    assert mail.outbox[0].subject == f"Audit trail: head of {line[:10]}"


def test_nothing_is_kept_while_nothing_was_recorded(db):
    with unprotected():
        run("DELETE FROM wiki_auditlink")
    assert keep_head() == ""
    assert kept_lines() == []
    with pytest.raises(CommandError, match="Nothing was recorded"):
        call_command("audit_head")


def test_command_prints_the_head(chain):
    printed = io.StringIO()
    call_command("audit_head", stdout=printed)
    assert printed.getvalue().split()[1:] == str(head()).split()[1:]


def test_heads_of_an_untouched_chain_find_nothing(chain):
    first = str(head())
    happened()
    assert names(["# kept by the notary", "", first, str(head())]) == []


def test_head_finds_a_chain_that_was_written_anew_from_the_start(chain):
    kept = str(head())
    previous = GENESIS
    with unprotected():
        run("UPDATE wiki_auditevent SET reason = 'never said' WHERE id = %s", values=(chain[1].pk,))
        run("DELETE FROM wiki_auditlink")
        for number, event in enumerate(events(), 1):
            event.payload_hash = AuditEvent._meta.get_field("payload_hash").pre_save(event, add=False)
            run(
                "UPDATE wiki_auditevent SET payload_hash = %s WHERE id = %s",
                values=(event.payload_hash, event.pk),
            )
            link = hash_of_link(previous, event.pk, event.payload_hash)
            AuditLink.objects.create(sequence=number, event=event.pk, previous=previous, hash=link)
            previous = link
    from wiki.audit.verifying import trail_findings

    assert list(trail_findings(lambda _rows: None)) == []  # the chain alone can not tell
    assert names([kept]) == ["rewritten"]


def test_head_finds_that_the_newest_links_were_cut_off(chain):
    kept = str(head())
    with unprotected():
        run("DELETE FROM wiki_auditlink WHERE event = %s", values=(chain[-1].pk,))
    assert names([kept]) == ["head-missing"]


@pytest.mark.parametrize("line", ["hello", "2026-01-01T00:00:00Z 5", f"2026-01-01T00:00:00Z x {'a' * 64}"])
def test_line_that_is_no_head_is_told(db, line):
    assert names([line]) == ["head-unreadable"]


def test_head_is_told_in_utc_whatever_the_zone_of_its_time():
    at = datetime.datetime(2026, 1, 1, 1, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    assert str(Head(at, 1, "a")) == "2025-12-31T23:30:00Z 1 a"
