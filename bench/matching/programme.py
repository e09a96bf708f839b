"""What is run: the benchmarks, their sizes, and who takes part in each."""

import os
from dataclasses import dataclass
from pathlib import Path

OURS = "ours"
SAMPLE = Path(os.environ.get("RAPPORT_SHARED_DATA", "../shared/data")) / "mentor-match" / "large"
SAMPLE_SIZE = 500


@dataclass(frozen=True)
class Contestant:
    """Who takes part: the function of a module in `peers`, in the environment of that name."""

    label: str
    peer: str
    function: str

    @property
    def is_ours(self) -> bool:
        return self.peer == OURS


@dataclass(frozen=True)
class Benchmark:
    """One kind of instance in several sizes.

    Attributes
    ----------
    once : sizes that are too long to run more than once
    on : a folder with the people, for a benchmark that makes none up
    """

    name: str
    sizes: tuple[int, ...]
    quick: tuple[int, ...]
    contestants: tuple[Contestant, ...]
    once: frozenset[int] = frozenset()
    on: Path | None = None


def _contestants(name: str, *peers: tuple[str, str, str]) -> tuple[Contestant, ...]:
    named = (Contestant(label, peer, function or name) for label, peer, function in peers)
    return (Contestant("matchmaker", OURS, name), *named)


BENCHMARKS = (
    Benchmark(
        "dense",
        sizes=(1_000, 5_000, 10_000),
        quick=(100, 200),
        contestants=_contestants(
            "dense",
            ("scipy", "scipy", ""),
            ("lapx", "lapx", ""),
            ("lapx, float32", "lapx", "dense_float32"),
            ("lap", "lap", ""),
            ("ortools", "ortools", ""),
            ("networkx", "networkx", ""),
            ("munkres", "munkres", ""),
        ),
    ),
    Benchmark(
        "sparse",
        sizes=(10_000, 100_000),
        quick=(200, 1_000),
        contestants=_contestants(
            "sparse",
            ("scipy", "scipy", ""),
            ("lapx", "lapx", ""),
            ("lap", "lap", ""),
            ("ortools", "ortools", ""),
            ("networkx", "networkx", ""),
        ),
    ),
    Benchmark(
        "sample",
        sizes=(SAMPLE_SIZE,),
        quick=(SAMPLE_SIZE,),
        contestants=_contestants("sample", ("mentor-match", "mentor_match", "")),
        on=SAMPLE,
    ),
    Benchmark(
        "low_rank",
        sizes=(5_000, 10_000, 20_000, 50_000, 100_000),
        quick=(300, 600),
        contestants=_contestants("low_rank", ("scipy", "scipy", ""), ("lapx", "lapx", "")),
        once=frozenset({50_000, 100_000}),
    ),
    Benchmark(
        "places",
        sizes=(2_000, 20_000),
        quick=(200, 400),
        contestants=_contestants("places", ("scipy", "scipy", "")),
    ),
    Benchmark(
        "stable",
        sizes=(2_000, 100_000),
        quick=(80, 160),
        contestants=_contestants("stable", ("matching", "matching", "")),
    ),
)
