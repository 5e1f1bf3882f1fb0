"""Settings as for production: no debugging, cached templates, connections that are kept, the security middleware that Django brings."""

import os
from urllib.parse import parse_qs, unquote, urlparse

# `sqlite:FILE` or `postgres://…`, as dardr is given it.
_address = os.environ["RIVAL_DATABASE"]
IS_SQLITE = _address.startswith("sqlite:")

if IS_SQLITE:
    _database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _address.removeprefix("sqlite:"),
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
    }
else:
    _url = urlparse(_address)
    _database = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url.path.lstrip("/"),
        "USER": _url.username,
        "HOST": unquote(parse_qs(_url.query).get("host", [_url.hostname])[0]),
    }
_database["CONN_MAX_AGE"] = None
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
SECRET_KEY = "of the benches alone, which serve nobody"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "rival.urls"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "rival"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rival.middleware.headers",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
AUTH_USER_MODEL = "rival.Person"
# A session that can be ended is a row, here as in dardr.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
LOGIN_URL = "/sign-in"
SECURE_HSTS_SECONDS = 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = False
LOGGING_CONFIG = None
