"""Where the product's own files lie: beside the code in the source tree, within it in an installed package."""

import tomllib
from importlib.metadata import version
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
_SHIPPED = BASE_DIR / "config" / "shipped"  # made by pyproject.toml, [tool.hatch.build.targets.wheel]
IS_INSTALLED = _SHIPPED.is_dir()

TEMPLATES, STATIC = (((_SHIPPED if IS_INSTALLED else BASE_DIR) / name) for name in ("templates", "static"))
# Nobody looks for a wiki's data among Python's packages.
DATA = Path("looseleaf-data") if IS_INSTALLED else BASE_DIR / "var"


def own_version() -> str:
    """The product's version."""
    if IS_INSTALLED:
        return version("looseleaf")
    return tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
