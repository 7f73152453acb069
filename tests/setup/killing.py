"""Kills a running wiki again and again while people save, and tells whether anything that was acknowledged is lost.

`python -m tests.setup.killing 50` does so fifty times in a folder of its own, and prints what it saw.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.setup.keeping import DATABASE, ROOT, put_migrated, static_carried
from tests.setup.serving import command, free_port, until

WRITERS = 4
SAVES = "SELECT reason FROM wiki_revision WHERE reason LIKE 'Save %'"
# Made by a program with the product's settings: a page for each writer, and the cookie of somebody who may edit.
WORLD = f"""
import json
from django.conf import settings
from django.test import Client
from accounts.models import User
from wiki.pages.actions import create_page, create_space
from wiki.spaces.models import Space
admin = User.objects.create_user("killer@example.org", role="Admin", name="Ada Admin")
front = create_space(by=admin, space=Space(name="Killed", slug="killed"))
pages = [create_page(by=admin, parent=front, title=f"Page {{number}}", text="Begun.\\n") for number in range({WRITERS})]
client = Client()
client.force_login(admin, backend=settings.AUTHENTICATION_BACKENDS[0])
cookie = f"{{settings.SESSION_COOKIE_NAME}}={{client.cookies[settings.SESSION_COOKIE_NAME].value}}"
print(json.dumps({{"cookie": cookie, "pages": [[page.pk, page.url()] for page in pages]}}))
"""


@dataclass
class Writer(threading.Thread):
    """Saves one page over and over, whatever happens to the wiki meanwhile."""

    folder: Path
    port: int
    cookie: str
    page: int
    address: str
    acknowledged: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return self.page

    def run(self) -> None:
        number = 0
        while not self.is_over.is_set():
            number += 1
            name = f"Save {self.page}-{number}"
            try:
                if self._save(name) == 302:
                    self.acknowledged.append(name)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)  # the wiki is down, or fell while it answered

    def _save(self, name: str) -> int:
        fields = {"title": f"Page {self.page}", "text": f"{name}.\n", "reason": name, "base_number": self._newest()}
        fields["csrfmiddlewaretoken"] = "c" * 32
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={'c' * 32}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", f"{self.address}-/edit/", urlencode(fields), headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def _newest(self) -> int:
        return rows(self.folder, f"SELECT MAX(number) FROM wiki_revision WHERE page_id = {self.page}")[0][0]


@dataclass(frozen=True)
class Outcome:
    """What was seen: saves that were acknowledged, those of them that are not there exactly once, what SQLite says of
    the database and `verify` of the record."""

    acknowledged: int
    kept: int
    wrong: list[str]
    integrity: str
    verified: str


def rows(folder: Path, sql: str) -> list[tuple]:
    connection = sqlite3.connect(f"file:{folder / 'looseleaf.sqlite3'}?mode=rw", uri=True, timeout=30)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def killed(folder: Path, times: int) -> Outcome:
    """Kills the whole wiki in `folder`, every process at once and without a word, so many times."""
    port, chance = free_port(), random.Random(times)
    put_migrated(folder / DATABASE)
    world = json.loads(manage(folder, "shell", "--verbosity", "0", "--command", WORLD).splitlines()[-1])
    writers = [Writer(folder, port, world["cookie"], *page) for page in world["pages"]]
    with static_carried(folder):
        wiki = start(folder, port)
    for writer in writers:
        writer.start()
    for _time in range(times):
        time.sleep(chance.uniform(0.05, 0.6))
        kill(wiki)
        wiki = start(folder, port)
    for writer in writers:
        writer.is_over.set()
        writer.join()
    wiki.terminate()
    wiki.wait()
    return judged(folder, [name for writer in writers for name in writer.acknowledged])


def kill(wiki: subprocess.Popen) -> None:
    """Every process of it; the watching one first, or it would start the others again."""
    group = [wiki.pid, *below(wiki.pid)]
    for pid in group:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wiki.wait()
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in group))


def below(pid: int) -> list[int]:
    """The processes that one has started, and those that they have."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for thread in threads for child in thread.read_text().split()]
    return [*children, *(each for child in children for each in below(child))]


def start(folder: Path, port: int) -> subprocess.Popen:
    with folder.with_suffix(".log").open("a") as output:
        wiki = subprocess.Popen(**command(folder, port), stdout=output, stderr=subprocess.STDOUT)
    assert until(lambda: answers(port) or wiki.poll() is not None)
    assert wiki.poll() is None, folder.with_suffix(".log").read_text()
    return wiki


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def manage(folder: Path, *words: str) -> str:
    env = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder)}
    made = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True)
    if made.returncode:
        raise AssertionError(made.stdout + made.stderr)
    return made.stdout.strip()


def judged(folder: Path, acknowledged: list[str]) -> Outcome:
    saved = [reason for (reason,) in rows(folder, SAVES)]
    wrong = [name for name in acknowledged if saved.count(name) != 1]
    wrong += sorted(name for name in set(saved) if saved.count(name) > 1)
    integrity = rows(folder, "PRAGMA integrity_check")[0][0]
    return Outcome(len(acknowledged), len(saved), wrong, integrity, manage(folder, "verify"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="looseleaf-killed-") as made_folder:
        sys.stdout.write(f"{killed(Path(made_folder) / 'var', int(sys.argv[1]))}\n")
