"""The parts of a cluster on this machine, each a process that can be killed without a word."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.setup.keeping import ROOT
from tests.setup.killing import below
from tests.setup.serving import free_port, until

DEPLOY = ROOT / "config" / "deploy"
OWNER = "postgres"  # PostgreSQL and PgBouncer refuse to run as root


class Missing(Exception):
    """A program that is not installed; says how to get it."""


def program(name: str, package: str) -> str:
    """Where a program is; raises Missing."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if path is None:
        raise Missing(f"{name} is missing: apt-get install {package}")
    return path


def as_owner() -> dict[str, str]:
    """Arguments for subprocess: what must not be root."""
    return {"user": OWNER, "group": OWNER} if os.getuid() == 0 else {}


def give(path: Path) -> None:
    """Lets the owner write there."""
    if os.getuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(path, owner.pw_uid, owner.pw_gid)


@dataclass
class Machine:
    """A part that is started by a command and listens on a port."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    def launch(self, command: list[str], **options: object) -> None:
        self.folder.mkdir(exist_ok=True)
        with self.log.open("a") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, **options)  # type: ignore[call-overload]

    def kill(self) -> None:
        """Ends it and all that it has started, at once and without a word."""
        if self.process is None:
            return
        for pid in [self.process.pid, *below(self.process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def require(self, condition: bool) -> None:
        """Raises AssertionError with the log's end."""
        assert condition, f"{self.name} did not come up:\n{self.log.read_text()[-3000:]}"


class Database(Machine):
    """PostgreSQL: a primary, or a standby that follows it."""

    def make(self) -> None:
        """A new database."""
        self._run(
            "initdb", "--pgdata", str(self._data), "--username", "looseleaf", "--auth", "trust", "--locale", "C.UTF-8"
        )

    def follow(self, primary: "Database") -> None:
        """A copy of the primary, which goes on following it."""
        place = f"host=127.0.0.1 port={primary.port} user=looseleaf application_name={self.name}"
        self._run(
            "pg_basebackup",
            "--pgdata",
            str(self._data),
            "--dbname",
            place,
            "--write-recovery-conf",
            "--checkpoint=fast",
        )

    def start(self) -> None:
        sockets = f"unix_socket_directories={self.folder}"
        options = ["listen_addresses=127.0.0.1", f"port={self.port}", sockets, "wal_level=replica"]
        command = [program("postgres", "postgresql"), "-D", str(self._data)]
        self.launch([*command, *(word for option in options for word in ("-c", option))], cwd="/", **as_owner())
        self.require(until(lambda: self.ask("SELECT 1") == "1", 30))

    def wait_for(self, standby: "Database") -> None:
        """From now on nothing is acknowledged before the standby has it on its disk."""
        self.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{standby.name}'")
        self.ask("SELECT pg_reload_conf()")
        self.require(until(lambda: self.ask("SELECT sync_state FROM pg_stat_replication") == "sync", 30))

    def promote(self) -> None:
        """Makes the standby the primary; it has none to wait for."""
        self.ask("SELECT pg_promote()")
        self.require(until(lambda: self.ask("SELECT pg_is_in_recovery()") == "f", 30))

    def ask(self, sql: str, database: str = "postgres") -> str:
        """What psql prints."""
        place = ["--host", str(self.folder), "--port", str(self.port), "--username", "looseleaf"]
        command = [program("psql", "postgresql"), *place, "--no-align", "--tuples-only", "--command", sql, database]
        asked = subprocess.run(command, capture_output=True, text=True)
        assert "does not exist" not in asked.stderr, asked.stderr  # a slip in the statement; others come to pass
        return asked.stdout.strip()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, name: str, *words: str) -> None:
        self.folder.mkdir()
        give(self.folder)
        with self.log.open("a") as output:
            command = [program(name, "postgresql"), *words]
            subprocess.run(command, stdout=output, stderr=output, check=True, cwd="/", **as_owner())


class Pooler(Machine):
    """PgBouncer, which lends each transaction one of a few connections."""

    def start(self, database: Database) -> None:
        self.folder.mkdir()
        settings = self.folder / "pgbouncer.ini"
        users = self.folder / "users.txt"
        users.write_text('"looseleaf" ""\n')
        settings.write_text(
            f"[databases]\nlooseleaf = host=127.0.0.1 port={database.port} dbname=postgres\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\nunix_socket_dir =\nauth_type = trust\n"
            f"auth_file = {users}\npool_mode = transaction\ndefault_pool_size = 10\nserver_connect_timeout = 1\n"
            "server_login_retry = 1\nquery_wait_timeout = 3\n"
        )
        self.launch([program("pgbouncer", "pgbouncer"), str(settings)], cwd="/", **as_owner())


class Cache(Machine):
    """Redis that keeps nothing on disk."""

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.launch([program("redis-server", "redis-server"), *options])


class Files(Machine):
    """moto's S3 server. It has no disk: what it was told is written down by it, and told again after it fell."""

    BUCKET = "wiki"

    def start(self) -> None:
        env = os.environ | {"MOTO_RECORDER_FILEPATH": str(self.folder / "told"), "MOTO_ENABLE_RECORDING": "True"}
        command = [str(Path(sys.executable).with_name("moto_server")), "--host", "127.0.0.1", "--port", str(self.port)]
        self.launch(command, env=env)

    @property
    def url(self) -> str:
        return f"s3+http://key:secret@127.0.0.1:{self.port}/{self.BUCKET}"


class Proxy(Machine):
    """HAProxy with the configuration that operators are given, and the ports of this cluster."""

    def start(self, servers: list["Server"]) -> None:
        text = (DEPLOY / "haproxy.cfg").read_text().partition("# So that a container")[0]
        text = text.replace("bind :8080", f"bind 127.0.0.1:{self.port}").replace(" init-addr none resolvers docker", "")
        for number, server in enumerate(servers, 1):
            text = text.replace(f"wiki-{number}:8000", f"127.0.0.1:{server.port}")
        self.folder.mkdir()
        (self.folder / "haproxy.cfg").write_text(text)
        self.launch([program("haproxy", "haproxy"), "-f", str(self.folder / "haproxy.cfg")])


@dataclass
class Server(Machine):
    """One of the wiki's servers: web server and workers on a folder of their own."""

    env: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        env = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(self.folder), "PORT": str(self.port)} | self.env
        self.launch([sys.executable, "manage.py", "serve"], cwd=ROOT, env=env)

    def manage(self, *words: str) -> str:
        """What a command of the wiki prints, told what this server is told."""
        return self._run("manage.py", *words)

    def world(self, pile: int) -> dict[str, Any]:
        """Makes what people work on; so much of it is to be approved, and to be confirmed."""
        return json.loads(self._run("-m", "tests.cluster.world", str(pile)).splitlines()[-1])

    def _run(self, *words: str) -> str:
        env = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(self.folder), **self.env}
        env["DJANGO_SETTINGS_MODULE"] = "config.settings"
        made = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True)
        if made.returncode:
            raise AssertionError(made.stdout + made.stderr)
        return made.stdout.strip()
