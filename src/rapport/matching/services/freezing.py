"""What a match run freezes: who takes part with which answers and places, what counts, what must hold."""

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapport.matching.choices import (
    COMPARES,
    ONLY_CLEARED,
    ONLY_CONSENTED,
    ONLY_TRAINED,
    STANDING_RULES,
    PairVerdict,
    ProposalState,
    RuleKind,
)
from rapport.matching.engine_adapter import (
    Answer,
    CriterionSpec,
    MatchInput,
    Person,
    Question,
    RuleSpec,
)
from rapport.matching.engine_adapter.match_input import QuestionKind
from rapport.matching.models import Criterion, MatchRun, PairDecision, PastPair, Proposal, Rule
from rapport.matching.selectors import participations_with_places
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import questions_of_cohort, sensitive_keys_of
from rapport.questionnaires.models import Question as AskedQuestion
from rapport.recruitment.selectors.turns import were_unmatched
from rapport.training.selectors import Readiness, readiness_of

Pairs = tuple[tuple[str, str], ...]
PROPOSED = (ProposalState.RELEASED, ProposalState.ACCEPTED, ProposalState.DECLINED)


def freeze(cohort: Cohort) -> MatchInput:
    """Return everything a match run of this cohort needs, as it stands now."""
    questions = questions_of_cohort(cohort)
    rules = list(cohort.match_rules.all())
    sensitive = sensitive_keys_of(cohort)
    people = _loaded(participations_with_places(cohort))
    readiness = readiness_of(Participation.objects.filter(cohort=cohort), cohort.programme)
    barring = _standing_rules(people, readiness)
    unlucky = were_unmatched(Participation.objects.filter(cohort=cohort), cohort)
    mentors = _people(people, ParticipantRole.MENTOR, questions, rules, readiness=readiness, unlucky=unlucky)
    mentees = _people(people, ParticipantRole.MENTEE, questions, rules, readiness=readiness, unlucky=unlucky)
    before = _pairs_before(cohort, people, rules)
    return MatchInput(
        questions=tuple(_question(question) for question in questions),
        mentors=mentors,
        mentees=mentees,
        criteria=tuple(_criterion(criterion) for criterion in cohort.criteria.all()),
        rules=(*_neutral(_rules(rules, before), sensitive), *barring),
        exclusions=_decided(cohort, PairVerdict.EXCLUDE),
        past_pairs=before,
        lowest_score=_lowest_score(cohort),
        pins=_pins_that_fit(_decided(cohort, PairVerdict.PIN), before, mentors, mentees, barring),
        default_time_zone=cohort.programme.time_zone,
        offsets_on=cohort.starts_on.isoformat(),
    )


def freeze_with(run: MatchRun, *pair: Participation) -> MatchInput:
    """Return what a run was given, with these two added where they came later, and today's word on who may not meet.

    Whoever wants training, a check or a consent today is barred, whatever the run knew of them. Of what is
    sensitive, that alone is compared which is open today, whatever the run was given.
    """
    frozen = thaw(run)
    cohort = run.cohort
    rules = list(cohort.match_rules.all())
    questions = [q for q in questions_of_cohort(cohort) if q.key in {known.key for known in frozen.questions}]
    rows = Participation.objects.filter(pk__in=[one.pk for one in pair])
    people, readiness = _loaded(rows), readiness_of(rows, cohort.programme)
    unlucky = were_unmatched(rows, cohort)
    mentors = _people(people, ParticipantRole.MENTOR, questions, rules, readiness=readiness, unlucky=unlucky)
    mentees = _people(people, ParticipantRole.MENTEE, questions, rules, readiness=readiness, unlucky=unlucky)
    sensitive = sensitive_keys_of(cohort) | {known.key for known in frozen.questions if known.is_sensitive}
    closed = _closed_in(cohort, sensitive)
    kept = [rule for rule in frozen.rules if rule.kind not in STANDING_RULES]
    return replace(
        frozen,
        questions=tuple(replace(each, is_sensitive=each.key in sensitive) for each in frozen.questions),
        rules=(*_neutral(kept, sensitive), *_standing_rules(people, readiness)),
        mentors=_joined(frozen.mentors, mentors, closed),
        mentees=_joined(frozen.mentees, mentees, closed),
        exclusions=_decided(cohort, PairVerdict.EXCLUDE),
        pins=(),
    )


