"""The system's Chromium: where it is, how it is installed, how tests start it."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
INSTALL_HINT = "no Chromium is installed; on Debian: apt install chromium"
# Quiet, offline, and startable by root, who has no sandbox.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def find_chromium() -> str | None:
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or (str(ON_A_MAC) if ON_A_MAC.exists() else None)


def find_or_install_chromium() -> str | None:
    """Install it where this process may, which is as root on Debian."""
    if find_chromium() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdin": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "--quiet"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "--quiet", "--yes", "chromium"], check=False, **quiet)
    return find_chromium()


def launch_arguments() -> list[str]:
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
