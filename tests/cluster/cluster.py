"""The whole cluster: two servers with their workers behind a proxy, two databases, a cache and a storage of files."""

import os
import signal
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

from tests.cluster.machines import Cache, Database, Files, Pooler, Proxy, Server
from tests.setup.keeping import static_carried
from tests.setup.serving import until

SECRET = "only-of-this-cluster" * 3
JOBS = "django_tasks_database_dbtaskresult WHERE task_path LIKE '%render_pages'"
LONG_JOB = """
from wiki.pages.models import Page
from wiki.pages.tasks import render_pages
render_pages.enqueue(list(Page.objects.values_list("pk", flat=True)) * 6)
"""


class Cluster:
    """Its parts by name; `world` is what people work on."""

    def __init__(self, folder: Path) -> None:
        self.primary, self.standby = Database(folder / "primary"), Database(folder / "standby")
        self.poolers = [Pooler(folder / "pooler-1"), Pooler(folder / "pooler-2")]
        self.cache, self.files, self.proxy = Cache(folder / "cache"), Files(folder / "files"), Proxy(folder / "proxy")
        env = self.env()
        self.servers = [Server(folder / f"wiki-{number}", env=env) for number in (1, 2)]
        self.tools = Server(folder / "tools", env=env)  # where commands are run; it serves nothing
        self.world: dict[str, Any] = {}

    def env(self) -> dict[str, str]:
        """What every server of the wiki is told."""
        hosts = ",".join(f"127.0.0.1:{pooler.port}" for pooler in self.poolers)
        asked = "target_session_attrs=read-write&connect_timeout=2"
        return {
            "DATABASE_URL": f"postgresql://looseleaf@{hosts}/looseleaf?{asked}",
            "LOOSELEAF_DATABASE_POOLED": "1",
            "REDIS_URL": f"redis://127.0.0.1:{self.cache.port}/0",
            "LOOSELEAF_FILES": self.files.url,
            "LOOSELEAF_SECRET_KEY": SECRET,
            "LOOSELEAF_BASE_URL": f"http://localhost:{self.proxy.port}",
            "LOOSELEAF_BEHIND_PROXY": "1",
        }

    def start(self, pile: int) -> None:
        """All of it, with the world that people work on: so much of it is to be approved, and to be confirmed."""
        self.primary.make()
        self.primary.start()
        self.standby.follow(self.primary)
        self.standby.start()
        self.primary.wait_for(self.standby)
        self.poolers[0].start(self.primary)
        self.cache.start()
        self.files.start()
        self.files.require(until(lambda: answers(self.files.port, "/moto-api/"), 30))
        self._make_bucket()
        self.manage("migrate", "--verbosity", "0")
        self.world = self.tools.world(pile)
        for server in self.servers:
            server.folder.mkdir()
            with static_carried(server.folder):
                server.start()
                server.require(until(lambda server=server: answers(server.port, "/readyz")))
        self.proxy.start(self.servers)
        self.proxy.require(until(lambda: answers(self.proxy.port, "/readyz"), 30))

    def stop(self) -> None:
        for part in (self.proxy, *self.servers, self.cache, self.files, *self.poolers, self.standby, self.primary):
            part.kill()

    def manage(self, *words: str) -> str:
        """What a command of the wiki prints."""
        return self.tools.manage(*words)

    def kill_worker(self) -> None:
        """One of the workers, in the middle of a job."""
        self.tools.manage("shell", "--verbosity", "0", "--command", LONG_JOB)
        name = f"SELECT worker_ids->>-1 FROM {JOBS} AND status = 'RUNNING'"
        assert until(lambda: "-" in self.database.ask(name), 60), "no worker took the job"
        os.kill(int(self.database.ask(name).split("-")[-2]), signal.SIGKILL)

    def has_done_its_jobs(self) -> bool:
        """Whether the job that was killed has been run to its end."""
        return self.database.ask(f"SELECT count(*) FROM {JOBS} AND status = 'SUCCESSFUL'") == "1"

    def return_files(self) -> None:
        """Starts the storage again, with what it had been told."""
        self.files.start()
        self.files.require(until(lambda: answers(self.files.port, "/moto-api/"), 30))
        address = f"http://127.0.0.1:{self.files.port}/moto-api/recorder/replay-recording"
        urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=60).close()

    def kill_primary(self) -> None:
        """The machine with the primary and its pooler is gone."""
        self.primary.kill()
        self.poolers[0].kill()

    def fail_over(self) -> None:
        """The standby takes the primary's place, and is given a pooler: PgBouncer remembers of a standby that it was
        one."""
        self.standby.promote()
        self.poolers[1].start(self.standby)

    @property
    def database(self) -> Database:
        """The one that takes changes."""
        return self.primary if self.primary.process else self.standby

    def _make_bucket(self) -> None:
        place = f"http://127.0.0.1:{self.files.port}"
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        boto3.client("s3", endpoint_url=place, **keys).create_bucket(Bucket=self.files.BUCKET)


def answers(port: int, path: str) -> bool:
    """Whether something says yes there."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextmanager
def running(pile: int) -> Iterator[Cluster]:
    """A cluster, until the block ends; raises Missing where a program for it is not installed."""
    with tempfile.TemporaryDirectory(prefix="looseleaf-cluster-") as folder:
        cluster = Cluster(Path(folder))
        Path(folder).chmod(0o755)  # the databases' owner has to come by
        try:
            cluster.start(pile)
            yield cluster
        finally:
            cluster.stop()
