"""The letters of matching: a proposal has come, a proposal was taken back; without names, scores or answers."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.core import clock
from rapport.matching.models import Proposal
from rapport.programmes.models import Participation, Programme
from rapport.programmes.selectors import role_word


def proposals_released_invitation(proposals: Iterable[Proposal]) -> int:
    """Ask both sides of each proposal to look at it and to answer."""
    return queue_personal_letters(
        _invitation(proposal, to=to, other=other) for proposal in proposals for to, other in _sides(proposal)
    )


def proposal_withdrawn_notification(proposal: Proposal) -> int:
    """Tell both sides that a proposal was taken back, without blame."""
    return queue_personal_letters(_withdrawal(proposal, to=to) for to, _other in _sides(proposal))


def _sides(proposal: Proposal) -> list[tuple[Participation, Participation]]:
    return [(proposal.mentee, proposal.mentor), (proposal.mentor, proposal.mentee)]


def words_of_invitation(programme: Programme, *, other_role: str, last_moment: dt.datetime) -> LetterWords:
    """Return what the letter says that asks for an answer, as the coordinator reads it before it goes."""
    words = {
        "role": role_word(programme, other_role),
        "programme": programme.name,
        "day": _last_day(programme, last_moment),
    }
    return LetterWords(
        gettext("We have a proposal for you"),
        (
            gettext("In %(programme)s we have found a %(role)s who could suit you well.") % words,
            gettext("Have a look at who it is and why, then say yes or no by %(day)s. Either answer is fine.")
            % words,
        ),
        gettext("Read the proposal and answer"),
    )


def _invitation(proposal: Proposal, *, to: Participation, other: Participation) -> PersonalLetter:
    def words() -> LetterWords:
        return words_of_invitation(
            proposal.cohort.programme,
            other_role=other.role,
            last_moment=proposal.expires_at or clock.now(),
        )

    path = reverse("participant:proposal-detail", args=[proposal.public_id])
    return _letter("proposal-released-invitation", proposal, words, to=to, path=path)


def _withdrawal(proposal: Proposal, *, to: Participation) -> PersonalLetter:
    def words() -> LetterWords:
        programme = {"programme": proposal.cohort.programme.name}
        return LetterWords(
            gettext("A proposal is no longer open"),
            (
                gettext(
                    "Your coordinator in %(programme)s has taken back a proposal. This says nothing about you."
                )
                % programme,
                gettext("They will look for somebody else. You need not do anything."),
            ),
            gettext("See where you stand"),
        )

    path = reverse("participant:home")
    return _letter("proposal-withdrawn-notification", proposal, words, to=to, path=path)


def _letter(
    kind: str, proposal: Proposal, words: Callable[[], LetterWords], *, to: Participation, path: str
) -> PersonalLetter:
    organisation = proposal.cohort.programme.organisation
    return PersonalLetter(
        kind=kind,
        reader=to.profile.person,
        name=to.profile.name,
        words=words,
        path=path,
        sender=organisation.name,
        chain=organisation.public_id,
        scope=proposal.cohort.public_id,
        about=proposal.public_id,
        dedupe_key=f"{kind}:{proposal.public_id}:{to.public_id}",
    )


def _last_day(programme: Programme, last_moment: dt.datetime) -> str:
    return date_format(clock.last_day_before(last_moment, programme.time_zone), "l j F")
