"""An environment for each contestant, made from its lock: their names and native libraries clash."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bench.matching.programme import OURS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv-bench"
UV = Path(sys.executable).with_name("uv")


def python_of(peer: str) -> Path:
    """Return the interpreter of a contestant's environment, made anew if its lock has changed."""
    folder, lock = FOLDER / peer, lock_of(peer)
    python, stamp = folder / "bin" / "python", folder / ".lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Making the environment of {peer} …", flush=True)
        _uv("venv", "--clear", "--python", sys.executable, str(folder))
        _uv("pip", "sync", "--python", str(python), "--compile-bytecode", "--require-hashes", str(lock))
        stamp.write_text(wanted)
    return python


def lock_of(peer: str) -> Path:
    if peer == OURS:
        return ROOT / "requirements" / "scale.lock"
    return Path(__file__).parent / "peers" / f"{peer}.lock"


def variables() -> dict[str, str]:
    """Return the variables of a contestant's process: the engine is read from the source beside the bench."""
    return os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}


def _uv(*arguments: str) -> None:
    subprocess.run([UV, "--quiet", *arguments], check=True)
