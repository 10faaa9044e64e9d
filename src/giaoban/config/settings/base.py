"""Settings common to development, tests and production."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from giaoban.config.environment import database, state_dir

ROOT = Path(__file__).resolve().parents[4]
STATE = state_dir(ROOT)

DATABASES = {"default": database(STATE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# All times are local times of Asia/Ho_Chi_Minh without a zone (design: no engine converts zones).
USE_TZ = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "giaoban_language"
USE_I18N = True
LOCALE_PATHS = [ROOT / "src" / "giaoban" / "locale"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "giaoban.kernel",
    "giaoban.places",
    "giaoban.accounts",
    "giaoban.intake",
    "giaoban.resources",
    "giaoban.registry",
    "giaoban.care",
    "giaoban.situation",
    "giaoban.briefing",
    "giaoban.directives",
    "giaoban.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "giaoban.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "giaoban.accounts.middleware.ScopeMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "giaoban.config.urls"
WSGI_APPLICATION = "giaoban.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src" / "giaoban" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "giaoban.accounts.context.shell",
            ],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "src" / "giaoban" / "static"]
STATIC_ROOT = STATE / "staticfiles"
WHITENOISE_USE_FINDERS = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},  # a guess between NIST SP 800-63B's 8 and what people bear
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600  # one long shift, a guess: a phone left behind is closed by the next morning
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "giaoban.accounts.adapter.ClosedSignup"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "giaoban.accounts.forms.LoginForm",
    "change_password": "giaoban.accounts.forms.ChangePasswordForm",
    "reauthenticate": "giaoban.accounts.forms.ReauthenticateForm",
}
# axes locks one name at one address; this second limit slows a guesser of codes or one with many addresses.
# No limit by address alone: a whole province may sit behind one.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "20/15m/key"}
MFA_ADAPTER = "giaoban.accounts.adapter.SealedSecrets"
MFA_FORMS = {
    "authenticate": "giaoban.accounts.forms.AuthenticateForm",
    "reauthenticate": "giaoban.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "giaoban.accounts.forms.ActivateForm",
}
MFA_TOTP_TOLERANCE = 1  # step of 30 s: a phone's clock and a slow thumb (RFC 6238, 5.2)
MFA_SUPPORTED_TYPES = ["totp"]  # a lost phone is enrolled anew by the administrator
MFA_TOTP_ISSUER = "Giao Ban"
AXES_FAILURE_LIMIT = 5  # a guess: enough for a mistyped password on a phone, few for a guesser
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# The root place of an installation: a province's code, or the country.
GIAOBAN_ROOT_PLACE = os.environ.get("GIAOBAN_ROOT_PLACE", "VN")
# The indicators as SQL, kept between states: writing them out takes seconds, and depends on the code alone.
GIAOBAN_COMPILED = ROOT / "var" / "compiled" if os.access(ROOT, os.W_OK) else STATE / "snapshots"
# Set where a proxy in front writes the client's address itself (X-Forwarded-For, X-Forwarded-Proto).
GIAOBAN_BEHIND_PROXY = os.environ.get("GIAOBAN_BEHIND_PROXY") == "1"
GIAOBAN_POLICY_DIR = ROOT / "policy"
GIAOBAN_WORK_AHEAD = True  # what figures are opened from is made while their page is read
# Without an address messages are written to files in the state directory.
GIAOBAN_SMS_URL = os.environ.get("GIAOBAN_SMS_URL", "")
GIAOBAN_SMS_TOKEN = os.environ.get("GIAOBAN_SMS_TOKEN", "")
GIAOBAN_SMS_SENDER = os.environ.get("GIAOBAN_SMS_SENDER", "")


def _key() -> str:
    """The installation's secret: from the environment, else made once beside the database."""
    given = os.environ.get("GIAOBAN_KEY")
    if given:
        return given
    path = STATE / "key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()


GIAOBAN_KEY = _key()
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "derived:" + GIAOBAN_KEY[::-1])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
