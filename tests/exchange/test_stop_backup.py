"""A backup that is stopped in the middle says so in one line and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import zipfile

import pytest
from django.utils import timezone

from tests.conftest import ROOT
from tests.setup.keeping import DATABASE, put_migrated
from tests.setup.serving import until
from wiki.exchange.archive import Archive
from wiki.management.commands._stopping import stoppable

pytestmark = pytest.mark.slow
WITH_A_FILE = """
from wiki.pages.files.models import StoredFile
StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A wiki with a file that can't be read to its end: a pipe into which nobody writes."""
    folder = tmp_path_factory.mktemp("data")
    environment = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder)}
    put_migrated(folder / DATABASE)
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", WITH_A_FILE]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    (folder / "files" / "00" / "00").mkdir(parents=True)
    os.mkfifo(folder / "files" / "00" / "00" / ("0" * 64))
    return environment


def heed_all():
    """Whoever runs the tests in the background has their processes ignore Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def midway(environment, tmp_path):
    """A backup that has begun, and waits for the pipe."""
    command = [sys.executable, "manage.py", "backup", str(tmp_path / "wiki.zip")]
    options = {"cwd": ROOT, "env": environment, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, preexec_fn=heed_all, **options) as process:
        assert until(lambda: any(path.stat().st_size for path in tmp_path.iterdir()), 60)
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_backup_that_is_stopped_says_one_line_and_leaves_nothing(midway, tmp_path, number):
    midway.send_signal(number)
    said = midway.communicate(timeout=90)[1]
    assert (midway.returncode, said) == (1, "CommandError: Stopped. Nothing was left behind.\n")
    assert list(tmp_path.iterdir()) == []


def test_backup_that_is_killed_never_has_the_name_of_a_whole_one(midway, tmp_path):
    midway.kill()
    midway.wait()
    left = [path.name for path in tmp_path.iterdir()]
    assert left == [f".wiki.zip.{midway.pid}.part"]


def test_a_signal_in_the_middle_of_closing_a_file_of_the_archive_is_all_that_is_told(tmp_path, monkeypatch):
    closing = zipfile._ZipWriteFile.close

    def interrupted(entry):
        monkeypatch.setattr(zipfile._ZipWriteFile, "close", closing)
        raise KeyboardInterrupt

    def written():
        with Archive(tmp_path / "wiki.zip", "wiki", timezone.now()) as archive:
            monkeypatch.setattr(zipfile._ZipWriteFile, "close", interrupted)
            archive.add_text("manifest", "text")

    with pytest.raises(KeyboardInterrupt):
        written()


@pytest.fixture
def heeded():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    heed_all()
    yield
    for number, way in before.items():
        signal.signal(number, way)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_error_that_comes_of_stopping_is_not_told_instead_of_it(heeded, number):
    def stopped_twice():
        try:
            signal.raise_signal(number)
        finally:
            signal.raise_signal(number)  # pressed again: clearing up goes on
            raise ValueError

    with pytest.raises(KeyboardInterrupt), stoppable():
        stopped_twice()


def test_what_is_told_to_be_ignored_stops_nothing(heeded):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stoppable():
        signal.raise_signal(signal.SIGHUP)


def test_an_error_without_a_signal_is_told():
    with pytest.raises(ValueError), stoppable():
        raise ValueError
