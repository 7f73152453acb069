"""The package that is built from the sources, installed into an environment of its own, is the whole wiki."""

import re
import subprocess
import sys
import sysconfig
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.setup.keeping import ROOT
from tests.setup.serving import free_port, until

pytestmark = pytest.mark.slow
EMAIL, PASSWORD = "ada@example.org", "seven green apples"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The `looseleaf` of an environment that has the package, and the dependencies of this one."""
    folder = tmp_path_factory.mktemp("package")
    alone = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        *alone,
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("looseleaf-*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", *alone, str(wheel)], check=True)
    packages = next((folder / "env" / "lib").glob("python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "env" / "bin" / "looseleaf"


@pytest.fixture
def wiki(program, tmp_path):
    """A running wiki of it: its folder, and somebody who is signed in."""
    port = free_port()
    env = environment(tmp_path) | {
        "PORT": str(port),
        "LOOSELEAF_ADMIN_EMAIL": EMAIL,
        "LOOSELEAF_ADMIN_PASSWORD": PASSWORD,
    }
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([program, "serve"], cwd=tmp_path, env=env, stdout=log, stderr=log)
    browser = Browser(f"http://127.0.0.1:{port}")
    try:
        assert until(lambda: process.poll() is not None or browser.answers("/readyz")), (tmp_path / "log").read_text()
        assert process.poll() is None, (tmp_path / "log").read_text()
        browser.send("/accounts/login/", login=EMAIL, password=PASSWORD)
        yield browser
    finally:
        process.terminate()
        process.wait(timeout=60)


def environment(folder):
    return {"PATH": "/usr/bin:/bin", "LOOSELEAF_DATA": str(folder / "data")}


class Browser:
    """Goes from page to page as a browser without scripts does."""

    def __init__(self, place):
        self.place, self.opener = place, build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, address, said=None):
        with self.opener.open(self.place + address, said, timeout=60) as answer:
            return answer.read().decode()

    def send(self, address, **said):
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.open(address))[1]
        return self.open(address, urlencode({"csrfmiddlewaretoken": token} | said).encode())

    def answers(self, address):
        try:
            return bool(self.open(address))
        except (HTTPError, OSError):
            return False


def test_package_runs_from_the_first_start_to_a_restored_backup(wiki, program, tmp_path):
    home = wiki.open("/")
    assert "Using this wiki" in home  # the starter content came along
    style = re.search(r'href="(/static/[^"]+\.css)"', home)[1]
    assert wiki.open(style)
    address = re.search(r'href="(/using[\w/-]*)"', home)[1]
    form = wiki.open(f"{address}-/edit/")
    base = re.search(r'name="base_number" value="(\d+)"', form)[1]
    wiki.send(
        f"{address}-/edit/", title="Using this wiki", text="Wear zebrafish goggles.\n", reason="New", base_number=base
    )
    assert "zebrafish" in wiki.open(address)

    run(program, tmp_path, "backup", "wiki.zip")
    other = tmp_path / "other"
    other.mkdir()
    run(program, other, "restore", str(tmp_path / "wiki.zip"))
    assert "No findings" in run(program, other, "verify")
    found = "from wiki.pages.models import Page; print(Page.objects.filter(text__contains='zebrafish').count())"
    assert run(program, other, "shell", "--verbosity", "0", "--command", found).strip() == "1"


def test_data_lie_where_the_program_was_started_if_nothing_else_is_said(program, tmp_path):
    subprocess.run([program, "migrate", "--verbosity", "0"], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, check=True)
    assert (tmp_path / "looseleaf-data" / "looseleaf.sqlite3").exists()


def test_package_tells_its_version(program, tmp_path):
    told = run(
        program,
        tmp_path,
        "shell",
        "--verbosity",
        "0",
        "--command",
        "from django.conf import settings; print(settings.VERSION)",
    )
    project = (ROOT / "pyproject.toml").read_text()
    assert f'version = "{told.strip()}"' in project


def run(program, folder: Path, *words):
    """What the command prints, run on the data in `folder`."""
    done = subprocess.run([program, *words], cwd=folder, env=environment(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
