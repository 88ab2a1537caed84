"""Settings of the web application; what differs between installations comes from the environment.

``ZHUNSHENG_HOME`` is the folder of the database, the papers and the secret key (default ``./var``);
``ZHUNSHENG_DATABASE_URL`` (``postgresql://user:password@host:port/name``) moves the records to
PostgreSQL; ``ZHUNSHENG_HOSTS`` are the host names served; ``ZHUNSHENG_HTTPS`` says that a proxy in
front speaks HTTPS and names the visitor; ``ZHUNSHENG_IDLE_MINUTES`` is how long a session lives
without a request (60); ``ZHUNSHENG_MAIL_HOST`` and ``ZHUNSHENG_MAIL_FROM`` turn reminders by e-mail
on.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from zhunsheng.store.database import database_settings
from zhunsheng.store.home import home_folder, secret_key

HOME = home_folder()
PACKAGE = Path(__file__).resolve().parent

SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ZHUNSHENG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = bool(os.environ.get("ZHUNSHENG_HTTPS"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "zhunsheng.store",
    "zhunsheng.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhunsheng.web.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zhunsheng.web.urls"
WSGI_APPLICATION = "zhunsheng.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "zhunsheng.web.jinja.environment",
            "context_processors": [
                "zhunsheng.web.desk.form_token",
                "zhunsheng.web.session.shown",
                "zhunsheng.web.reminders.masthead.shown",
            ],
            "trim_blocks": True,
            "lstrip_blocks": True,
            "auto_reload": False,
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": database_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_MIN = 10
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "zhunsheng.web.password_rules.LongEnough",
        "OPTIONS": {"min_length": PASSWORD_MIN},
    },
    {"NAME": "zhunsheng.web.password_rules.NotOnlyDigits"},
    {"NAME": "zhunsheng.web.password_rules.NotCommon"},
    {"NAME": "zhunsheng.web.password_rules.UnlikeTheAccount"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign_in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "zhunsheng.web.visitor.address_of"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = None
AXES_LOCKOUT_CALLABLE = "zhunsheng.web.views.errors.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "准绳"

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_MINUTES: int = int(os.environ.get("ZHUNSHENG_IDLE_MINUTES", "60"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zhunsheng.web.views.errors.bad_csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# The data of the wage monitor: loads, runs, schemes, files that wait.
WAGES = HOME / "wages"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhunsheng.web.static_files.HashedStorage"},
}
WHITENOISE_MAX_AGE = 31536000

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_HOST = os.environ.get("ZHUNSHENG_MAIL_HOST", "")
DEFAULT_FROM_EMAIL = os.environ.get("ZHUNSHENG_MAIL_FROM", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},  # its lines hold what was typed as a sign-in name
}