def _joined(
    known: tuple[Person, ...], added: tuple[Person, ...], closed: Mapping[str, frozenset[str]]
) -> tuple[Person, ...]:
    keys, now = {person.key for person in known}, {person.key: person for person in added}
    if closed:
        known = tuple(
            _as_open_now(person, now.get(person.key), closed.get(person.key, frozenset())) for person in known
        )
    return (*known, *(person for person in added if person.key not in keys))


def _as_open_now(person: Person, now: Person | None, closed: frozenset[str]) -> Person:
    """Return somebody whom a run knows without what they keep closed today; a manager in their profile is no answer."""
    kept = {key: answer for key, answer in person.answers.items() if key not in closed}
    today = now.answers if now else {}
    kept |= {key: answer for key, answer in today.items() if key in closed}
    return replace(person, answers=kept)


def _closed_in(cohort: Cohort, sensitive: set[str]) -> dict[str, frozenset[str]]:
    """Return what each person of a cohort keeps to themselves; nothing where nothing is sensitive."""
    if not sensitive:
        return {}
    rows = Participation.objects.filter(cohort=cohort).order_by().values_list("public_id", "answers__opened")
    return {public_id: frozenset(sensitive.difference(opened)) for public_id, opened in rows}


def packed(match_input: MatchInput) -> bytes:
    """Return the input as it is stored."""
    return zlib.compress(match_input.to_json().encode(), level=6)


def thaw(run: MatchRun) -> MatchInput:
    """Return what a run was given."""
    return MatchInput.from_json(zlib.decompress(bytes(run.frozen_input)).decode())


def _loaded(people: QuerySet[Participation]) -> list[Participation]:
    """Load people with what is asked of them, in an order that their rows do not decide.

    One question a table: right after an import PostgreSQL may still think that all these tables are empty, and then
    joins six of them row by row, for minutes.
    """
    loaded = people.order_by().prefetch_related(
        "answers", "profile__person", "profile__organisation", "profile__line_manager__person"
    )
    return sorted(loaded.iterator(chunk_size=2000), key=lambda one: (one.profile.person.email, one.role))


def _standing_rules(people: Iterable[Participation], readiness: Readiness) -> tuple[RuleSpec, ...]:
    """Return the rules that required courses, checks and guardians make by themselves; nobody can forget them."""
    untrained = {one.public_id: readiness.why_untrained(one) for one in people if one.pk in readiness.wanting}
    uncleared = {
        one.public_id: readiness.why_uncleared(one) for one in people if one.pk in readiness.uncleared
    }
    unconsented = {
        one.public_id: readiness.why_unconsented(one) for one in people if one.pk in readiness.unconsented
    }
    barring = (
        (ONLY_TRAINED, _("Nobody before the training that the programme requires"), untrained),
        (ONLY_CLEARED, _("Nobody without the checks that the programme requires"), uncleared),
        (ONLY_CONSENTED, _("Nobody under 18 without a guardian's consent"), unconsented),
    )
    return tuple(
        RuleSpec(kind=kind, label=label, settings={"wanting": wanting})
        for kind, label, wanting in barring
        if wanting
    )


def _people(
    people: Iterable[Participation],
    role: str,
    questions: list[AskedQuestion],
    rules: list[Rule],
    *,
    readiness: Readiness,
    unlucky: frozenset[int],
) -> tuple[Person, ...]:
    asked = {question.key for question in questions}
    sensitive = {question.key for question in questions if question.is_sensitive}
    manager_questions = {
        rule.mentee_question for rule in rules if rule.kind == RuleKind.NOT_OWN_MANAGER
    } & asked
    return tuple(
        replace(
            _person(one, asked, sensitive, manager_questions),
            is_ready=readiness.is_ready(one),
            was_unmatched=one.pk in unlucky,
        )
        for one in people
        if one.role == role
    )


def _person(
    participation: Participation, asked: set[str], sensitive: set[str], manager_questions: set[str]
) -> Person:
    """Return somebody as the engine sees them: a sensitive answer that is not opened is to it as if it was not given."""
    profile, sheet = participation.profile, participation.answers
    compared = asked - sensitive.difference(sheet.opened)
    answers = {key: _answer(value) for key, value in sheet.values.items() if key in compared}
    if profile.line_manager and participation.role == ParticipantRole.MENTEE:
        for key in manager_questions:
            answers[key] = (*_listed(answers.get(key)), profile.line_manager.person.email)
    return Person(
        key=participation.public_id,
        content=profile.person.email,
        capacity=getattr(participation, "places_free", participation.places_left),
        answers={key: answer for key, answer in answers.items() if answer not in (None, "", ())},
        time_zone=profile.shown_time_zone,
        availability=tuple(sorted(participation.availability)),
        name=profile.name,
        identity=profile.public_id,
    )


