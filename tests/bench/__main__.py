"""`make bench`: processor time, requests a second, memory and cold start beside a reference of the same run."""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import targets
from tests.bench.chart import chart
from tests.bench.client import Load, run
from tests.bench.editing import measure_editing
from tests.bench.processes import Server, memory_mb, processor_seconds
from tests.bench.report import Line, Report

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("LOOSELEAF_CORPUS") or ROOT.parent / "shared" / "corpus")
ROUNDS = 3  # of which the least disturbed counts
CONNECTIONS = (1, 16)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, port: int, settings: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL") if name in os.environ}
    return kept | {
        "LOOSELEAF_DATA": str(folder),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }


def measure(server: Server, target: targets.Target, connections: int, database: int | None) -> Line:
    """One run of one target; `database` is the process of a database that works apart from the server."""
    run(server.port, Load(target.next_request, connections, min(50, target.count)))
    load = Load(target.next_request, connections, target.count)
    before, database_before = processor_seconds(server.pid), _spent(database)
    run(server.port, load)
    result = load.result
    return Line(
        target=target.name,
        connections=connections,
        processor_ms=(processor_seconds(server.pid) - before) / len(result.times) * 1000,
        database_ms=(_spent(database) - database_before) / len(result.times) * 1000,
        per_second=result.per_second,
        median_ms=result.percentile(0.5),
        slow_ms=result.percentile(0.95),
    )


def _spent(process: int | None) -> float:
    return processor_seconds(process) if process else 0.0


def measure_all(product: Server, reference: Server, world: dict[str, Any], only: str) -> list[Line]:
    """Every target in turn, round by round, so that a disturbance meets them all."""
    yardstick, ours = targets.reference(world), [target for target in targets.ours(world) if only in target.name]
    lines: dict[tuple[str, int], Line] = {}
    for number in range(ROUNDS):
        for server, target in [(reference, yardstick), *((product, target) for target in ours)]:
            print(f"round {number + 1} of {ROUNDS}: {target.name}", file=sys.stderr)
            for connections in CONNECTIONS:
                line = measure(server, target, connections, world["database"])
                best = lines.setdefault((target.name, connections), line)
                if line.processor_ms < best.processor_ms:
                    lines[target.name, connections] = line
    return list(lines.values())


def described(env: dict[str, str], pages: int = 0) -> dict[str, Any]:
    """The wiki as it is now; where it is not there yet it is made, with so many pages more."""
    command = [sys.executable, "-m", "tests.bench.world", CORPUS, str(pages)]
    made = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(made.stdout.splitlines()[-1])  # the import reports before


def bench(folder: Path, pages: int, only: str) -> Report:
    port, reference_port = free_port(), free_port()
    env = environment(folder, port, "config.settings")
    world = described(env, pages)
    product = Server([sys.executable, "manage.py", "serve"], env, ROOT, port, folder / "serve.log")
    reference = Server(
        [sys.executable, "-m", "tests.bench.reference_server"],
        environment(folder, reference_port, "tests.bench.reference"),
        ROOT,
        reference_port,
        folder / "reference.log",
    )
    try:
        return measured(product, reference, world, only)
    finally:
        product.stop()
        reference.stop()


def measured(product: Server, reference: Server, world: dict[str, Any], only: str) -> Report:
    """Cold start (everything is in place from the start before), memory at rest, the targets, memory after them."""
    first_page = world["pages"][0]["url"]
    product.start(first_page, world["cookie"])
    product.stop()
    cold_start = min(_restarted(product, first_page, world["cookie"]) for _time in range(ROUNDS))
    at_rest = sum(memory_mb(product.pid).values())
    reference.start(f"/{world['pages'][0]['pk']}/", world["reference_cookie"])
    lines = measure_all(product, reference, world, only)
    edited = None if only else measure_editing(product.port, world, lambda: numbers(product.env))
    return Report(
        lines,
        bounds={target.name: target for target in targets.ours(world)},
        edited=edited,
        cold_start=cold_start,
        memory_at_rest=at_rest,
        memory_after=sum(memory_mb(product.pid).values()),
    )


def numbers(env: dict[str, str]) -> dict[str, int]:
    """The number of the latest revision of each page, by its address."""
    return {page["url"]: page["number"] for page in described(env)["pages"]}


def _restarted(server: Server, path: str, cookie: str) -> float:
    server.stop()
    return server.start(path, cookie)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder that keeps the measured wiki for the next time")
    parser.add_argument("--pages", type=int, default=0, help="how many pages to add to the handbook's")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--only", default="", help="measure the targets with this in their name, and the reference")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="looseleaf-bench-") as temporary:
        folder = asked.data or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        report = bench(folder.resolve(), asked.pages, asked.only)
    print(report.table())
    if asked.json:
        asked.json.write_text(report.json())
    if asked.chart:
        asked.chart.write_text(chart(report))
    sys.exit(0 if report.is_within_bounds else 1)


if __name__ == "__main__":
    main()
