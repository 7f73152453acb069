"""The yardstick: what any signed-in Django page must do, and nothing else. Settings, addresses and view in one place.

Session, user, one page by its key, one template with inheritance; same server, same database, same data as the product.
"""

from pathlib import Path

from config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "accounts",
    "wiki",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "reversion",
    "django_tasks",
    "django_tasks_db",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "tests.bench.reference_urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.contrib.auth.context_processors.auth"]},
    }
]
