"""Where mail goes: to the server that MAIL_URL names, or into files of the data folder."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from rapport.config.env import SettingsError

FILES = "django.core.mail.backends.filebased.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
USUAL_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True)
class MailServer:
    """How to reach the mail server; without one, mail is written into files."""

    backend: str = FILES
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def read_mail_server(url: str) -> MailServer:
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in USUAL_PORTS or not parts.hostname:
        raise SettingsError(
            "MAIL_URL",
            "must look like smtp://user:password@host:587; smtps:// encrypts from the start, smtp+plain:// never",
        )
    return MailServer(
        backend=SMTP,
        host=parts.hostname,
        port=parts.port or USUAL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp",
        is_tls=parts.scheme == "smtps",
    )
