"""How fast `verify` walks the audit trail's chain, what memory it takes, and what a link costs an event.

`python -m tests.bench.chain [EVENTS]` makes a wiki with so many events (1,000,000), which takes some minutes.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator

AT_A_TIME = 10_000


def events(count: int) -> Iterator[list]:
    """Events as a busy wiki records them: most with values before and after."""
    from wiki.audit.models import AuditEvent

    def event(number: int) -> AuditEvent:
        told = {"revision": number % 90, "title": f"Cleaning reactor R-{number % 500}", "sha256": f"{number:064x}"}
        return AuditEvent(
            actor_id=str(number % 300),
            actor_name=f"Person {number % 300}",
            action="page.edited",
            subject_kind="page",
            subject_id=str(number % 500),
            subject_name=told["title"],
            space="handbook",
            before=told if number % 3 else {},
            after=told,
            reason="Goggles as well" if number % 2 else "",
            address="192.0.2.7",
        )

    for start in range(0, count, AT_A_TIME):
        yield [event(number) for number in range(start, min(start + AT_A_TIME, count))]


def fill(count: int) -> None:
    from wiki.audit.models import AuditEvent

    for batch in events(count):
        AuditEvent.objects.bulk_create(batch)


def cost_of_an_event(count: int = 3000) -> float:
    """Milliseconds to record one event, in one transaction with many others."""
    from django.db import transaction

    from accounts.models import Site
    from wiki.audit.recording import record

    began = time.perf_counter()
    with transaction.atomic():
        for number in range(count):
            record("page.edited", Site(pk=1), by=None, after={"revision": number, "sha256": f"{number:064x}"})
    return (time.perf_counter() - began) / count * 1000


def memory_mb() -> float:
    """The most that the process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from wiki.audit.verifying import trail_findings

    call_command("migrate", verbosity=0)
    with_chain = min(cost_of_an_event() for _time in range(3))
    fill(count)
    before, began, rows = memory_mb(), time.process_time(), [0]
    found = list(trail_findings(lambda seen: rows.append(rows.pop() + seen)))
    spent = time.process_time() - began
    print(
        f"{connection.vendor}: {rows[0]:,} links in {spent:.1f} s: {rows[0] / spent:,.0f} a second; {found or 'sound'}"
    )
    print(f"memory {before:.0f} MB before, {memory_mb():.0f} MB at its highest; an event takes {with_chain:.3f} ms")
    with connection.cursor() as cursor:
        on_table = " ON wiki_auditevent" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER wiki_auditevent_chain{on_table}")
    print(f"without its link {min(cost_of_an_event() for _time in range(3)):.3f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="looseleaf-bench-") as folder:
        os.environ |= {"LOOSELEAF_DATA": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django

        django.setup()
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)


if __name__ == "__main__":
    main()
