"""Problems and pairs in files: CSV of scores, CSV of pairs, npz; names of people are their keys."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matchmaker.errors import ProblemError
from matchmaker.problem import Problem
from matchmaker.scores import ListedScores, LowRank
from matchmaker.solution import Solution

PAIR_COLUMNS = ("mentee", "mentor")
SCORES = "scores"
FEATURES = ("mentee_features", "mentor_features")
SPARSE = ("indices", "indptr", "shape", "data")
ARRAYS = frozenset(
    {"mentee_demand", "mentor_capacity", "mentor_minimum", "forbidden", "pinned", "unmatched_value"}
)
KEYS = frozenset({"mentee_keys", "mentor_keys"})

Pairs = NDArray[np.int64]


@dataclass
class Table:
    """Scores as a file gives them, in any form that `Problem` takes, and the names of rows and columns."""

    scores: Any
    mentees: list[str]
    mentors: list[str]
    more: dict[str, Any] = field(default_factory=dict)

    def pairs(self, path: Path) -> tuple[Pairs, list[str]]:
        """Read a file of pairs by name; int64 [k, 2], and what stands in the third column."""
        row = {name: index for index, name in enumerate(self.mentees)}
        column = {name: index for index, name in enumerate(self.mentors)}
        found, third = [], []
        for number, cells in _rows(path, PAIR_COLUMNS):
            mentee, mentor, *rest = cells
            for name, known, side in ((mentee, row, "mentee"), (mentor, column, "mentor")):
                if name not in known:
                    raise ProblemError(f"{path}, row {number}: there is no {side} “{name}” in the scores")
            found.append((row[mentee], column[mentor]))
            third.append(rest[0] if rest else "")
        return np.array(found, dtype=np.int64).reshape(-1, 2), third

    def places(self, given: str, side: Sequence[str]) -> Any:
        """Read places: a whole number for everybody, or a file of names and numbers (1 for who is not in it)."""
        if given.lstrip("-").isdigit():
            return int(given)
        path, index = Path(given), {name: index for index, name in enumerate(side)}
        places = np.ones(len(side), dtype=np.int64)
        for number, (name, count, *_rest) in _rows(path, ("name", "places")):
            if name not in index:
                raise ProblemError(f"{path}, row {number}: there is no “{name}” in the scores")
            if not count.lstrip("-").isdigit():
                raise ProblemError(f"{path}, row {number}: “{count}” is no whole number")
            places[index[name]] = int(count)
        return places


def read_table(path: Path) -> Table:
    """Read scores from a matrix, a list of pairs, or npz.

    Parameters
    ----------
    path : Path
        ``.npz`` with arrays named as the parameters of `Problem`; in place of ``scores`` it may hold the features of
        `LowRank`, or what `scipy.sparse.save_npz` writes of a matrix in CSR form. Or CSV. A CSV whose first row begins with
        ``mentee,mentor,score`` lists pairs, and pairs that it does not list are not allowed. Any other CSV is a matrix, a
        row a mentee; with names in the first row and column if its first cell is no number.

    Raises
    ------
    ProblemError
        Naming the row: a cell that is no number, a row of another length, a pair listed twice.
    OSError
        The file cannot be read.
    """
    if path.suffix == ".npz":
        return _read_npz(path)
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.reader(file) if row]
    if not rows:
        raise ProblemError(f"{path} is empty")
    if [cell.strip().casefold() for cell in rows[0][:3]] == [*PAIR_COLUMNS, "score"]:
        return _listed(path, rows[1:])
    return _matrix(path, rows)


def problem_of(
    table: Table,
    *,
    demand: str = "1",
    capacity: str = "1",
    forbidden: Path | None = None,
    pinned: Path | None = None,
    unmatched_value: float | None = None,
) -> Problem:
    """Make the problem of a table and what the files beside it say; what an npz holds stands unless it is given here."""
    fields: dict[str, Any] = {
        "mentee_demand": table.places(demand, table.mentees),
        "mentor_capacity": table.places(capacity, table.mentors),
        "mentee_keys": table.mentees,
        "mentor_keys": table.mentors,
    } | table.more
    rules: dict[str, Any] = {} if forbidden is None else dict(_rules(table, forbidden))
    if rules:
        fields["forbidden"] = rules | ({"forbidden": fields["forbidden"]} if "forbidden" in fields else {})
    if pinned is not None:
        fields["pinned"] = table.pairs(pinned)[0]
    if unmatched_value is not None:
        fields["unmatched_value"] = unmatched_value
    return Problem(table.scores, **fields)


def write_pairs(file: TextIO, problem: Problem, solution: Solution) -> None:
    """Write the pairs as CSV: mentee, mentor, score."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*PAIR_COLUMNS, "score"])
    for mentee, mentor in solution.pairs.tolist():
        score = float(problem.scores[mentee, mentor])
        writer.writerow([problem.mentee_keys[mentee], problem.mentor_keys[mentor], f"{score:.10g}"])


