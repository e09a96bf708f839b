"""Why this pair: points by criterion, who else there was, what rules forbid; for coordinators and for participants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateTimeField, QuerySet

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot, filling, slots
from rapport.matching.models import Proposal
from rapport.matching.selectors.proposals import ListedProposal
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Participation
from rapport.programmes.selectors import sensitive_keys_of

AT_ONCE = 8
"""So many mentors stand under a proposal at most, as a rule; more are asked for in several questions."""


@dataclass(frozen=True)
class Reason:
    """What one criterion gave the pair."""

    label: str
    sentence: str
    points: float
    most: float

    @property
    def share(self) -> int:
        """The points as a percentage of what the criterion could give."""
        return max(0, round(100 * self.points / self.most)) if self.most else 0


@dataclass(frozen=True)
class Option:
    """Another mentor for the same mentee: what would be lost, who has them now, or which rules forbid it."""

    mentor: Participation
    score: int
    loss: float | None
    held_by: tuple[str, ...]
    forbidden_by: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything a coordinator may know about why two people were brought together."""

    reasons: tuple[Reason, ...]
    alternatives: tuple[Option, ...]
    ruled_out: tuple[Option, ...]
    unchecked: tuple[str, ...]


def explain_proposal(proposal: Proposal) -> Explanation:
    """Explain a proposal to whoever runs the programme."""
    if left_out := proposal.get_deferred_fields():
        proposal.refresh_from_db(fields=left_out)
    ids = [option["mentor"] for option in (*proposal.alternatives, *proposal.ruled_out)]
    mentors = _mentors(proposal, ids)
    holders = _holders(proposal, ids)
    return Explanation(
        reasons=tuple(_reason(part) for part in proposal.parts),
        alternatives=tuple(_options(proposal.alternatives, mentors, holders)),
        ruled_out=tuple(_options(proposal.ruled_out, mentors, holders)),
        unchecked=tuple(proposal.unchecked),
    )


def explanation_for_participant(proposal: Proposal, *, by: Actor) -> tuple[Reason, ...]:
    """Explain a proposal to one of the two, in words said to them: what speaks for it, without sensitive answers.

    A question that became sensitive after the run is as silent as one that was so before.
    """
    people = {proposal.mentee.profile.person_id, proposal.mentor.profile.person_id}
    if by.person.pk not in people:
        return ()
    hidden = sensitive_keys_of(proposal.cohort)
    parts = [
        part
        for part in proposal.parts
        if part["points"] > 0
        and not part["uses_sensitive"]
        and not hidden.intersection(part.get("questions", ()))
    ]
    voice = "to_mentee" if by.person.pk == proposal.mentee.profile.person_id else "to_mentor"
    return tuple(_reason(part, voice) for part in parts)


def why_in_words(proposal: Proposal | ListedProposal, most: int = 3) -> str:
    """Return the strongest reasons as one line, which stands in lists and tables: no sensitive answer is among them."""
    told = [part for part in proposal.parts if part["points"] > 0 and not _tells_sensitive(part)]
    strongest = sorted(told, key=lambda part: -part["points"])[:most]
    return "; ".join(part["sentence"].rstrip(".") for part in strongest)


def _tells_sensitive(part: Mapping[str, Any]) -> bool:
    """Whether the sentence gives a sensitive answer away, rather than something else that is for staff alone."""
    return bool(part["uses_sensitive"] and part.get("questions"))


def _reason(part: Mapping[str, Any], voice: str = "sentence") -> Reason:
    return Reason(part["label"], part.get(voice) or part["sentence"], part["points"], part["most"])


def _mentors(proposal: Proposal, ids: list[str]) -> dict[str, Participation]:
    """Return the mentors with these public ids, with their profiles."""
    found: dict[str, Participation] = {}
    for some in _some_at_a_time(ids):
        asked = _mentors_named.ask(cohort=proposal.cohort_id, **filling("mentor", AT_ONCE, some))
        found |= {mentor.public_id: mentor for mentor in asked}
    return found


@Prepared
def _mentors_named() -> QuerySet[Participation]:
    mentors = Participation.objects.filter(cohort=Slot("cohort"), role=ParticipantRole.MENTOR)
    named = mentors.filter(public_id__in=slots("mentor", AT_ONCE, CharField()))
    return named.select_related("profile").only("public_id", "profile__name")


def _holders(proposal: Proposal, ids: list[str]) -> dict[str, list[str]]:
    """Return the names of the mentees who have each of these mentors now, whatever the run said."""
    held: dict[str, list[str]] = {}
    of = {"cohort": proposal.cohort_id, "mentee": proposal.mentee_id, "now": clock.now()}
    for some in _some_at_a_time(ids):
        for mentor, name in _live_of_others.ask(**of, **filling("mentor", AT_ONCE, some)):
            held.setdefault(mentor, []).append(name)
    return held


@Prepared
def _live_of_others() -> "QuerySet[Proposal, tuple[str, str]]":
    live = Proposal.objects.live(Slot("now", DateTimeField())).filter(cohort=Slot("cohort"))
    theirs = live.filter(mentor__public_id__in=slots("mentor", AT_ONCE, CharField()))
    rows: QuerySet[Proposal, tuple[str, str]] = theirs.exclude(mentee=Slot("mentee")).values_list(
        "mentor__public_id", "mentee__profile__name"
    )
    return rows


def _some_at_a_time(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _options(
    stored: Iterable[Mapping[str, Any]],
    mentors: Mapping[str, Participation],
    holders: Mapping[str, list[str]],
) -> Iterable[Option]:
    for option in stored:
        mentor = mentors.get(option["mentor"])
        if mentor is not None:
            yield Option(
                mentor=mentor,
                score=option["score"],
                loss=option["loss"],
                held_by=tuple(sorted(holders.get(mentor.public_id, ()))),
                forbidden_by=tuple(option["forbidden_by"]),
            )
