"""The handbooks' pages as they are today."""

import re
import subprocess

import pytest

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)


@pytest.fixture(scope="session")
def handbook(corpus, tmp_path_factory):
    """A function that gives the Markdown files of a handbook: {path: text without front matter}."""
    folder = tmp_path_factory.mktemp("handbooks")

    def pages(name):
        clone = folder / name
        if not clone.exists():
            bundle = corpus / name / "history.bundle"
            subprocess.run(["git", "clone", "--quiet", str(bundle), str(clone)], check=True, capture_output=True)
        files = sorted(path for path in clone.rglob("*.md") if path.is_file() and not path.is_symlink())
        return {
            str(path.relative_to(clone)): _FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1)
            for path in files
        }

    return pages


@pytest.fixture
def html():
    """A function that renders and gives the HTML; every reference leads somewhere unless told otherwise."""
    from wiki.markup import Target, render

    def rendered(source, *, exists=True, **options):
        options.setdefault("resolve", lambda found: {one: Target(f"/to/{one.target}", exists) for one in found})
        return render(source, **options).html

    return rendered
