"""Settings of ctreport. Each value that differs between installations comes from the environment: see README.md."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ctreport.env import BASE_DIR, env, required, secret_key

DEBUG = env.bool("CTREPORT_DEBUG", default=False)
SECRET_KEY = secret_key(debug=DEBUG)
ALLOWED_HOSTS = (
    ["localhost", "127.0.0.1", "[::1]", "testserver"]
    if DEBUG
    else required("CTREPORT_ALLOWED_HOSTS", "the host names served, with commas between").split(",")
)
CSRF_TRUSTED_ORIGINS = env.list("CTREPORT_CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "ctreport.accounts",
    "ctreport.ui",
    "ctreport.jobs",
    "ctreport.review",
    "ctreport.discussion",
    "ctreport.evidence",
    "objectives",
    "activities",
    "outcomes",
    "ctreport.narrative",
    "ctreport.thread",
    "ctreport.charts",
    "ctreport.report",
    "ctreport.publication",
    "ctreport.dashboard",
    "ctreport.entry",
    "ctreport.importing",
]

MIDDLEWARE = [
    "ctreport.publication.site.serving.PublicSiteMiddleware",  # first: what is public needs none of the others
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ctreport.accounts.middleware.RoleRequiredMiddleware",
]

ROOT_URLCONF = "ctreport.urls"
WSGI_APPLICATION = "ctreport.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ctreport.ui.context.site",
            ],
        },
    },
]
FORM_RENDERER = "ctreport.ui.forms.GovukRenderer"
DJANGO_TABLES2_TEMPLATE = "_components/table.html"
DJANGO_TABLES2_PAGE_RANGE = 7

DATABASES = {"default": env.db_url("CTREPORT_DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CTREPORT_DATABASE_MAX_AGE", default=60)
else:
    raise ImproperlyConfigured("CTREPORT_DATABASE_URL must be a sqlite:/// or postgres:// address.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "ctreport.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # signed in until the browser is closed
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "ctreport.accounts.forms.SignInForm",
    "change_password": "ctreport.accounts.forms.ChangePasswordForm",
    "reset_password": "ctreport.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "ctreport.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "ctreport.accounts.forms.ReauthenticateForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
EMAIL_BACKEND = env.str("CTREPORT_EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env.str("CTREPORT_EMAIL_FROM", default="ctreport@localhost")
EMAIL_HOST = env.str("CTREPORT_EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("CTREPORT_EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("CTREPORT_EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("CTREPORT_EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("CTREPORT_EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 10  # seconds; mail that is wanted at once is sent within the request
BASE_URL = env.str("CTREPORT_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")  # where mails lead to

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "ctreport" / "frontend" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the yearly grid is one form where there is no script
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("CTREPORT_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("CTREPORT_HSTS_SECONDS", default=31_536_000)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Long work goes on in `manage.py run_jobs`. Workers and web servers must share this folder: locks and progress.
JOBS_DIR = env.str("CTREPORT_JOBS_DIR", default=str(BASE_DIR / "var" / "jobs"))
JOBS_IMMEDIATE = False  # the tests do the work at once instead

# Files to be imported stand here until they are confirmed, a day at most; to be shared in the same way.
IMPORTS_DIR = env.str("CTREPORT_IMPORTS_DIR", default=str(BASE_DIR / "var" / "imports"))

# What is larger is not kept while it arrives; each form then says what its own limit is.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "ctreport.ui.uploads.CappedFileUploadHandler",
]
UPLOAD_LARGEST_FILE = 100_000_000

# Evidence stands outside the web root, under names made from its content; all web servers must share the folder.
EVIDENCE_DIR = env.str("CTREPORT_EVIDENCE_DIR", default=str(BASE_DIR / "var" / "evidence"))
EVIDENCE_LARGEST_FILE = env.int("CTREPORT_EVIDENCE_LARGEST_FILE_MB", default=10) * 1_000_000
EVIDENCE_LARGEST_RECORD = env.int("CTREPORT_EVIDENCE_LARGEST_RECORD_MB", default=50) * 1_000_000

# Editions of reports, frozen, and the public site made from them. Web servers and workers must share both folders; the
# first is to be backed up with the database, the second can be made again.
EDITIONS_DIR = env.str("CTREPORT_EDITIONS_DIR", default=str(BASE_DIR / "var" / "editions"))
SITE_DIR = env.str("CTREPORT_SITE_DIR", default=str(BASE_DIR / "var" / "site"))
# What proofs keep for the next one. Web servers share the folder; it may be emptied at any time.
PROOFS_DIR = env.str("CTREPORT_PROOFS_DIR", default=str(BASE_DIR / "var" / "proofs"))
# The Code of Practice for Statistics, which a force applies of its own will: 9.30am, announced four weeks ahead, and
# pre-release access for 24 hours.
RELEASE_TIME = env.str("CTREPORT_RELEASE_TIME", default="09:30")
ANNOUNCED_DAYS_AHEAD = env.int("CTREPORT_ANNOUNCED_DAYS_AHEAD", default=28)
PRE_RELEASE_HOURS = env.int("CTREPORT_PRE_RELEASE_HOURS", default=24)
ACCESSIBILITY_CONTACT = env.str("CTREPORT_ACCESSIBILITY_CONTACT", default="")  # an e-mail address for the statement
FOLLOW_BY_EMAIL = env.bool("CTREPORT_FOLLOW_BY_EMAIL", default=False)  # whether readers may ask to be told by e-mail

# --- The house ------------------------------------------------------------------------------------------
FORCE_NAME = env.str("CTREPORT_FORCE_NAME", default="City of London Police")
REPORT_TITLE = env.str("CTREPORT_REPORT_TITLE", default="Countering Terrorism")
# "plain" prints 2748, as the City of London report does; "grouped" prints 2,748.
NUMBER_STYLE = env.str("CTREPORT_NUMBER_STYLE", default="plain")
if NUMBER_STYLE not in ("plain", "grouped"):
    raise ImproperlyConfigured("CTREPORT_NUMBER_STYLE must be 'plain' (2748) or 'grouped' (2,748).")
# Below this many, a change on the year is shown in counts only: a percentage of a small base misleads.
PERCENTAGE_CHANGE_BASE = env.int("CTREPORT_PERCENTAGE_CHANGE_BASE", default=20)
# Of a measure that hides small counts, those from 1 to one below this are printed as [c]; it may have its own limit.
DISCLOSURE_THRESHOLD = env.int("CTREPORT_DISCLOSURE_THRESHOLD", default=5)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("CTREPORT_LOG_LEVEL", default="WARNING")},
}
