"""Why this pair: points by criterion, who else there was, what rules forbid; for coordinators and for participants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapport.core.actors import Actor
from rapport.matching.models import Proposal
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Participation
from rapport.programmes.selectors import sensitive_keys_of


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
    mentors = _mentors(proposal, ids) if ids else {}
    holders = _holders(proposal, mentors) if mentors else {}
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


def why_in_words(proposal: Proposal, most: int = 3) -> str:
    """Return the strongest reasons as one line."""
    strongest = sorted(proposal.parts, key=lambda part: -part["points"])[:most]
    return "; ".join(part["sentence"].rstrip(".") for part in strongest if part["points"] > 0)


def _reason(part: Mapping[str, Any], voice: str = "sentence") -> Reason:
    return Reason(part["label"], part.get(voice) or part["sentence"], part["points"], part["most"])


def _mentors(proposal: Proposal, ids: list[str]) -> dict[str, Participation]:
    found = Participation.objects.filter(
        cohort=proposal.cohort_id, role=ParticipantRole.MENTOR, public_id__in=ids
    )
    return {mentor.public_id: mentor for mentor in found.select_related("profile")}


def _holders(proposal: Proposal, mentors: Mapping[str, Participation]) -> dict[int, list[str]]:
    """Return the names of the mentees who have each mentor now, whatever the run said."""
    live = Proposal.objects.live().filter(cohort=proposal.cohort_id, mentor__in=mentors.values())
    held: dict[int, list[str]] = {}
    for mentor, name in live.exclude(mentee=proposal.mentee_id).values_list(
        "mentor", "mentee__profile__name"
    ):
        held.setdefault(mentor, []).append(name)
    return held


def _options(
    stored: Iterable[Mapping[str, Any]],
    mentors: Mapping[str, Participation],
    holders: Mapping[int, list[str]],
) -> Iterable[Option]:
    for option in stored:
        mentor = mentors.get(option["mentor"])
        if mentor is not None:
            yield Option(
                mentor=mentor,
                score=option["score"],
                loss=option["loss"],
                held_by=tuple(sorted(holders.get(mentor.pk, ()))),
                forbidden_by=tuple(option["forbidden_by"]),
            )
