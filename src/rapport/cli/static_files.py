"""Styles, scripts and pictures, copied to where the web server looks for them."""

import fcntl
import hashlib
from pathlib import Path


def collect_static_files() -> None:
    """Copy them if any changed since the last time; of two that start at once, one waits for the other."""
    from django.conf import settings
    from django.core.management import call_command

    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = settings.STATIC_ROOT / ".fingerprint"
        fingerprint = _fingerprint_of_sources()
        if kept.is_file() and kept.read_text(encoding="ascii") == fingerprint:
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        kept.write_text(fingerprint, encoding="ascii")


def _fingerprint_of_sources() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            source = Path(storage.path(path))
            seen = source.stat()
            digest.update(f"{source} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