def _answer(value: Any) -> Answer:
    return tuple(str(part) for part in value) if isinstance(value, list) else value


def _listed(answer: Answer) -> tuple[str, ...]:
    if answer is None or answer == "":
        return ()
    return answer if isinstance(answer, tuple) else (str(answer),)


def _question(question: AskedQuestion) -> Question:
    return Question(
        key=question.key,
        label=question.label,
        kind=cast("QuestionKind", question.kind),
        options=tuple(str(option) for option in question.options),
        is_sensitive=question.is_sensitive,
    )


def _criterion(criterion: Criterion) -> CriterionSpec:
    return CriterionSpec(weight=float(criterion.weight), **_asked(criterion))


def _lowest_score(cohort: Cohort) -> float:
    """Return what the poorest pair could score: whatever no hard rule forbids is better than no mentor at all."""
    return sum(
        min([0.0, *(float(step.get("points", 1)) for step in criterion.settings.get("steps", []))])
        * float(criterion.weight)
        for criterion in cohort.criteria.all()
    )


def _asked(part: Criterion | Rule) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "mentee_question": part.mentee_question,
        "mentor_question": part.mentor_question,
        "settings": part.settings,
        "label": part.label,
    }


def _rules(rules: list[Rule], before: Pairs) -> tuple[RuleSpec, ...]:
    """Return the cohort's rules; nobody is proposed twice to the same person even where no rule says so."""
    specs = tuple(RuleSpec(**_asked(rule)) for rule in rules)
    if before and not any(spec.kind == RuleKind.NOT_PREVIOUS_PAIR for spec in specs):
        specs += (RuleSpec(kind=RuleKind.NOT_PREVIOUS_PAIR, label=_("Proposed before in this cohort")),)
    return specs


def _neutral(rules: Iterable[RuleSpec], sensitive: Collection[str]) -> Iterator[RuleSpec]:
    """Let no rule forbid a pair because somebody keeps a sensitive answer to themselves: that would be a price on it."""
    for rule in rules:
        asks = rule.kind in COMPARES and {rule.mentee_question, rule.mentor_question} & set(sensitive)
        yield replace(rule, settings={**rule.settings, "if_missing": "allow"}) if asks else rule


def _decided(cohort: Cohort, verdict: str) -> Pairs:
    decisions = PairDecision.objects.filter(cohort=cohort, verdict=verdict)
    return tuple(decisions.order_by("pk").values_list("mentee__public_id", "mentor__public_id"))


def _pairs_before(cohort: Cohort, people: list[Participation], rules: list[Rule]) -> Pairs:
    """Return who was proposed to whom in this cohort and, where a rule asks for it, who was a pair before."""
    proposed = Proposal.objects.filter(cohort=cohort, state__in=PROPOSED)
    pairs = set(proposed.values_list("mentee__public_id", "mentor__public_id"))
    if any(rule.kind == RuleKind.NOT_PREVIOUS_PAIR for rule in rules):
        pairs |= _past_pairs(cohort, people)
    return tuple(sorted(pairs))


def _past_pairs(cohort: Cohort, people: list[Participation]) -> set[tuple[str, str]]:
    keys = {(one.role, one.profile_id): one.public_id for one in people}
    past = PastPair.objects.filter(organisation=cohort.programme.organisation_id)
    both = (
        (keys.get((ParticipantRole.MENTEE, mentee)), keys.get((ParticipantRole.MENTOR, mentor)))
        for mentee, mentor in past.values_list("mentee", "mentor")
    )
    return {(mentee, mentor) for mentee, mentor in both if mentee and mentor}


def _pins_that_fit(
    pins: Pairs,
    before: Pairs,
    mentors: tuple[Person, ...],
    mentees: tuple[Person, ...],
    barring: Iterable[RuleSpec],
) -> Pairs:
    """Return the pins of people whom no standing rule bars, and who still have places for them; an older pin goes first."""
    barred = {key for rule in barring for key in rule.settings["wanting"]}
    places: Mapping[str, int] = {person.key: person.capacity for person in (*mentors, *mentees)}
    taken: Counter[str] = Counter()
    fitting = []
    for pair in pins:
        is_free = all(places.get(key, 0) > taken[key] for key in pair)
        if pair not in before and is_free and not barred & set(pair):
            taken.update(pair)
            fitting.append(pair)
    return tuple(fitting)
