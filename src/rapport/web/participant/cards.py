"""What home shows of a mentorship and of a participation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.core.actors import Actor
from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.selectors import last_meeting_of, own_party
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.selectors import role_word
from rapport.web.addresses import address
from rapport.web.components import Stage, Words
from rapport.web.pairs import names_in_words, others_than, span_in_words, stage_line_of
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship
    from rapport.mentorships.selectors import Sides
    from rapport.programmes.models import Cohort, Participation


@dataclass(frozen=True)
class MentorshipCard:
    """A mentorship of one's own, at a glance."""

    title: str
    others: list[str]
    names: list[str]
    span: str
    news: str
    stages: list[Stage]
    url: str
    state: str
    state_label: str

    @property
    def stage(self) -> Words:
        """Where the two are on their way."""
        return next((stage.label for stage in self.stages if stage.state == "current"), self.state_label)


@dataclass(frozen=True)
class ParticipationCard:
    """One role in one cohort, with its places."""

    title: str
    places: str
    state: str
    state_label: str
    news: str


@dataclass(frozen=True)
class CircleCard:
    """The mentees that one mentor has in one cohort of circles, each with the mentorship that they have."""

    title: str
    members: list[MentorshipCard]


def circle_cards(mentorships: "list[Mentorship]", *, by: Actor) -> list[CircleCard]:
    """Return the circles that the reader mentors; who has one mentee so far has a circle of one."""
    circles: dict[Cohort, list[Mentorship]] = {}
    for mentorship in mentorships:
        if is_in_own_circle(mentorship, by=by):
            circles.setdefault(mentorship.cohort, []).append(mentorship)
    return [
        CircleCard(
            title=_("Your circle in %(programme)s, %(cohort)s")
            % {"programme": cohort.programme.name, "cohort": cohort.name},
            members=[mentorship_card(each, by=by) for each in members],
        )
        for cohort, members in circles.items()
    ]


def is_in_own_circle(mentorship: "Mentorship", *, by: Actor) -> bool:
    """Whether it runs, and the reader is its mentor in a programme of circles."""
    party = own_party(mentorship, by=by)
    is_mentor = party is not None and party.participation.role == ParticipantRole.MENTOR
    is_circle = mentorship.cohort.programme.is_circle
    return is_mentor and is_circle and mentorship.state != MentorshipState.CLOSED


def mentorship_card(mentorship: "Mentorship", *, by: Actor) -> MentorshipCard:
    party = own_party(mentorship, by=by)
    others = others_than(party, mentorship) if party else mentorship.names
    last = last_meeting_of(mentorship)
    news = _("You last met on %(day)s.") % {"day": day(last.held_on)} if last else _("You have not met yet.")
    return MentorshipCard(
        title=_("You and %(names)s") % {"names": names_in_words(others)},
        others=others,
        names=mentorship.names,
        span=span_in_words(mentorship),
        news=news,
        stages=stage_line_of(mentorship),
        url=address("participant:mentorship-home", mentorship.public_id),
        state=mentorship.state,
        state_label=str(MentorshipState(mentorship.state).label),
    )


def participation_card(participation: "Participation", *, proposals: "list[Sides]") -> ParticipationCard:
    return ParticipationCard(
        title=title_of(participation),
        places=_places(participation),
        state=participation.state,
        state_label=str(ParticipationState(participation.state).label),
        news=_news(participation, proposals),
    )


def title_of(participation: "Participation") -> str:
    """Return "Mentee in Peer mentoring, Autumn 2026"."""
    programme = participation.cohort.programme
    return _("%(role)s in %(programme)s, %(cohort)s") % {
        "role": capfirst(role_word(programme, participation.role)),
        "programme": programme.name,
        "cohort": participation.cohort.name,
    }


def _news(participation: "Participation", proposals: "list[Sides]") -> str:
    """Say what is on its way to a free place."""
    if participation.state != ParticipationState.ACTIVE or not participation.places_left:
        return ""
    answered = [sides.other.profile.name for sides in proposals if sides.own_answer]
    if answered:
        return _("You said yes to %(names)s, whose answer is still to come.") % {
            "names": names_in_words(answered)
        }
    if proposals:
        return ""
    return _("Your coordinator looks for somebody who fits. You will get a letter.")


def _places(participation: "Participation") -> str:
    if participation.role == ParticipantRole.MENTEE and participation.capacity == 1:
        return _("You are matched.") if participation.places_taken else _("You are not matched yet.")
    return _("%(taken)s of %(places)s taken.") % {
        "taken": participation.places_taken,
        "places": counted(participation.capacity, "place"),
    }
