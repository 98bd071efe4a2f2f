"""Every setting of a Cairn process, read from the environment (docs/admin/configuration.md)."""

from __future__ import annotations

import secrets
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cairn.config import environment as env

TESTING = "pytest" in sys.modules

DATA_DIR = Path(env.text("CAIRN_DATA_DIR", "data", "Folder for the database, mail and uploads.")).resolve()
DEBUG = env.flag("CAIRN_DEBUG", False, "Show tracebacks in the browser. Never on a public server.")
DEMO = env.flag("CAIRN_DEMO", False, "Show the demo organisation's sign-ins on the sign-in page.")
BASE_URL = env.text("CAIRN_BASE_URL", "http://localhost:8000", "The address people use, for links in mail.").rstrip(
    "/"
)


def _secret_key() -> str:
    """The given key, or one made at the first start and kept in the data folder, readable by its owner only."""
    given = env.text("CAIRN_SECRET_KEY", "", "Signs sessions and links. Made and kept in the data folder if not set.")
    if given:
        if len(given) < 32:
            raise env.OddValue("CAIRN_SECRET_KEY is shorter than 32 characters.")
        return given
    if TESTING:
        return "only-for-tests-" * 4
    file = DATA_DIR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = _secret_key()
except OSError as problem:
    raise env.OddValue(
        f"the data folder {DATA_DIR} cannot be used: {problem.strerror}. CAIRN_DATA_DIR names another."
    ) from problem

_address = urlsplit(BASE_URL)
if _address.scheme not in {"http", "https"} or not _address.hostname:
    raise env.OddValue(f"CAIRN_BASE_URL is '{BASE_URL}'; it must look like https://okrs.example.org.")
SERVED_SECURELY = _address.scheme == "https"
ALLOWED_HOSTS = env.words(
    "CAIRN_ALLOWED_HOSTS", f"{_address.hostname},localhost,127.0.0.1,[::1]", "Host names that are answered."
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "cairn.core",
    "cairn.ui",
    "cairn.organizations",
    "cairn.planning",
    "cairn.goals",
    "cairn.notifications",
    "cairn.conversations",
    "cairn.retrospectives",
    "cairn.work",
    "cairn.integrations.archive",
    "cairn.integrations.migration",
    "cairn.integrations.exports",
    "cairn.coach",
    "cairn.api",
    "cairn.cli",
    # Below Cairn's own apps, so that Cairn's templates are found first.
    "allauth",
    "allauth.account",
    "django.forms",
]

MIDDLEWARE = [
    "cairn.core.health.AnswerHealth",
    "cairn.core.memory.LetGo",
    "django.middleware.security.SecurityMiddleware",
    "cairn.core.security.ContentSecurityPolicy",
    "cairn.core.compression.CompressPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cairn.organizations.sign_in_limits.LimitLetters",
    "cairn.organizations.middleware.EnterOrganization",
    "cairn.api.authentication.EnterByToken",
    "cairn.core.errors.AnswerInSentences",
    "cairn.core.idempotency.OncePerKey",
]

ROOT_URLCONF = "cairn.config.urls"
WSGI_APPLICATION = "cairn.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["cairn.ui.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cairn.organizations.context.organization",
                "cairn.ui.context.frame",
            ],
        },
    }
]

# --- Data ------------------------------------------------------------------------------------------------

DATABASES = {
    "default": env.database(
        env.text(
            "CAIRN_DATABASE_URL",
            f"sqlite:///{DATA_DIR / 'cairn.sqlite3'}",
            "sqlite:///path or postgresql://…",
        )
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: tests of concurrency need several connections to one database.
    _test_file = Path(tempfile.gettempdir()) / f"cairn-test-{zlib.crc32(str(Path(__file__)).encode())}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(_test_file)}
if env.flag("CAIRN_PGBOUNCER", False, "Set when PostgreSQL is reached through PgBouncer in transaction mode."):
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = None
    DATABASES["default"]["ATOMIC_REQUESTS"] = True
    DATABASES["default"]["CAIRN_TENANT_PER_TRANSACTION"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CAIRN_TENANT_MODEL = "organizations.Organization"

JOBS_URL = env.text(
    "CAIRN_JOBS_URL",
    f"sqlite:///{DATA_DIR / 'jobs.sqlite3'}",
    "Where the job queue is kept: sqlite:///path or redis://…",
)

UPLOAD_LIMIT = 100 * 1024 * 1024
ATTACHMENT_LIMIT = 1024 * 1024 * env.number("CAIRN_ATTACHMENT_LIMIT", 25, "Largest attachment, in megabytes.")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "cairn.integrations.migration.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MEDIA_ROOT = DATA_DIR / "uploads"

API_REQUESTS_PER_MINUTE = env.number("CAIRN_API_REQUESTS_PER_MINUTE", 600, "API requests per token and minute.")
API_WRITES_PER_MINUTE = env.number(
    "CAIRN_API_WRITES_PER_MINUTE", 60, "API writes per token and minute, averaged over ten minutes."
)

# --- People ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organizations.User"
# One backend, and one that hashes for unknown addresses too: a second one would make known accounts slower to refuse.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "cairn.organizations.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "cairn.organizations.forms.account.SignUpForm"
ACCOUNT_RATE_LIMITS = False  # organizations/sign_in_limits.py counts in the database instead
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "CAIRN_TRUSTED_PROXIES", 0, "How many proxies stand in front, so that limits count the people's own addresses."
)
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _address.scheme
ACCOUNT_SESSION_REMEMBER = True

NEW_ORGANIZATIONS = env.flag(
    "CAIRN_NEW_ORGANIZATIONS", True, "Whoever signs in may create an organisation; off: only on the command line."
)
COMPANY_ORGANIZATION = env.text(
    "CAIRN_COMPANY_ORGANIZATION", "", "Address of the organisation that everybody with a confirmed address may enter."
).lower()

# --- Mail ------------------------------------------------------------------------------------------------

_mail = env.mail(
    env.text(
        "CAIRN_EMAIL_URL",
        f"file://{DATA_DIR / 'mail'}",
        "smtp://…, smtps://…, file:///folder or console:",
    )
)
globals().update(_mail)
# Addresses are confirmed where mail reaches people. Only then can signing up keep to itself who has an account.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if "smtp" in _mail["EMAIL_BACKEND"] else "optional"
DEFAULT_FROM_EMAIL = env.text("CAIRN_EMAIL_FROM", f"Cairn <cairn@{_address.hostname}>", "Sender of Cairn's mail.")

# --- Pages -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
FORMAT_MODULE_PATH = "cairn.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "cairn.ui.forms.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not (TESTING or DEBUG):
    STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_NAME = "__Host-session" if SERVED_SECURELY else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SERVED_SECURELY else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_SECURELY
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "cairn.ui.views.failures.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SERVED_SECURELY:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
# Whether neighbours below the same domain are served securely is not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# SQLite does without the indexes that answer alone (INCLUDE); it reads the row itself, which lies in the same file.
SILENCED_SYSTEM_CHECKS += ["models.W040"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.text("CAIRN_LOG_LEVEL", "WARNING", "WARNING, INFO or DEBUG."),
    },
}
