"""How static files get their names."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.stylesheets import with_parts

# Bundles of many parts that name one another: their builder has hashed the parts' names already.
BUILT = "vendor/mermaid/"
# Style sheets that consist of others.
SHEETS = ("css/main.css", "css/admin.css")


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names, also for modules that import each other."""

    support_js_module_import_aggregation = True
    # Each pass settles the names along one step of a chain of imports; modules that import one another in a circle
    # would never settle.
    max_post_process_passes = 20

    def hashed_name(self, name: str, *args: Any, **options: Any) -> str:
        """As the base class, but what was built keeps its name."""
        return name if name.startswith(BUILT) else super().hashed_name(name, *args, **options)

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[tuple[str, str | None, Any]]:
        """As the base class, with style sheets put together; what was built is only compressed, which spares reading
        all of it in every pass."""
        if not options.get("dry_run"):
            paths = paths | {sheet: (self, sheet) for sheet in SHEETS if sheet in paths}
            for sheet in paths.keys() & set(SHEETS):
                self._put_together(sheet)
        built = [path for path in paths if path.startswith(BUILT)]
        yield from super().post_process({path: paths[path] for path in paths if path not in built}, **options)
        if not options.get("dry_run"):
            for path, compressed in self.compress_files(built):
                yield path, compressed, True

    def _put_together(self, sheet: str) -> None:
        """In the folder of collected files, not among the sources."""

        def read(part: str) -> str:
            return Path(self.path(posixpath.join(posixpath.dirname(sheet), part))).read_text("utf-8")

        collected = Path(self.path(sheet))
        collected.write_text(with_parts(collected.read_text("utf-8"), read), "utf-8")
