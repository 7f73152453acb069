"""The order of pages that a site generator's navigation file gives."""

import posixpath
from collections.abc import Iterator

import yaml

NAVIGATION_FILES = ("mkdocs.yml", "mkdocs.yaml")
DEFAULT_FOLDER = "docs"


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' file without its tags, which name Python code."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def navigation_order(text: str, *, path: str) -> dict[str, float]:
    """Give each page's place in the `nav` of an MkDocs file at `path`; a "folder/" that of its first page.

    Empty for a file without navigation and for one that is not YAML.
    """
    try:
        settings = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(settings, dict):
        return {}
    docs = settings.get("docs_dir")
    folder = posixpath.join(posixpath.dirname(path), docs if isinstance(docs, str) else DEFAULT_FOLDER)
    order: dict[str, float] = {}
    for number, listed in enumerate(_listed(settings.get("nav"))):
        page = posixpath.normpath(posixpath.join(folder, listed))
        order.setdefault(page, float(number))
        while (page := posixpath.dirname(page)) and page != folder:
            order.setdefault(f"{page}/", float(number))
    return order


def _listed(navigation: object, depth: int = 0) -> Iterator[str]:
    if isinstance(navigation, str):
        yield navigation
    elif isinstance(navigation, (list, dict)) and depth < 20:
        for item in navigation if isinstance(navigation, list) else navigation.values():
            yield from _listed(item, depth + 1)
