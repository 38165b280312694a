"""One settings file: safe defaults for a demonstration, `PMIEK_PRODUCTIE=1` for the real thing."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from pmiek.databaseadres import database

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PMIEK_VAR", BASE_DIR / "var"))
VAR.mkdir(parents=True, exist_ok=True)
ONVEILIGE_SLEUTEL = "alleen-voor-demonstratie-en-tests-" + "x" * 32


def env_list(name, default=""):
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


PRODUCTIE = os.environ.get("PMIEK_PRODUCTIE") == "1"
DEBUG = os.environ.get("PMIEK_DEBUG") == "1"
DEMO = os.environ.get("PMIEK_DEMO") == "1"
SECRET_KEY = os.environ.get("PMIEK_SECRET_KEY", ONVEILIGE_SLEUTEL)
# what was encrypted with an earlier key stays readable, and its sessions go on
SECRET_KEY_FALLBACKS = env_list("PMIEK_OUDE_SECRET_KEYS")
ALLOWED_HOSTS = env_list("PMIEK_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("PMIEK_ORIGINS")

if PRODUCTIE and (DEBUG or DEMO):
    raise ImproperlyConfigured("In productie staan PMIEK_DEBUG en PMIEK_DEMO uit.")
if PRODUCTIE and SECRET_KEY == ONVEILIGE_SLEUTEL:
    raise ImproperlyConfigured("Zet PMIEK_SECRET_KEY op een eigen, geheime waarde.")
if PRODUCTIE and ("*" in ALLOWED_HOSTS or "PMIEK_HOSTS" not in os.environ):
    raise ImproperlyConfigured("Zet PMIEK_HOSTS op de eigen hostnamen, zonder '*'.")

INSTALLED_APPS = [
    "pmiek",
    "actielijst",
    "monitoring",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "pmiek.toezicht.VerzoekMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "pmiek.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "pmiek.middleware.MethodMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pmiek.toezicht.ToezichtMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pmiek.session.SessionLifeMiddleware",
    "pmiek.session.LoginMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pmiek.tweedefactor.TweedeFactorMiddleware",
    "pmiek.middleware.ActorMiddleware",
    "pmiek.middleware.ProvincieMiddleware",
]

ROOT_URLCONF = "pmiek.urls"
WSGI_APPLICATION = "pmiek.wsgi.application"
AUTH_USER_MODEL = "pmiek.Gebruiker"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["pmiek.templatetags.eb"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pmiek.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'pmiek.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}

# a shared cache: with one cache per process every worker would count failed logins for itself
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "pmiek_cache",
        # past the maximum a third is dropped: failed logins must not be forgotten by more of them
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DOCUMENT_MAP = VAR / "documenten"
# named here, because the actielijst does not know the parts that build on it
DEMOLADERS = ["monitoring.demo.laad_monitoring"]
DOCUMENTMAKERS = {"monitoringslijst_pdf": "monitoring.documenten.MAKER"}
UITGAVEN = ["monitoring.uitgave.rondedocumenten"]  # written with the documents of a province
FICHEBLOKKEN = ["monitoring.opfiche.blokken"]
INLEESBLADEN = [
    "actielijst.inlezen.projecten.BLAD",
    "actielijst.inlezen.afspraken.BLAD",
    "monitoring.inlezen.BLAD",
]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("naam", "email")},
    },
    {
        "NAME": "pmiek.wachtwoord.LengteValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "pmiek.wachtwoord.ContextwoordValidator"},
    {"NAME": "pmiek.wachtwoord.VoorDeHandValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
CSRF_FAILURE_VIEW = "pmiek.views.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "pmiek.adapter.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "pmiek.wachtwoord.WachtwoordVergetenForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# not the address of the server, which says nothing to who reads it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# per account few, per address many: behind one address sits a whole provincial office
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "120/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PMIEK_PROXIES", "0"))
MFA_ADAPTER = "pmiek.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "pmiek.passkeys.AppForm",
    "add_webauthn": "pmiek.passkeys.PasskeyForm",
    "edit_webauthn": "pmiek.passkeys.PasskeynaamForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTIE
MFA_TOTP_ISSUER = "pMIEK-actielijst"
MFA_TOTP_TOLERANCE = 1  # a slow typist, or a clock that is not right
# the secretaris gives the accounts: there is no sign-up whose address must first be verified
MFA_ALLOW_UNVERIFIED_EMAIL = True
EMAIL_BACKEND = os.environ.get(
    "PMIEK_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("PMIEK_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PMIEK_EMAIL_PORT", "25"))
EMAIL_TIMEOUT = 10  # somebody waits for the page meanwhile
EMAIL_HOST_USER = os.environ.get("PMIEK_EMAIL_GEBRUIKER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PMIEK_EMAIL_WACHTWOORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465  # the port of mail that is encrypted from the start
EMAIL_USE_TLS = os.environ.get("PMIEK_EMAIL_TLS") == "1" and not EMAIL_USE_SSL
DEFAULT_FROM_EMAIL = os.environ.get("PMIEK_AFZENDER", "energyboard@localhost")
BEVEILIGINGSCONTACT = os.environ.get("PMIEK_BEVEILIGINGSCONTACT") or f"mailto:{DEFAULT_FROM_EMAIL}"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["pmiek.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static" if PRODUCTIE else None
WHITENOISE_USE_FINDERS = not PRODUCTIE
# the fonts of the documents, which no browser asks for: three quarters of the work of collectstatic
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")
if PRODUCTIE:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

CRISPY_ALLOWED_TEMPLATE_PACKS = ("nlds",)
CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_FAIL_SILENTLY = False

# 500 agreements with every field, and a page of text in each of them
DATA_UPLOAD_MAX_NUMBER_FIELDS = 60_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# in all; without activity it is shorter (pmiek/session.py)
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTIE:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessie"
    CSRF_COOKIE_NAME = "__Host-csrf"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {
            "()": "pmiek.beveiligingslog.Regel",
            "format": "{asctime} {levelname} {name} [{verzoek}] {message}",
            "style": "{",
        },
        "gebeurtenis": {"()": "pmiek.beveiligingslog.Gebeurtenisregel"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "regel"},
        "beveiliging": {"class": "logging.StreamHandler", "formatter": "gebeurtenis"},
    },
    # a refused request is an answer, not a fault with a trace
    "loggers": {
        "django.request": {"level": "ERROR"},
        "pmiek.beveiliging": {"level": "INFO", "handlers": ["beveiliging"], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("PMIEK_LOGNIVEAU", "WARNING")},
}
