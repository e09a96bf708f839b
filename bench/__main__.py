"""`python -m bench [name [options]]`: run the named benchmark with its own options; that of the pages if none is named."""

import subprocess
import sys

BENCHMARKS = ("web", "matching")


def main() -> int:
    name, *options = sys.argv[1:] or [BENCHMARKS[0]]
    if name not in BENCHMARKS:
        print(f"No such benchmark: {name}. There is: {', '.join(BENCHMARKS)}.")
        return 2
    return subprocess.run([sys.executable, "-m", f"bench.{name}", *options], check=False).returncode


raise SystemExit(main())
