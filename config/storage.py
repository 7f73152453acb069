"""How static files get their names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names, also for modules that import each other."""

    support_js_module_import_aggregation = True
