"""The rules file: which columns say who people are, which questions count, criteria and hard rules."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from rapport.cli.outcomes import BAD_INPUT, CommandRefusedError
from rapport.matching.choices import CriterionKind, RuleKind
from rapport.matching.engine_adapter import CriterionSpec, MatchInput, Person, Question, RuleSpec
from rapport.matching.engine_adapter.answers import fold

TOP = {
    "lowest_score", "default_time_zone", "offsets_on", "people", "mentors", "mentees",
    "questions", "criteria", "rules", "exclusions", "past_pairs", "pins",
}  # fmt: skip
COLUMNS = {"email", "name", "places", "time_zone", "availability", "ready", "unmatched"}
QUESTION = {"kind", "options", "label", "sensitive", "mentor_column", "mentee_column", "separator"}
COMMON = {"kind", "label", "question", "mentee_question", "mentor_question"}
CRITERION_SETTINGS = {
    CriterionKind.ORDERED_DISTANCE: {"steps", "from", "to"},
    CriterionKind.AVAILABILITY: {"enough_hours"},
    CriterionKind.TIME_ZONE: {"most_hours"},
}
RULE_SETTINGS = {
    RuleKind.NOT_SAME: {"if_missing"},
    RuleKind.NOT_OWN_MANAGER: {"if_missing"},
    RuleKind.MUST_SHARE: {"if_missing"},
    RuleKind.STEPS_WITHIN: {"if_missing", "from", "to"},
}
ASKS_NOTHING = {CriterionKind.AVAILABILITY, CriterionKind.TIME_ZONE, CriterionKind.UNMATCHED_BEFORE}
QUESTION_KINDS = ("single", "multiple", "scale", "text", "number")
IMPLIED_KINDS = {
    CriterionKind.SHARED_TAGS: "multiple",
    CriterionKind.SHARED_LANGUAGES: "multiple",
    CriterionKind.TEXT_SIMILARITY: "text",
    RuleKind.MUST_SHARE: "multiple",
    RuleKind.NOT_OWN_MANAGER: "text",
}


@dataclass(frozen=True)
class RulesFile:
    """What a rules file says, apart from the people."""

    path: Path
    questions: Mapping[str, Question]
    question_columns: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Mapping[str, Any]]
    criteria: tuple[CriterionSpec, ...]
    rules: tuple[RuleSpec, ...]
    plain: Mapping[str, Any] = field(default_factory=dict)

    def asked_of(self, side: str) -> list[Question]:
        """The questions that criteria and rules ask of one side."""
        specs: Iterable[CriterionSpec | RuleSpec] = (*self.criteria, *self.rules)
        keys = {spec.mentor_question if side == "mentor" else spec.mentee_question for spec in specs}
        return [self.questions[key] for key in sorted(keys - {""})]

    def match_input(self, *, mentors: tuple[Person, ...], mentees: tuple[Person, ...]) -> MatchInput:
        """Return the engine's input for these people."""
        return MatchInput(
            questions=tuple(self.questions.values()),
            mentors=mentors,
            mentees=mentees,
            criteria=self.criteria,
            rules=self.rules,
            **self.plain,
        )


