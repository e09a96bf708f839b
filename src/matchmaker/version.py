"""The engine's release, stamped on every solution."""

VERSION = "1.0"
