"""Every setting, read from the environment. The README lists each variable with its default and meaning."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

from config import environment, sources

BASE_DIR = sources.BASE_DIR
VERSION = sources.own_version()
DATA_DIR = Path(environment.text("LOOSELEAF_DATA", str(sources.DATA))).expanduser().resolve()
DEBUG = environment.flag("LOOSELEAF_DEBUG")
SECRET_KEY = environment.text("LOOSELEAF_SECRET_KEY") or environment.secret(DATA_DIR)

HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, most=65535)
# Where people find it: a server that listens on every address is met under the machine's name.
_NAME = socket.gethostname() if HOST in ("0.0.0.0", "::") else f"[{HOST}]" if ":" in HOST else HOST  # noqa: S104
BASE_URL = environment.url("LOOSELEAF_BASE_URL", f"http://{_NAME}:{PORT}", ("https", "http"))
IS_SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [
    urlsplit(BASE_URL).hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *environment.words("LOOSELEAF_ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
WORKERS = environment.number("LOOSELEAF_WORKERS", 2, most=64)
WIKI_NAME = environment.text("LOOSELEAF_NAME", "Looseleaf")
ADMIN_EMAIL = environment.text("LOOSELEAF_ADMIN_EMAIL")
ADMIN_PASSWORD = environment.text("LOOSELEAF_ADMIN_PASSWORD")

INSTALLED_APPS = [
    "accounts",
    "wiki",
    "config.apps.LooseleafAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "reversion",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "config.requests.NamedRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before what only means pages: each brings thirty small files along
    "config.security.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.probes.ProbesFirst",
    "config.replica.ReadFromReplica",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.middleware.FirstRun",
    "config.limits.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.security.NoNullCharacters",
    "allauth.account.middleware.AccountMiddleware",
    "config.security.SignInFirst",
    "accounts.middleware.PersonalSettings",
    "wiki.audit.middleware.RemoteAddress",
    "wiki.control.due.EditionsTakeEffect",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [sources.TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wiki.reading.context.chrome",
                "wiki.activity.bell.bell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wiki.display.tags",
                "wiki.history.tags",
                "wiki.reading.bar",
            ],
        },
    }
]

# SQLite as production needs it. FULL, not NORMAL: an acknowledged save survives a power cut.
SQLITE = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY"
)
IS_POOLED = environment.flag("LOOSELEAF_DATABASE_POOLED")
_SQLITE_FILE = f"sqlite:///{DATA_DIR / 'looseleaf.sqlite3'}"
DATABASES = {"default": environment.database("DATABASE_URL", _SQLITE_FILE, is_pooled=IS_POOLED)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"ENGINE": "config.sqlite3", "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": SQLITE,
    }
REDIS_URL = environment.url("REDIS_URL", "", ("redis", "rediss", "unix"))
DATABASES |= environment.replica("LOOSELEAF_DATABASE_REPLICA", DATABASES["default"], REDIS_URL, is_pooled=IS_POOLED)
DATABASE_ROUTERS = ["config.replica.Router"] if "replica" in DATABASES else []
SERIALIZATION_MODULES = {"packed": "wiki.pages.packing.serializer"}  # the form of saved versions
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "config.cache.ForgivingRedis", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        # Beyond it a third is thrown away at random, and with it the counts of wrong passwords; Django's 300 are few.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SESSION_ENGINE = "accounts.cached_sessions" if REDIS_URL else "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "activity:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation or an admin has vouched for the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "reset_password": "accounts.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "change_password": "accounts.sign_in_forms.ChangedPasswordForm",
}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Django's own: allauth's would copy each address into a table of its own, where an old one went on signing in.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.ResetTokens"  # noqa: S105
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}

EMAIL_CONFIG = urlsplit(environment.url("LOOSELEAF_MAIL_URL", "console://", ("smtp", "smtp+tls", "smtps", "console")))
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if EMAIL_CONFIG.scheme == 'console' else 'smtp'}.EmailBackend"
EMAIL_HOST = EMAIL_CONFIG.hostname or "localhost"
EMAIL_PORT = EMAIL_CONFIG.port or 25
EMAIL_HOST_USER = EMAIL_CONFIG.username or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.password or ""
EMAIL_TIMEOUT = 30  # seconds; a mail server that does not answer must not hold up all other jobs
EMAIL_USE_TLS = EMAIL_CONFIG.scheme == "smtp+tls"
EMAIL_USE_SSL = EMAIL_CONFIG.scheme == "smtps"
AUDIT_HEAD_MAIL = environment.words("LOOSELEAF_AUDIT_HEAD_MAIL")
DEFAULT_FROM_EMAIL = environment.text("LOOSELEAF_MAIL_FROM", f"looseleaf@{urlsplit(BASE_URL).hostname}")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
if len(LANGUAGES) > 1:  # choosing between one language costs every page a tenth of its time
    MIDDLEWARE.insert(
        MIDDLEWARE.index("django.middleware.common.CommonMiddleware"), "django.middleware.locale.LocaleMiddleware"
    )
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = environment.zone("LOOSELEAF_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [sources.STATIC]
STORAGES = {
    "default": environment.bucket("LOOSELEAF_FILES", DATA_DIR / "files"),
    # What one server is given or makes and another may have to read: uploads of imports, evidence, heads of the trail.
    "shared": environment.bucket("LOOSELEAF_FILES", DATA_DIR),
    "staticfiles": {"BACKEND": "config.storage.StaticFiles"},
}
WHITENOISE_MAX_AGE = 60
ATTACHMENT_LIMIT = environment.number("LOOSELEAF_ATTACHMENT_LIMIT", 25 * 1024 * 1024)
IMPORT_LIMIT = environment.number("LOOSELEAF_IMPORT_LIMIT", 512 * 1024 * 1024)
# A folder that gets a backup every day, and how many of them stay.
BACKUPS = environment.text("LOOSELEAF_BACKUPS")
BACKUPS_KEEP = environment.number("LOOSELEAF_BACKUPS_KEEP", 7)
# A bucket that gets one every day as well, and how many stay there.
BACKUPS_BUCKET = environment.bucket_options("LOOSELEAF_BACKUPS_BUCKET")
BACKUPS_BUCKET_KEEP = environment.number("LOOSELEAF_BACKUPS_BUCKET_KEEP", 7)
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "imports", "backups"]}}

# What a proxy in front tells us; both are forged easily, so they count only when the operator says there is one.
if environment.flag("LOOSELEAF_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
BEHIND_PROXY = environment.flag("LOOSELEAF_BEHIND_PROXY")
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = ["^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOG_LEVEL = environment.choice("LOOSELEAF_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOG_FORMAT = environment.choice("LOOSELEAF_LOG_FORMAT", "plain", ("plain", "json"))
SENTRY_DSN = environment.url("LOOSELEAF_SENTRY_DSN", "", ("https", "http"))
METRICS_TOKEN = environment.text("LOOSELEAF_METRICS_TOKEN")
SLOW_REQUEST = environment.number("LOOSELEAF_SLOW_REQUEST", 1000, least=0)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.Plain"}, "json": {"()": "config.logs.Json"}},
    "filters": {"refusals": {"()": "config.refusals.InOneLine"}},
    "handlers": {"console": {"()": "config.logs.console", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Once a day, and worth having outside the database however little else is logged.
    "loggers": {"wiki.audit.heads": {"level": "INFO"}, "django.request": {"filters": ["refusals"]}},
}

environment.refuse_unknown()
