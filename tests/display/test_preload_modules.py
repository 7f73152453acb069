"""The modules of a screen are fetched at once, and none that is only needed later."""

from pathlib import Path

import pytest

from wiki.display.modules import imported_modules

STATIC = Path(__file__).parents[2] / "static"


@pytest.mark.parametrize("name", sorted(str(path.relative_to(STATIC)) for path in (STATIC / "js").rglob("*.js")))
def test_everything_that_is_imported_is_there(name):
    assert [module for module in imported_modules(name) if not (STATIC / module).is_file()] == []


def test_editor_brings_its_parts_and_not_the_diagrams():
    modules = imported_modules("js/elements/wiki-editor.js", "js/editor/desk/visual-surface.js")
    assert {"js/editor/desk/desk.js", "js/editor/paste/index.js", "vendor/editor/visual.js"} <= set(modules)
    assert not [module for module in modules if "mermaid" in module]
