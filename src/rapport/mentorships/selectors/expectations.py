"""What the parties expect: one's own answers, both side by side once all have answered, and what could be settled."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rapport.core.actors import Actor
from rapport.mentorships.choices import (
    AgreementState,
    Booking,
    Channel,
    Confidentiality,
    HowLong,
    HowOften,
    MentorshipState,
    Notice,
    ResponseTime,
)
from rapport.mentorships.models import Expectations, Mentorship, MentorshipParty
from rapport.mentorships.policies import expectations_visible_to
from rapport.mentorships.presets.expectations import QUESTIONS, ExpectationQuestion, Part
from rapport.mentorships.selectors.agreements import agreement_of, parties_to_answer
from rapport.mentorships.selectors.mentorships import own_party
from rapport.programmes.models import Programme

Answers = Mapping[str, Any]

OFTEN_ENOUGH = {1: HowOften.MONTHLY, 2: HowOften.FORTNIGHTLY}
"""By how many meetings a month the programme asks for; more are every week."""

SIGNS = re.compile(r"[\\`*_\[\]<&]")
SIGNS_AT_A_BEGINNING = re.compile(r"^(\d*)([#+\-=~>.)])")

CHOICES = frozenset(part.key for question in QUESTIONS for part in question.parts if part.options)


@dataclass(frozen=True)
class Said:
    """What one party answered to one question, in words."""

    party: MentorshipParty
    words: str


@dataclass(frozen=True)
class ComparedPoint:
    """One question with what each has said, whether that is the same, and what could be settled, and why.

    Settled points are read by those who run the programme. So a suggestion is made of choices, and of what each hopes
    for and gives, which is asked for the agreement; never of the note on what stays between the two.
    """

    question: ExpectationQuestion
    said: list[Said]
    agrees: bool
    suggestion: str
    why: str


def expectations_are_asked(mentorship: Mentorship) -> bool:
    """Hold while the questions may still lead to the agreement: until all have signed it.

    What is settled already can still be worded anew where the programme has ceased to ask.
    """
    if mentorship.state not in {MentorshipState.MATCHED, MentorshipState.ACTIVE}:
        return False
    draft = agreement_of(mentorship)
    if draft is None or draft.state != AgreementState.DRAFT:
        return False
    return bool(draft.points) or mentorship.cohort.programme.asks_expectations


def own_answers(mentorship: Mentorship, *, by: Actor) -> dict[str, Any]:
    """Return what the actor has answered so far."""
    own = own_party(mentorship, by=by)
    found = expectations_visible_to(by).filter(party=own).first() if own else None
    return dict(found.answers) if found else {}


def usual_answers(mentorship: Mentorship, *, by: Actor) -> dict[str, Any]:
    """Return what to begin with: what the actor chose last elsewhere in the cohort, else what the programme asks.

    What was written to one person is for that person: only choices go over to the next.
    """
    own = own_party(mentorship, by=by)
    earlier = Expectations.objects.filter(
        party__participation=own.participation_id if own else None,
        party__expectations_answered_at__isnull=False,
    ).exclude(party=own)
    latest = earlier.order_by("-party__expectations_answered_at").first()
    usual = _usual(mentorship.cohort.programme)
    return usual | _choices_in(latest.answers) if latest else usual


def _usual(programme: Programme) -> dict[str, Any]:
    required, mode = programme.required_meetings, programme.required_mode
    often = {"often": OFTEN_ENOUGH.get(required, HowOften.WEEKLY)} if required else {}
    channels = {"channels": [mode]} if mode in Channel.values else {}
    return {
        **often,
        **channels,
        "minutes": HowLong.THREE_QUARTERS,
        "confidential": Confidentiality.ASK_FIRST,
        "booking": Booking.MENTEE,
        "notice": Notice.ONE_DAY,
        "response": ResponseTime.THREE_DAYS,
    }


def _choices_in(answers: Answers) -> dict[str, Any]:
    """Leave out what somebody put in own words."""
    return {key: value for key, value in answers.items() if key in CHOICES}


def comparison_of(mentorship: Mentorship, *, by: Actor) -> list[ComparedPoint]:
    """Return both sides of every question; nothing while anybody's answers are sealed."""
    if parties_to_answer(mentorship):
        return []
    visible = expectations_visible_to(by).filter(party__mentorship=mentorship)
    answers = {each.party_id: each.answers for each in visible}
    sides = [(party, answers[party.pk]) for party in mentorship.people if party.pk in answers]
    if len(sides) < len(mentorship.people):
        return []
    return [_compared(question, sides, mentorship.cohort.programme) for question in QUESTIONS]


def suggested_points(mentorship: Mentorship, *, by: Actor) -> dict[str, str]:
    """Return a wording for each point, as the page begins with it."""
    return {point.question.key: point.suggestion for point in comparison_of(mentorship, by=by)}


def option_in_words(option: Any, programme: Programme) -> str:
    """Return an option as people read it, with the programme's words for the roles."""
    return str(option.label).format(mentor=programme.mentor_word, mentee=programme.mentee_word)


