"""`python -m bench [name [options]]`: run the named benchmark, with its own options, or all of them."""

import subprocess
import sys

BENCHMARKS = ("web", "matching")


def main() -> int:
    name, *options = sys.argv[1:] or [None]
    if name and name not in BENCHMARKS:
        print(f"No such benchmark: {name}. There is: {', '.join(BENCHMARKS)}.")
        return 2
    commands = [[name, *options]] if name else [[each] for each in BENCHMARKS]
    return max(
        subprocess.run([sys.executable, "-m", f"bench.{each}", *rest], check=False).returncode
        for each, *rest in commands
    )


raise SystemExit(main())
