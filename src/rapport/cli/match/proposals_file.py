"""Proposals as CSV or XLSX: a row a pair with its reasons, then everyone who stayed unmatched with theirs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rapport.matching.engine_adapter import Alternative, MatchInput, MatchResult, Pair, Person
from rapport.tables import write_csv, write_xlsx

Cell = str | float | int
BEFORE_PARTS = ("Outcome", "Mentee", "Mentee name", "Mentor", "Mentor name", "Score", "Points")
AFTER_PARTS = ("Reasons", "Rank", "Alternatives", "Ruled out", "Pinned", "Notes")


def write_proposals(path: Path, match_input: MatchInput, result: MatchResult) -> None:
    """Write the proposals in the format that the name of `path` asks for."""
    labels = [part.label for part in result.pairs[0].parts] if result.pairs else []
    columns = [*BEFORE_PARTS, *labels, *AFTER_PARTS]
    rows = list(_rows(match_input, result, len(labels)))
    is_workbook = path.suffix.casefold() == ".xlsx"
    path.write_bytes(
        write_xlsx(columns, rows, sheet_name="Proposals") if is_workbook else write_csv(columns, rows)
    )


def _rows(match_input: MatchInput, result: MatchResult, parts: int) -> Iterator[list[Cell]]:
    mentees = {person.key: person for person in match_input.mentees}
    mentors = {person.key: person for person in match_input.mentors}
    for pair in result.pairs:
        yield _pair_row(pair, mentees, mentors)
    for unmatched in result.unmatched:
        reasons = " ".join(unmatched.reasons)
        blank = [""] * (parts + 2)
        after = [reasons, *[""] * (len(AFTER_PARTS) - 1)]
        if unmatched.side == "mentee":
            yield [
                "unmatched mentee",
                unmatched.person,
                mentees[unmatched.person].name,
                "",
                "",
                *blank,
                *after,
            ]
        else:
            yield [
                "unmatched mentor",
                "",
                "",
                unmatched.person,
                mentors[unmatched.person].name,
                *blank,
                *after,
            ]


def _pair_row(pair: Pair, mentees: Mapping[str, Person], mentors: Mapping[str, Person]) -> list[Cell]:
    return [
        "proposal",
        pair.mentee,
        mentees[pair.mentee].name,
        pair.mentor,
        mentors[pair.mentor].name,
        pair.score,
        pair.points,
        *(part.points for part in pair.parts),
        " ".join(part.sentence for part in pair.parts),
        pair.rank,
        "; ".join(_in_words(other, mentees, mentors) for other in pair.alternatives),
        "; ".join(_in_words(other, mentees, mentors) for other in pair.ruled_out),
        "yes" if pair.is_pinned else "",
        " ".join(pair.unchecked),
    ]


def _in_words(other: Alternative, mentees: Mapping[str, Person], mentors: Mapping[str, Person]) -> str:
    mentor = mentors[other.mentor].name or other.mentor
    notes = [f"score {other.score}"]
    if other.forbidden_by:
        notes.append(f"forbidden by {', '.join(f'“{rule}”' for rule in other.forbidden_by)}")
    elif other.loss is not None:
        notes.append(_cost(other.loss))
    if other.held_by:
        notes.append(f"has {', '.join(mentees[key].name or key for key in other.held_by)}")
    return f"{mentor} ({', '.join(notes)})"


def _cost(loss: float) -> str:
    if loss < 0:
        return f"would gain {-loss:g} points"
    return f"would cost {loss:g} points" if loss else "would cost nothing"
