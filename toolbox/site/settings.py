"""Django's settings, from the environment. docs/reference/settings.md says what each TOOLBOX_ name does."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from phonenumbers import SUPPORTED_REGIONS

from toolbox.kernel.notices import post
from toolbox.kernel.outside import proxies
from toolbox.kernel.registry import tools
from toolbox.site import folders
from toolbox.site.environment import BadSetting, Environment
from toolbox.site.postgres import address

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
CONTENT = next(path for path in (PACKAGE / "content", ROOT / "content") if path.is_dir())
LOCALE = next(path for path in (PACKAGE / "locale", ROOT / "locale") if path.is_dir())

env = Environment()

DATA, KEYS = folders.named(env)
_DATABASE_URL = env.secret(  # not a setting of Django's: those are shown by its error pages
    "DATABASE_URL", "", "A PostgreSQL database instead of SQLite, such as postgresql:///toolbox?host=/run/postgresql."
)
ARCHIVED = env.flag(
    "TOOLBOX_ARCHIVED", "Somebody has decided what becomes of the copies that this PostgreSQL server makes of changes."
)
BACKUP_TO = env.words(
    "TOOLBOX_BACKUP_TO",
    "nothing: no backups",
    "The public halves of the age keys that backups are sealed to, with commas between. With it, one is made each day.",
)
BACKUPS: Path = env.folder(
    "TOOLBOX_BACKUPS",
    "the data folder’s name with -backups",
    "The folder of the backups. The toolbox deletes each after 14 days.",
    lambda: DATA.with_name(DATA.name + "-backups"),
)
LISTEN_HOST = env.text("HOST", "127.0.0.1", "The address to listen on.")
LISTEN_PORT = env.number("PORT", 8000, "The port to listen on.", least=1, most=65535)
WORKERS = env.number("TOOLBOX_WORKERS", 1, "How many processes answer.", least=1, most=64)
THREADS = env.number("TOOLBOX_THREADS", 32, "How many requests each process answers at once.", least=1, most=64)
ARGON_MEMORY = env.number(
    "TOOLBOX_ARGON_MEMORY",
    64,
    "Megabytes that one try at a passphrase takes. More makes guessing dearer, and signing in slower.",
    least=64,
    most=1024,
)
PATIENCE = env.number("TOOLBOX_PATIENCE", 30, "Seconds until a request must have arrived whole.", least=1, most=3600)
SITE_NAME = env.text("TOOLBOX_NAME", "", "What this toolbox is called, shown at the top of each page.")
SITE_ADDRESS = env.text(
    "TOOLBOX_ADDRESS",
    "",
    "The public address, such as https://toolbox.example.org: used in feeds, booklets and exports.",
).rstrip("/")
URGENT_PHONE = env.text(
    "TOOLBOX_URGENT_PHONE",
    "",
    "A number that a person answers day and night when somebody is being taken: shown above everything.",
)
CONTACT = env.text(
    "TOOLBOX_CONTACT",
    "",
    "An e-mail address of the group that keeps the list, shown on the pages about the toolbox and the list.",
)
SOURCE = env.text(
    "TOOLBOX_SOURCE",
    "",
    "Where the source code of the toolbox that runs here can be had: the AGPL asks you to say so if you changed it.",
)
PROXY = env.text(
    "TOOLBOX_PROXY",
    "",
    "A proxy for link checks and for bells by ntfy, such as socks5h://127.0.0.1:9050 for Tor, or http://…",
)
try:
    RELAY = post.relay(
        env.secret(
            "TOOLBOX_SMTP",
            "",
            "The server that takes mail for bells, such as smtps://name:password@mail.example.org:465.",
        )
    )
    proxies.check(PROXY)
except (post.BadRelay, proxies.BadProxy) as error:
    raise BadSetting(str(error)) from None
MAIL_FROM = env.text("TOOLBOX_MAIL_FROM", "", "The address that mail of bells comes from, such as bell@example.org.")
NTFY = env.flag("TOOLBOX_NTFY", "Bells may ring by ntfy.", default="yes")
BELL_HOUR = env.number("TOOLBOX_BELL_HOUR", 9, "The hour on the town’s clock at which bells ring.", least=0, most=23)
DEBUG = env.flag("TOOLBOX_DEBUG", "For developers only: shows errors in full, and the page of components.")
SHOW_COMPONENTS = DEBUG

try:
    _scheme, _named = urlsplit(SITE_ADDRESS).scheme, urlsplit(SITE_ADDRESS).hostname
except ValueError:
    _scheme, _named = "", None
if SITE_ADDRESS and not (_scheme in {"http", "https"} and _named):
    raise BadSetting("TOOLBOX_ADDRESS must begin with https:// or http://, and a name after it.")

if URGENT_PHONE and not re.fullmatch(r"\+?[0-9][0-9 ().-]{1,24}", URGENT_PHONE):
    raise BadSetting("TOOLBOX_URGENT_PHONE must be a phone number, such as +1 415 555 0142.")
if CONTACT and not re.fullmatch(r"[^@\s<>\"?&]+@[^@\s<>\"?&]+", CONTACT):
    raise BadSetting("TOOLBOX_CONTACT must be an e-mail address, such as list@example.org.")

if wrong := [word for word in BACKUP_TO if not re.fullmatch(r"age1[0-9a-z]{58}", word)]:
    raise BadSetting(
        "TOOLBOX_BACKUP_TO must be public keys that begin with age1; "
        + (
            "a secret key stays on paper, not here."
            if any("SECRET" in word.upper() for word in wrong)
            else "toolbox backup keygen makes one."
        )
    )

if RELAY and not re.fullmatch(r"[^@\s<>\"?&]+@[A-Za-z0-9.-]+", MAIL_FROM):
    raise BadSetting("TOOLBOX_SMTP needs TOOLBOX_MAIL_FROM, an e-mail address such as bell@example.org.")

HTTPS = SITE_ADDRESS.startswith("https://")
LISTEN_EVERYWHERE = LISTEN_HOST in {"0.0.0.0", "::"}  # noqa: S104
HOSTS_GIVEN = env.words(
    "TOOLBOX_HOSTS",
    "HOST",
    "The host names that this toolbox answers to, with commas between; localhost, 127.0.0.1, [::1] and the host of "
    "TOOLBOX_ADDRESS always count.",
)
if any("/" in name for name in HOSTS_GIVEN):
    raise BadSetting("TOOLBOX_HOSTS has names alone, such as toolbox.example.org: no http:// and no slash.")
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *(HOSTS_GIVEN or filter(None, [LISTEN_HOST])),
    *filter(None, [_named]),
]

DEMO = (DATA / "demo").is_file()  # an invented town: every page says so
folders.make_private(DATA)  # raises CannotUse with a sentence
folders.belongs(DATA, KEYS, "pepper")  # before any key is made
SECRET_KEY = folders.key(KEYS, "signing")
PEPPER = bytes.fromhex(folders.key(KEYS, "pepper"))  # without it no passphrase can be guessed at

INSTALLED_APPS = [
    "toolbox.site.apps.SiteConfig",
    *tools.apps(),
    "toolbox.library.apps.LibraryConfig",
    "toolbox.kernel.projects.started.apps.StartedConfig",
    "toolbox.kernel.projects.apps.ProjectsConfig",
    "toolbox.kernel.intake.apps.IntakeConfig",
    "toolbox.kernel.notices.apps.NoticesConfig",
    "toolbox.kernel.retention.apps.RetentionConfig",
    "toolbox.kernel.circles.apps.CirclesConfig",
    "toolbox.kernel.members.apps.MembersConfig",
    "toolbox.kernel.vault.apps.VaultConfig",
    "toolbox.kernel.ui.apps.UiConfig",
    "csp",
    "django.contrib.staticfiles",
    "django.forms",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our own templates for fields
MIDDLEWARE = [
    "toolbox.kernel.ui.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "toolbox.kernel.members.middleware.MembersMiddleware",
    "toolbox.kernel.circles.middleware.CirclesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "toolbox.kernel.registry.audience.AudienceMiddleware",
    "toolbox.kernel.intake.pages.unsaved.UnsavedMiddleware",
    "toolbox.site.errors.PressedMiddleware",
]
ROOT_URLCONF = "toolbox.site.urls"
WSGI_APPLICATION = "toolbox.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["toolbox.site.context.page"],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "toolbox.kernel.ui.templatetags.still",
            ],
        },
    }
]

# With Django's own defaults 430 of 500 simultaneous submissions were lost; with these, none (docs/reasons/parts.md).
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "toolbox.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
        ),
    },
}
DATABASES = {"default": address.configured(_DATABASE_URL) if _DATABASE_URL else SQLITE}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [LOCALE]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text(
    "TOOLBOX_TIME_ZONE", "UTC", "The time zone of your town, such as America/Chicago: pages show times in it."
)
if TIME_ZONE not in available_timezones():
    raise BadSetting("TOOLBOX_TIME_ZONE must be the name of a time zone, such as America/Chicago.")

REGION = env.text(
    "TOOLBOX_REGION",
    "US",
    "The country, by the two letters of ISO 3166, of phone numbers that are written without one.",
).upper()
if REGION not in SUPPORTED_REGIONS:
    raise BadSetting("TOOLBOX_REGION must be the two letters of a country, such as US or MX.")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "toolbox.site.errors.forbidden"
if HTTPS:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Ours alone, for every page: a handler chosen by a view comes too late, Django has spooled the file by then.
FILE_UPLOAD_HANDLERS = ["toolbox.kernel.members.uploading.SealedUpload"]
LOGGING_CONFIG = "toolbox.site.logs.configure"
LOGGING: dict[str, Any] = {"version": 1}  # Django calls LOGGING_CONFIG only where this is not empty
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