def answer_in_words(question: ExpectationQuestion, answers: Answers, programme: Programme) -> str:
    """Return what somebody said to one question as one line."""
    said = [_part_in_words(part, answers.get(part.key), programme) for part in question.parts]
    given = [words for words in said if words]
    return "\n".join(given) if question.key == "confidential" else ", ".join(given)


def _part_in_words(part: Part, value: Any, programme: Programme) -> str:
    if not value:
        return ""
    if part.options is None:
        return str(value)
    chosen = [option for option in part.options if option.value in _as_list(value)]
    return ", ".join(option_in_words(option, programme) for option in chosen)


def _as_list(value: Any) -> Collection[Any]:
    return value if isinstance(value, list) else [value]


def _compared(
    question: ExpectationQuestion,
    sides: Sequence[tuple[MentorshipParty, Answers]],
    programme: Programme,
) -> ComparedPoint:
    said = [Said(party, answer_in_words(question, answers, programme)) for party, answers in sides]
    agrees = not question.is_personal and len({each.words for each in said}) == 1
    if question.is_personal:
        words = "\n".join(f"{each.party.name}: {each.words}" for each in said)
        return ComparedPoint(question, said, False, words, _("This need not be the same."))
    if agrees:
        same, why = _within_rule(_choices_in(sides[0][1]), programme)
        return ComparedPoint(question, said, True, answer_in_words(question, same, programme), why)
    middle, why = _between(question, [answers for _party, answers in sides], programme)
    return ComparedPoint(question, said, False, answer_in_words(question, middle, programme), why)


def _between(
    question: ExpectationQuestion, answers: Sequence[Answers], programme: Programme
) -> tuple[Answers, str]:
    """Return answers that both could live with, and why they were chosen."""
    if question.key == "rhythm":
        rarest, shortest = _last_of(HowOften, answers, "often"), _first_of(HowLong, answers, "minutes")
        middle, asked = _within_rule({"often": rarest, "minutes": shortest}, programme)
        return middle, asked or _("What both can keep; more can always be added.")
    if question.key == "channels":
        return _channels_between(answers)
    if question.key == "booking":
        return {"booking": Booking.MENTEE}, _("Whoever came to learn leads, unless you settle it otherwise.")
    if question.key == "confidential":
        strict = _first_of(Confidentiality, answers, "confidential")
        return {"confidential": strict}, _("The stricter of the two: trust comes first.")
    options = {"response": ResponseTime, "notice": Notice}[question.key]
    return {question.key: _last_of(options, answers, question.key)}, _(
        "The longer of the two: both can keep it."
    )


def _within_rule(answers: Answers, programme: Programme) -> tuple[Answers, str]:
    """Raise a rhythm to what the programme asks for, and say so; nothing else has such a rule."""
    often, required, order = answers.get("often"), programme.required_meetings, HowOften.values
    least = OFTEN_ENOUGH.get(required, HowOften.WEEKLY) if required else HowOften.AS_NEEDED
    if often is None or order.index(often) <= order.index(least):
        return answers, ""
    return {**answers, "often": least}, _("The programme asks you to meet at least this often.")


def _channels_between(answers: Sequence[Answers]) -> tuple[Answers, str]:
    named = [set(each.get("channels") or []) for each in answers]
    common = set.intersection(*named)
    chosen = [option.value for option in Channel if option.value in (common or set.union(*named))]
    if common:
        return {"channels": chosen}, _("What suits both.")
    return {"channels": chosen}, _("You named nothing in common: try each other's way, and see.")


def _first_of(options: Any, answers: Sequence[Answers], key: str) -> str:
    order = list(options.values)
    return str(min((each[key] for each in answers), key=order.index))


def _last_of(options: Any, answers: Sequence[Answers], key: str) -> str:
    order = list(options.values)
    return str(max((each[key] for each in answers), key=order.index))


def settled_words(points: Mapping[str, str], programme: Programme) -> str:
    """Return what was settled as the part of the agreement that belongs to the two."""
    settled = [(question, points[question.key]) for question in QUESTIONS if points.get(question.key)]
    if not settled:
        return ""
    parts = [f"### {question.point}\n\n{_as_typed(words)}" for question, words in settled]
    return "\n\n".join([f"## {_('What we have settled between us')}", _limit(programme), *parts])


def _limit(programme: Programme) -> str:
    return _(
        "This was settled by us, and holds together with what stands above. Where somebody may come to harm, nothing "
        "that we settle here keeps us from speaking to those who run %(programme)s."
    ) % {"programme": _as_typed(programme.name)}


def _as_typed(words: str) -> str:
    """Escape what Markdown would take as a sign: every word that is signed stands on the page, as a word.

    Else a heading could look like the programme's, and a link's definition or an open fence hide what it holds.
    """
    return "\n".join(
        SIGNS_AT_A_BEGINNING.sub(r"\1\\\2", SIGNS.sub(r"\\\g<0>", line.strip()))
        for line in words.splitlines()
    )


def changes_between(
    old: Mapping[str, str], new: Mapping[str, str]
) -> list[tuple[ExpectationQuestion, str, str]]:
    """Return the points that an amendment changes, each with what it said and what it would say."""
    compared = [(question, old.get(question.key, ""), new.get(question.key, "")) for question in QUESTIONS]
    return [(question, before, after) for question, before, after in compared if before != after]