def _rules(table: Table, path: Path) -> dict[str, Pairs]:
    pairs, names = table.pairs(path)
    by_name: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        by_name.setdefault(name or "forbidden", []).append(index)
    return {name: pairs[indices] for name, indices in by_name.items()}


def _read_npz(path: Path) -> Table:
    with np.load(path, allow_pickle=False) as arrays:
        given: Mapping[str, NDArray[Any]] = dict(arrays)
    scores, used = _scores_of(path, given)
    unknown = sorted(set(given) - used - ARRAYS - KEYS)
    if unknown:
        raise ProblemError(
            f"{path} may hold {', '.join(sorted(ARRAYS | KEYS))} beside the scores; not {', '.join(unknown)}"
        )
    mentees, mentors = (
        [str(key) for key in given.get(side, np.arange(size))]
        for side, size in zip(("mentee_keys", "mentor_keys"), scores.shape, strict=True)
    )
    more: dict[str, Any] = {name: given[name] for name in ARRAYS if name in given}
    if "unmatched_value" in more:
        more["unmatched_value"] = float(more["unmatched_value"])
    return Table(scores, mentees, mentors, more=more)


def _scores_of(path: Path, given: Mapping[str, NDArray[Any]]) -> tuple[Any, set[str]]:
    """Return the scores in the form in which they are given, and the names of their arrays."""
    if SCORES in given:
        scores = np.asarray(given[SCORES], dtype=np.float64)
        if scores.ndim != 2:  # noqa: PLR2004
            raise ProblemError(f"scores must have the shape [n_mentees, n_mentors], not {scores.shape}")
        return scores, {SCORES}
    if set(FEATURES) <= set(given):
        return LowRank(*(given[name] for name in FEATURES)), set(FEATURES)
    if set(SPARSE) <= set(given):
        if bytes(given.get("format", np.array(b"csr")).item()) != b"csr":
            raise ProblemError(f"{path}: the sparse matrix must be in CSR form")
        parts = tuple(given[name] for name in ("data", "indices", "indptr"))
        matrix = sparse.csr_array(parts, shape=tuple(given["shape"]))
        return ListedScores(matrix), {*SPARSE, "format", "_is_array"}
    raise ProblemError(f"{path} must hold scores, or {' and '.join(FEATURES)}, or a sparse matrix")


def _listed(path: Path, rows: list[list[str]]) -> Table:
    mentees: dict[str, int] = {}
    mentors: dict[str, int] = {}
    listed: dict[tuple[int, int], float] = {}
    for number, row in enumerate(rows, start=2):
        if len(row) < 3:  # noqa: PLR2004
            raise ProblemError(
                f"{path}, row {number}: mentee, mentor and score are asked for, not {len(row)} cells"
            )
        pair = (
            mentees.setdefault(row[0].strip(), len(mentees)),
            mentors.setdefault(row[1].strip(), len(mentors)),
        )
        if pair in listed:
            raise ProblemError(f"{path}, row {number}: the pair “{row[0]}”, “{row[1]}” is listed twice")
        listed[pair] = _number(path, number, row[2])
    rows_of, columns_of = np.array(list(listed), dtype=np.int64).reshape(-1, 2).T
    matrix = sparse.coo_array(
        (np.array(list(listed.values())), (rows_of, columns_of)), shape=(len(mentees), len(mentors))
    )
    return Table(ListedScores(matrix), list(mentees), list(mentors))


def _matrix(path: Path, rows: list[list[str]]) -> Table:
    has_names = not _is_number(rows[0][0])
    heads, first = (rows[0][1:], 1) if has_names else ([str(index) for index in range(len(rows[0]))], 0)
    mentees, values = [], []
    for number, row in enumerate(rows[first:], start=first + 1):
        mentees.append(row[0].strip() if has_names else str(number - 1))
        cells = row[1:] if has_names else row
        if len(cells) != len(heads):
            raise ProblemError(
                f"{path}, row {number}: {len(cells)} scores, where there are {len(heads)} mentors"
            )
        values.append([_number(path, number, cell) for cell in cells])
    scores = np.array(values, dtype=np.float64).reshape(len(values), len(heads))
    return Table(scores, mentees, [head.strip() for head in heads])


def _rows(path: Path, columns: tuple[str, str]) -> Iterable[tuple[int, list[str]]]:
    """Yield the number and the cells of each row below a heading that begins with these columns."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        head = [cell.strip().casefold() for cell in next(reader, [])]
        if tuple(head[:2]) != columns:
            raise ProblemError(f"{path} must begin with a row “{','.join(columns)}”")
        for number, row in enumerate(reader, start=2):
            if len(row) == 1:
                raise ProblemError(
                    f"{path}, row {number}: {' and '.join(columns)} are asked for, not one cell"
                )
            if row:
                yield number, [cell.strip() for cell in row]


def _number(path: Path, row: int, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ProblemError(f"{path}, row {row}: “{cell.strip()}” is no number") from None


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
