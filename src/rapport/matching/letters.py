"""The letters of matching: a proposal has come, a proposal was taken back; without names, scores or answers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from rapport.accounts.letters import LetterWords
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import LetterKind, Placeholder, Sample, Value, declare
from rapport.matching.models import Proposal
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.letters import (
    OF_EVERY_LETTER_OF_A_COHORT,
    READER,
    ProgrammeLetter,
    label_of,
    participants_as_samples,
    participations_as_samples,
    queue_programme_letters,
    usual_values,
    values_for,
    worded,
    words_in_use,
)
from rapport.programmes.models import Cohort, Participation, Programme
from rapport.programmes.selectors import role_word

STAGE = _("Proposals")

_day_said = lazy(date_format, str)
"""A day that is near is said without its year, in the language of whoever reads it."""


def _asked_as_samples(programme: Programme, by: Actor) -> list[Sample]:
    """Return whom a proposal could be put to, as if it were released today."""
    return [
        Sample(found.public_id, label_of(found), partial(_values_if_released_today, found))
        for found in participations_as_samples(programme, by)
    ]


def _values_if_released_today(participation: Participation) -> dict[str, Value]:
    programme = participation.cohort.programme
    other_role = next(role for role in ParticipantRole.values if role != participation.role)
    last_day = clock.today(programme.time_zone) + dt.timedelta(days=programme.answer_days)
    return values_for(participation) | {
        "role": role_word(programme, other_role),
        "day": _day_said(last_day, "l j F"),
    }


RELEASED = declare(
    LetterKind(
        key="proposal-released-invitation",
        stage=STAGE,
        purpose=_("Asks for an answer to a proposal."),
        reader=_("Both sides of a proposal"),
        moment=_("When a coordinator releases it"),
        subject=_("We have a proposal for you"),
        paragraphs=(
            _("In {programme} we have found a {role} who could suit you well."),
            _("Have a look at who it is and why, then say yes or no by {day}. Either answer is fine."),
        ),
        link_words=_("Read the proposal and answer"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            Placeholder("role", _("your word for the role of the person proposed"), _("mentor")),
            Placeholder("day", _("the last day for an answer"), _("Monday 1 March 2027"), is_harmless=True),
        ),
        samples=_asked_as_samples,
    )
)
WITHDRAWN = declare(
    LetterKind(
        key="proposal-withdrawn-notification",
        stage=STAGE,
        purpose=_("Says that the coordinator has taken back a proposal, without blame."),
        reader=_("Both sides of the proposal"),
        moment=_("When a coordinator withdraws a proposal that was released"),
        subject=_("A proposal is no longer open"),
        paragraphs=(
            _("Your coordinator in {programme} has taken back a proposal. This says nothing about you."),
            _("They will look for somebody else. You need not do anything."),
        ),
        link_words=_("See where you stand"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)


def proposals_released_invitation(proposals: Iterable[Proposal]) -> int:
    """Ask both sides of each proposal to look at it and to answer."""
    return queue_programme_letters(
        _invitation(proposal, to=to, other=other) for proposal in proposals for to, other in _sides(proposal)
    )


def proposal_withdrawn_notification(proposal: Proposal) -> int:
    """Tell both sides that a proposal was taken back, without blame."""
    path = reverse("participant:home")
    return queue_programme_letters(
        _letter(WITHDRAWN, proposal, to=to, path=path) for to, _other in _sides(proposal)
    )


def words_of_invitation(cohort: Cohort, *, other_role: str, last_moment: dt.datetime) -> LetterWords:
    """Return what the letter says that asks for an answer, as the coordinator reads it before it goes."""
    usual = usual_values(cohort.programme, reader=str(READER.example), cohort=cohort)
    values = usual | _asked(cohort.programme, other_role, last_moment)
    return worded(RELEASED, values, words_in_use(cohort.programme, RELEASED))


def _sides(proposal: Proposal) -> list[tuple[Participation, Participation]]:
    return [(proposal.mentee, proposal.mentor), (proposal.mentor, proposal.mentee)]


def _asked(programme: Programme, other_role: str, last_moment: dt.datetime) -> dict[str, Value]:
    return {
        "role": role_word(programme, other_role),
        "day": _day_said(clock.last_day_before(last_moment, programme.time_zone), "l j F"),
    }


def _invitation(proposal: Proposal, *, to: Participation, other: Participation) -> ProgrammeLetter:
    path = reverse("participant:proposal-detail", args=[proposal.public_id])
    values = _asked(proposal.cohort.programme, other.role, proposal.expires_at or clock.now())
    return _letter(RELEASED, proposal, to=to, path=path, values=values)


def _letter(
    kind: LetterKind,
    proposal: Proposal,
    *,
    to: Participation,
    path: str,
    values: Mapping[str, Value] | None = None,
) -> ProgrammeLetter:
    return ProgrammeLetter(
        kind,
        proposal.cohort.programme,
        reader=to.profile.person,
        name=to.profile.name,
        path=path,
        values=values or {},
        cohort=proposal.cohort,
        about=proposal.public_id,
        dedupe_key=f"{kind.key}:{proposal.public_id}:{to.public_id}",
    )
