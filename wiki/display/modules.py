"""The modules that a script needs, fetched all at once: by themselves they are found one level of imports at a time."""

import posixpath
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# `import … from "./x.js"`, `export … from "./x.js"` and `import "./x.js"`; not `import("./x.js")`, which waits.
_IMPORT = re.compile(r"""^(?:import|export)\s*(?:[\w$*{},\s]+\bfrom\s*)?["'](\.[^"']+)["']""", re.MULTILINE)


def imported_modules(*names: str) -> list[str]:
    """These modules and every one that they import, directly or not: names below the static folder, each once."""
    found = dict.fromkeys(names)
    waiting = list(names)
    while waiting:
        module = waiting.pop()
        for address in _IMPORT.findall(_text(module)):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(module), address))
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return list(found)


def _text(name: str) -> str:
    # A bundle stands alone, and is too large to be searched.
    return "" if name.startswith("vendor/") else Path(finders.find(name)).read_text(encoding="utf-8")


def preloads_html(names: str) -> SafeString:
    """Links that have the browser fetch these modules, parted by spaces, and all that they import at once."""
    modules = imported_modules(*names.split())
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', ((static(module),) for module in modules))
