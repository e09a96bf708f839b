"""Django's settings; everything that differs between installations comes from the environment (see env.py)."""

import os
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from rapport.config import env
from rapport.config.address import read_address
from rapport.config.databases import read_database
from rapport.config.env import DATA
from rapport.config.logs import configure_logs
from rapport.config.mail import read_mail_server

WEB = Path(__file__).resolve().parents[1] / "web"

DEBUG = env.flag("DEBUG")
DEMO = env.flag("RAPPORT_DEMO")
SECRET_KEY = env.secret_key(DATA)

_address = read_address(
    env.text("BASE_URL", "http://localhost:8000"),
    hosts=env.names("ALLOWED_HOSTS", []),
    is_demo=DEMO,
    is_debug=DEBUG,
)
BASE_URL = _address.url
ALLOWED_HOSTS = _address.hosts
CSRF_TRUSTED_ORIGINS = [BASE_URL]

WEB_PROCESSES = env.whole_number("WEB_PROCESSES", min(os.cpu_count() or 1, 4))
WEB_THREADS = env.whole_number("WEB_THREADS", 4)

INSTALLED_APPS = [
    "rapport.core",
    "rapport.accounts",
    "rapport.programmes",
    "rapport.recruitment",
    "rapport.screening",
    "rapport.training",
    "rapport.matching",
    "rapport.mentorships",
    "rapport.questionnaires",
    "rapport.letters",
    "rapport.audit",
    "rapport.jobs",
    "rapport.web",
    "rapport.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rapport.web.middleware.security_headers",
    "rapport.web.middleware.bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rapport.web.middleware.sessions",
    "rapport.web.middleware.actor",
    "rapport.web.middleware.errors",
]

ROOT_URLCONF = "rapport.config.urls"
WSGI_APPLICATION = "rapport.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rapport.web.context.chrome",
            ],
            "builtins": ["rapport.web.templatetags.rapport_addresses"],
        },
    },
]
FORM_RENDERER = "rapport.web.renderer.FormRenderer"

DATABASES = {
    "default": read_database(env.text("DATABASE_URL"), data=DATA, connections=WEB_THREADS + 2),
}
CACHES = {
    # In the database, as the limits on sign-in attempts live here and must hold for all processes together.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["rapport.web.account.sign_ins.SignIn"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "rapport.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a greylisted mail takes its time
ACCOUNT_RATE_LIMITS = {
    # A whole campus sits behind one address on the first day; what guards an account counts by account.
    "login": "600/m/ip",
    "login_failed": "10/15m/key,300/15m/ip",
    "request_login_code": "600/m/ip,5/5m/key",
    "confirm": "5/5m/user",
    "reset_password": "100/m/ip,5/15m/key",
    "reset_password_from_key": "100/m/ip",
}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# How many proxies add to X-Forwarded-For: the limits on attempts are counted by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("TRUSTED_PROXIES", int(_address.is_encrypted), least=0)

# web/sessions.py keeps these; the cookie outlives them by a day, so that what is sent too late is kept for its sender.
STAFF_IDLE_MINUTES = env.whole_number("STAFF_IDLE_MINUTES", 30)
STAFF_SESSION_HOURS = env.whole_number("STAFF_SESSION_HOURS", 12)
PARTICIPANT_SESSION_DAYS = env.whole_number("PARTICIPANT_SESSION_DAYS", 7)
SESSION_ENGINE = "rapport.web.account.sign_ins"
SESSION_COOKIE_AGE = (PARTICIPANT_SESSION_DAYS + 1) * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# What a form may bring in all; a page that takes a file says so itself (web/bodies.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
LARGEST_DRAINED_BODY = 100_000_000
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _address.is_encrypted:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-rapport"
    CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_FAILURE_VIEW = "rapport.web.public.errors.csrf_failure"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAIL_DOMAIN = env.text("MAIL_DOMAIN", "localhost")
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Rapport <rapport@localhost>")
_mail = read_mail_server(env.text("MAIL_URL"))
EMAIL_BACKEND = _mail.backend
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.starts_tls
EMAIL_USE_SSL = _mail.is_tls
EMAIL_TIMEOUT = 20

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = configure_logs(
    level=env.text("LOG_LEVEL", "INFO").upper(),
    as_json=env.flag("LOG_JSON", default=not sys.stderr.isatty()),
)
