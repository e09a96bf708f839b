"""Reads the environment once, and says which variable is wrong."""

from pathlib import Path

from environs import Env

env = Env()
ROOT = Path(__file__).resolve().parents[3]
DATA = Path(env.str("RAPPORT_DATA", str(ROOT / "var"))).resolve()
