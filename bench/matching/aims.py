"""What the engine should reach beside its peers, and whether it did."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.matching.races import Result

TIMES_THE_FASTEST, LEAST_SIZE = 1.2, 1_000
TIMES_MENTOR_MATCH, SAMPLE_TOTAL = 125, 9_712
LOW_RANK_SIZE, LOW_RANK_SECONDS, LOW_RANK_MB = 100_000, 400, 6_000
STABLE_SIZE, STABLE_SECONDS = 100_000, 0.5


@dataclass(frozen=True)
class Aim:
    benchmark: str
    text: str
    is_reached: bool


def aims(results: list[Result]) -> list[Aim]:
    """Return the aims that `results` can be held to."""
    return [aim for ours in results if ours.contestant.is_ours and ours.runs for aim in _aims(ours, results)]


def fastest_peer(ours: Result, results: list[Result]) -> Result | None:
    """Return the fastest of the others at the same size."""
    peers = [
        each
        for each in results
        if (each.benchmark, each.size) == (ours.benchmark, ours.size)
        and each.runs
        and not each.contestant.is_ours
    ]
    return min(peers, key=lambda each: each.seconds, default=None)


def _aims(ours: Result, results: list[Result]) -> Iterator[Aim]:
    peer = fastest_peer(ours, results)
    people = f"{ours.size:,} mentees"
    if ours.benchmark in {"dense", "sparse"} and ours.size >= LEAST_SIZE and peer:
        share = ours.seconds / peer.seconds
        yield Aim(
            ours.benchmark,
            f"{people}: at most {TIMES_THE_FASTEST} times the fastest peer, {peer.contestant.label}; here {share:.2f}",
            share <= TIMES_THE_FASTEST,
        )
    if ours.benchmark == "sample":
        total = ours.runs[0]["total"]
        yield Aim("sample", f"at least {SAMPLE_TOTAL:,} points; here {total:,}", total >= SAMPLE_TOTAL)
        if peer:
            times = peer.seconds / ours.seconds
            yield Aim(
                "sample",
                f"at least {TIMES_MENTOR_MATCH} times faster than {peer.contestant.label}; here {times:,.0f}",
                times >= TIMES_MENTOR_MATCH,
            )
    if ours.benchmark == "low_rank" and ours.size == LOW_RANK_SIZE:
        peak = ours.median("peak_mb")
        yield Aim(
            "low_rank",
            f"{people}: at most {LOW_RANK_SECONDS} s and {LOW_RANK_MB:,} MB; here {ours.seconds:,.0f} s and {peak:,.0f} MB",
            ours.seconds <= LOW_RANK_SECONDS and peak <= LOW_RANK_MB,
        )
    if ours.benchmark == "stable" and ours.size == STABLE_SIZE:
        yield Aim(
            "stable",
            f"{people}: less than {STABLE_SECONDS} s; here {ours.seconds:.2f} s",
            ours.seconds < STABLE_SECONDS,
        )
