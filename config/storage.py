"""How static files get their names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names, also for modules that import each other."""

    support_js_module_import_aggregation = True
    # Each pass settles the names along one step of a chain of imports; modules that import one another in a circle
    # would never settle.
    max_post_process_passes = 20