def read_rules(path: Path) -> RulesFile:
    """Read a rules file; what is wrong is said in one sentence that names the place."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise CommandRefusedError(f"There is no file {path}.", exit_code=BAD_INPUT) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommandRefusedError(f"{path} is not valid TOML: {error}.", exit_code=BAD_INPUT) from error
    return _Reader(path).read(content)


class _Reader:
    """Turns parsed TOML into a `RulesFile`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.questions: dict[str, Question] = {}
        self.question_columns: dict[str, dict[str, str]] = {}

    def read(self, content: Mapping[str, Any]) -> RulesFile:
        self._only(content, TOP, "the file")
        for key, table in self._table(content, "questions").items():
            self._declare(key, table)
        people = self._table(content, "people")
        columns = {side: {**people, **self._table(content, f"{side}s")} for side in ("mentor", "mentee")}
        for side, table in columns.items():
            self._only(table, COLUMNS, f"[{side}s]")
        criteria = tuple(self._criterion(n, t) for n, t in enumerate(self._tables(content, "criteria"), 1))
        rules = tuple(self._rule(n, t) for n, t in enumerate(self._tables(content, "rules"), 1))
        return RulesFile(
            path=self.path,
            questions=self.questions,
            question_columns=self.question_columns,
            columns=columns,
            criteria=criteria,
            rules=rules,
            plain=self._plain(content),
        )

    def _declare(self, key: str, table: Any) -> None:
        where = f"[questions.{key}]"
        if not isinstance(table, Mapping):
            self._refuse(f"“questions.{key}” must be a table")
        self._only(table, QUESTION, where)
        kind, options = table.get("kind", "single"), table.get("options", [])
        if kind not in QUESTION_KINDS:
            self._refuse(f"{where}: the kind must be one of {', '.join(QUESTION_KINDS)}, not “{kind}”")
        if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
            self._refuse(f"{where}: “options” must be a list of texts")
        if kind == "scale" and not options:
            self._refuse(f"{where}: a scale needs “options”, from lowest to highest")
        self.questions[key] = Question(
            key=key,
            label=str(table.get("label", _label(key))),
            kind=kind,
            options=tuple(options),
            is_sensitive=table.get("sensitive") is True,
        )
        self.question_columns[key] = {
            side: str(table.get(f"{side}_column", key)) for side in ("mentor", "mentee")
        } | {"separator": str(table.get("separator", ""))}

    def _criterion(self, number: int, table: Mapping[str, Any]) -> CriterionSpec:
        where = f"criterion {number}"
        kind = self._kind(table, CriterionKind.values, where)
        settings_of_kind = CRITERION_SETTINGS.get(CriterionKind(kind), set())
        self._only(table, COMMON | {"weight"} | settings_of_kind, where)
        weight = table.get("weight", 1)
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            self._refuse(f"{where}: the weight must be a number")
        asks = kind not in ASKS_NOTHING
        mentee, mentor = self._asked(table, kind, where) if asks else ("", "")
        return CriterionSpec(
            kind=kind,
            weight=float(weight),
            mentee_question=mentee,
            mentor_question=mentor,
            settings={name: table[name] for name in sorted(settings_of_kind & set(table))},
            label=str(table.get("label", "")),
        )

    def _rule(self, number: int, table: Mapping[str, Any]) -> RuleSpec:
        where = f"rule {number}"
        kind = self._kind(table, RuleKind.values, where)
        settings_of_kind = RULE_SETTINGS.get(RuleKind(kind), set())
        self._only(table, COMMON | settings_of_kind, where)
        mentee, mentor = self._asked(table, kind, where) if settings_of_kind else ("", "")
        if kind == RuleKind.NOT_OWN_MANAGER and "mentor_question" not in table:
            mentor = ""
        return RuleSpec(
            kind=kind,
            mentee_question=mentee,
            mentor_question=mentor,
            settings={name: table[name] for name in sorted(settings_of_kind & set(table))},
            label=str(table.get("label", "")),
        )

    def _kind(self, table: Mapping[str, Any], kinds: list[str], where: str) -> str:
        kind = table.get("kind")
        if kind not in kinds:
            self._refuse(f"{where}: the kind must be one of {', '.join(kinds)}, not “{kind}”")
        return str(kind)

    def _asked(self, table: Mapping[str, Any], kind: str, where: str) -> tuple[str, str]:
        both = table.get("question", "")
        keys = (table.get("mentee_question", both), table.get("mentor_question", both))
        if not keys[0] or (not keys[1] and kind != RuleKind.NOT_OWN_MANAGER):
            self._refuse(f"{where} needs “question”, or “mentee_question” and “mentor_question”")
        for key in filter(None, keys):
            if key not in self.questions:
                self._declare(str(key), {"kind": IMPLIED_KINDS.get(_member(kind), "single")})
        return str(keys[0]), str(keys[1])

    def _pairs(self, content: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
        pairs = []
        for number, table in enumerate(self._tables(content, name), 1):
            if set(table) != {"mentee", "mentor"}:
                self._refuse(f"{name} {number} needs “mentee” and “mentor”, their e-mail addresses")
            pairs.append((fold(str(table["mentee"])), fold(str(table["mentor"]))))
        return tuple(pairs)

    def _plain(self, content: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: content[name] for name in ("default_time_zone", "offsets_on") if name in content}
        for name, value in plain.items():
            if not isinstance(value, str):
                self._refuse(f"“{name}” must be a text")
        lowest = content.get("lowest_score", 0)
        if isinstance(lowest, bool) or not isinstance(lowest, int | float):
            self._refuse("“lowest_score” must be a number")
        pairs = {name: self._pairs(content, name) for name in ("exclusions", "past_pairs", "pins")}
        return {**plain, **pairs, "lowest_score": float(lowest)}

    def _table(self, content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        table = content.get(name, {})
        if not isinstance(table, Mapping):
            self._refuse(f"“{name}” must be a table, [{name}]")
        return table

    def _tables(self, content: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        tables = content.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
            self._refuse(f"“{name}” must be a list of tables, [[{name}]]")
        return list(tables)

    def _only(self, table: Mapping[str, Any], known: set[str], where: str) -> None:
        unknown = sorted(set(table) - known)
        if unknown:
            self._refuse(f"{where} does not know “{unknown[0]}”; it knows {', '.join(sorted(known))}")

    def _refuse(self, why: str) -> NoReturn:
        raise CommandRefusedError(f"{self.path}: {why}.", exit_code=BAD_INPUT)


def _member(kind: str) -> CriterionKind | RuleKind:
    return CriterionKind(kind) if kind in CriterionKind.values else RuleKind(kind)


def _label(key: str) -> str:
    return key[:1].upper() + key[1:]
