"""The public address: whom we answer to, and whether the way is encrypted."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from rapport.config.env import SettingsError

THIS_MACHINE = ["localhost", "127.0.0.1", "::1"]


@dataclass(frozen=True)
class Address:
    """Where people reach the platform."""

    url: str
    hosts: list[str]
    is_encrypted: bool


def read_address(url: str, *, hosts: list[str], is_demo: bool, is_debug: bool) -> Address:
    """Check the address and the hosts; refuse what would be unsafe where others can reach it."""
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in {"http", "https"} or not host:
        raise SettingsError("BASE_URL", f"must look like https://mentoring.example.org, not “{url}”")
    is_public = host not in THIS_MACHINE
    if is_public and is_debug:
        raise SettingsError("DEBUG", f"must not be on where others reach the platform ({host})")
    if is_public and parts.scheme == "http" and not is_demo:
        raise SettingsError("BASE_URL", f"must begin with https:// where others reach the platform ({host})")
    if any(name.startswith(("*", ".")) for name in hosts):
        raise SettingsError(
            "ALLOWED_HOSTS", "must name each host: an open one lets strangers forge our links"
        )
    usual = [host] if is_public else [f"[{name}]" if ":" in name else name for name in THIS_MACHINE]
    return Address(url=url.rstrip("/"), hosts=hosts or usual, is_encrypted=parts.scheme == "https")
