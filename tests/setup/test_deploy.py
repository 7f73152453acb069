"""The examples for operators name what there is, and the image has all that the wiki needs to run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from config import environment
from tests.cluster.machines import Missing, program
from tests.setup.keeping import ROOT

DEPLOY = ROOT / "config" / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.name != "README.md")


def copied():
    """What the image is made of: (from, to)."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    for line in lines:
        if line.startswith("COPY "):
            *sources, target = shlex.split(line)[1:]
            yield from ((source, target) for source in sources)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_settings_in_examples_are_settings_of_the_product(path):
    named = set(re.findall(r"\bLOOSELEAF_[A-Z_]+", path.read_text()))
    assert named <= environment.known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_example_is_named_in_the_list(path):
    assert f"`{path.name}`" in (DEPLOY / "README.md").read_text()


@pytest.mark.slow
def test_image_holds_what_the_wiki_needs(tmp_path):
    image, data = tmp_path / "app", tmp_path / "data"
    image.mkdir()
    for source, target in copied():
        origin, place = ROOT / source, image / target
        if origin.is_dir():
            shutil.copytree(origin, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, place)
    env = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(data)}
    for words in ("check", "migrate --verbosity 0", "load_starter", "collectstatic --no-input --dry-run --verbosity 0"):
        made = subprocess.run(
            [sys.executable, "manage.py", *words.split()], cwd=image, env=env, capture_output=True, text=True
        )
        assert made.returncode == 0, made.stderr


def test_image_starts_as_everybody_starts_it():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert lines[-1] == 'CMD ["python", "manage.py", "serve"]'
    service = (DEPLOY / "looseleaf.service").read_text()
    assert "ExecStart=/opt/looseleaf/.venv/bin/python manage.py serve\n" in service


def test_servers_of_the_composition_share_what_they_must():
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    one, other = composed["services"]["wiki-1"], composed["services"]["wiki-2"]
    assert one == other
    shared = {"DATABASE_URL", "REDIS_URL", "LOOSELEAF_FILES", "LOOSELEAF_SECRET_KEY", "LOOSELEAF_BASE_URL"}
    assert shared <= one["environment"].keys()
    assert set(one["depends_on"]) <= composed["services"].keys()
    mounted = [volume for service in composed["services"].values() for volume in service.get("volumes", [])]
    volumes = {volume.split(":")[0] for volume in mounted}
    assert {volume for volume in volumes if not volume.startswith(".")} == composed["volumes"].keys()
    proxy = (DEPLOY / "haproxy.cfg").read_text()
    servers = [("wiki-1",) * 2, ("wiki-2",) * 2]
    assert re.findall(r"^    server (\S+) (\S+):8000 check$", proxy, re.MULTILINE) == servers * 2  # ready, and alive


def test_proxy_understands_its_configuration():
    try:
        command = [program("haproxy", "haproxy"), "-c", "-f", str(DEPLOY / "haproxy.cfg")]
    except Missing as missing:
        pytest.skip(str(missing))
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_folder_of_the_composition_is_where_its_files_are():
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    build = composed["services"]["wiki-1"]["build"]
    context = (DEPLOY / build["context"]).resolve()
    assert (context, Path(context / build["dockerfile"])) == (ROOT, DEPLOY / "Dockerfile")
