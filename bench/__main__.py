"""`python -m bench [name …]`: run the named benchmarks, or all of them."""

import subprocess
import sys

BENCHMARKS = ("web",)


def main() -> int:
    wanted = sys.argv[1:] or list(BENCHMARKS)
    if unknown := set(wanted) - set(BENCHMARKS):
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There is: {', '.join(BENCHMARKS)}.")
        return 2
    return max(
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in wanted
    )


raise SystemExit(main())
