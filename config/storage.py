"""How static files get their names."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Bundles of many parts that name one another: their builder has hashed the parts' names already.
BUILT = "vendor/mermaid/"


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
        """As the base class; what was built is only compressed, which spares reading all of it in every pass."""
        built = [path for path in paths if path.startswith(BUILT)]
        yield from super().post_process({path: paths[path] for path in paths if path not in built}, **options)
        if not options.get("dry_run"):
            for path, compressed in self.compress_files(built):
                yield path, compressed, True
