"""Lets `python -m rapport.cli` stand for the `rapport` command."""

import sys

from rapport.cli import main

if __name__ == "__main__":
    sys.exit(main())
