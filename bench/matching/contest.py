"""One contestant in a process of its own: `python -m bench.matching.contest PEER FUNCTION KIND INSTANCE`; prints JSON."""

import importlib
import json
import os
import resource
import statistics
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from bench.matching.instances import judge, load, make

WARM_UP = 60
SHARE_OF_MEMORY = 0.75
REPEATED, REPEATED_FOR = 5, 2.0


def main() -> int:
    peer, function, kind, path = sys.argv[1:]
    _limit_memory()
    contestant = getattr(importlib.import_module(f"bench.matching.peers.{peer}"), function)
    try:
        print(json.dumps(_contest(contestant, peer, kind, load(Path(path)))))
    except NotImplementedError as reason:
        print(json.dumps({"refused": str(reason)}))
    except MemoryError:
        print(json.dumps({"refused": "more memory than there is"}))
    return 0


def _contest(contestant, peer, kind, instance):
    """Solve the instance, several times if that is quick, and say how it went."""
    _timed(contestant, make(kind, WARM_UP))
    began = time.perf_counter()
    runs = [_timed(contestant, instance)]
    while len(runs) < REPEATED and time.perf_counter() - began < REPEATED_FOR:
        runs.append(_timed(contestant, instance))
    found, pairs = runs[-1][2:]
    return {
        "seconds": statistics.median(seconds for _, seconds, _, _ in runs),
        "preparing": statistics.median(preparing for preparing, _, _, _ in runs),
        "total": judge(kind, instance, pairs),
        "matched": len(pairs),
        "peak_mb": _peak_mb(),
        "version": getattr(found, "version", None) or version(peer.replace("_", "-")),
        "method": getattr(found, "method", ""),
        "gap": getattr(found, "gap", None) if getattr(found, "objective", "") != "stable" else None,
    }


def _timed(contestant, instance):
    """Return the seconds of preparing and of solving, the answer and its pairs."""
    began = time.perf_counter()
    solve, pairs_of = contestant(instance)
    prepared = time.perf_counter()
    found = solve()
    solved = time.perf_counter()
    pairs = np.asarray(pairs_of(found), dtype=np.int64).reshape(-1, 2)
    return prepared - began, solved - prepared, found, pairs


def _limit_memory() -> None:
    """Let what is too large fail alone, before it takes the machine with it."""
    limit = int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * SHARE_OF_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _peak_mb() -> float:
    """Return the peak of this process alone; `ru_maxrss` would start from what the parent had."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
