"""Who comes late to the institute applies in the demo: there is somebody at each point between draft and pool."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.demo import peers, reviewing, screening, training
from rapport.demo.applying import application_of, apply, decide
from rapport.demo.past import days_ago
from rapport.demo.picture import WORDS, draw_picture
from rapport.files import read_picture
from rapport.letters.kinds import Wording
from rapport.matching.choices import CriterionKind
from rapport.matching.services.criteria import add_criterion
from rapport.programmes.choices import PARTICIPANT_HAT, ParticipantRole
from rapport.programmes.selectors.guidelines import guidelines_in_force
from rapport.programmes.services.guidelines import acknowledge_guidelines
from rapport.programmes.services.letter_wordings import word_letter
from rapport.programmes.services.participations import set_answers
from rapport.programmes.services.questions import ask_question
from rapport.questionnaires.choices import QuestionKind
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.letters import DECLINED, SUBMITTED
from rapport.recruitment.selectors import applicant
from rapport.recruitment.services.forms import publish_form, set_application_form
from rapport.recruitment.services.invitations import make_link
from rapport.recruitment.services.offers import offer_next_place
from rapport.recruitment.services.pictures import set_picture
from rapport.screening.services.withdrawals import withdraw_whole_application

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Participation
    from rapport.recruitment.models import ApplicationForm
    from rapport.screening.models import BackgroundCheck

WHO = """\
Mentees: everybody in their first or second year, in every department and at any time of the year. You need not be in \
trouble to want somebody beside you.

Peer mentors: from the third year on, interns too. You need about two hours a month until the end of the year, and no \
particular marks."""
HOW = """\
It takes a quarter of an hour, in three short steps. You can stop after each, and go on another day or on your phone.

Asha Verma and her team read every application and answer within ten days. Peer mentors do a short training and show a \
police clearance certificate, which the institute pays for, before they meet anybody.

You would rather ask first? The student office is on the ground floor, open on weekdays from nine to four."""

HAS_COME = Wording(
    "Thank you: we have your application",
    "It has arrived safely, and it is more than a form to us: two of us read it, and we talk about it on Thursday.\n\n"
    "You hear from us within ten days. If we would like to meet you first, the student office rings you; it takes "
    "twenty minutes, and there is tea.\n\n"
    "Until then you can change what you wrote, or withdraw it, on the page of your application.",
)
NOT_NOW = Wording(
    "Your application to the student office",
    "You asked to be a part of {programme}, and this time we cannot say yes.\n\n"
    "{note}\n\n"
    "What you wrote was read by people who know how much it takes to ask. If you would like to talk about it, Asha "
    "Verma is in the student office on Thursdays from two to four. You need no appointment.",
)


WELCOME = """\
We were glad to meet you. The training takes half an hour, whenever it suits you; for the certificate, take the form \
that is in your pigeonhole to the police station."""
CAUGHT_UP = "You have missed nothing that cannot be caught up with."
IN_PUNE = """\
You go to Pune for your placement next month, and our pairs meet face to face. Please apply again when you are back in \
July: we would like to have you, and so would whoever wants to hear about nine interviews."""
IN_ORDER = "Both places are given; in the order in which they came."
OF_THE_INSTITUTE = ("Nasreen Akhtar",)
PLACES = 2
"""For mentees, on top of those who began together: one is accepted, and there is a line for the other."""


def recruit(
    cohort: "Cohort", people: Iterable["Participation"], check: "BackgroundCheck", *, by: Actor
) -> None:
    """Publish the page, let people apply, and bring two of them all the way into the pool."""
    with days_ago(13):
        _ask_about_own_life(cohort, people, by=by)
        _word_letters(cohort, by=by)
        form = _publish(cohort, by=by)
    for each in (*peers.mentors(), *peers.mentees()):
        apply(form, each)
    _consider(cohort, by=by)
    _decide(cohort, by=by)
    _say_no_to_a_place(cohort, by=by)
    _get_ready(cohort, check, by=by)


def _ask_about_own_life(cohort: "Cohort", people: Iterable["Participation"], *, by: Actor) -> None:
    """Ask something that only coordinators read and only who wants that is matched by; some answer at once."""
    ask_question(
        cohort,
        by=by,
        key=peers.OWN_LIFE,
        label="Do you know any of this from your own life?",
        help="You need not say. Some would like to be matched with somebody who knows it, too.",
        section="What you bring along",
        kind=QuestionKind.MULTIPLE,
        options=peers.FROM_OWN_LIFE,
        is_sensitive=True,
    )
    add_criterion(
        cohort,
        by=by,
        kind=CriterionKind.SAME_CATEGORY,
        label="Know the same from their own life",
        weight=Decimal(10),
        mentee_question=peers.OWN_LIFE,
        mentor_question=peers.OWN_LIFE,
    )
    for each in people:
        if each.profile.name in peers.TOLD_BEFORE:
            answer, is_open = peers.TOLD_BEFORE[each.profile.name]
            opened = {peers.OWN_LIFE: is_open}
            set_answers(each, {peers.OWN_LIFE: answer}, opened=opened, by=_participant(each))


def _word_letters(cohort: "Cohort", *, by: Actor) -> None:
    """Say two things in the institute's own words."""
    for kind, wording in ((SUBMITTED, HAS_COME), (DECLINED, NOT_NOW)):
        word_letter(cohort.programme, kind, language=settings.LANGUAGE_CODE, wording=wording, by=by)


def _publish(cohort: "Cohort", *, by: Actor) -> "ApplicationForm":
    set_application_form(
        cohort,
        by=by,
        places={ParticipantRole.MENTEE: PLACES},
        eligibility=WHO,
        how_to_apply=HOW,
        minutes=15,
        offer_days=10,
        last_day=clock.today(cohort.programme.time_zone) + dt.timedelta(days=34),
    )
    set_picture(cohort, read_picture(draw_picture()), words=WORDS, by=by)
    make_link(cohort, days=60, label="Poster in the library", by=by)
    return publish_form(cohort, by=by)


def _consider(cohort: "Cohort", *, by: Actor) -> None:
    """Two who would be peer mentors are read and talked with; of a third Nasreen has still to say what she thinks."""
    for name, days in (("Shabnam Raza", 11), ("Tenzin Dolma", 7), ("Meher Contractor", 3)):
        with days_ago(days):
            reviewing.ask_about(cohort, [name], reviewers=OF_THE_INSTITUTE, by=by)
        with days_ago(days - 1):
            reviewing.give_most(cohort)
    for name, days in (("Shabnam Raza", 9), ("Tenzin Dolma", 5)):
        with days_ago(days):
            reviewing.talk_with(cohort, name, interviewers=OF_THE_INSTITUTE, by=by)


def _decide(cohort: "Cohort", *, by: Actor) -> None:
    accepted, offered = ApplicationState.ACCEPTED, ApplicationState.OFFERED
    waits, declined = ApplicationState.WAITLISTED, ApplicationState.DECLINED
    with days_ago(8):
        decide(cohort, "Shabnam Raza", to=accepted, by=by, note=WELCOME)
        decide(cohort, "Aman Thakur", to=accepted, by=by, note=CAUGHT_UP)
        decide(cohort, "Rahul Deshpande", to=offered, by=by)
    with days_ago(7):
        decide(cohort, "Hemant Rawat", to=declined, by=by, note=IN_PUNE, reason="Away until July, he says.")
        decide(cohort, "Nargis Bano", to=waits, by=by, reason=IN_ORDER)
        decide(cohort, "Kunal Bhatt", to=waits, by=by, reason=IN_ORDER)


def _say_no_to_a_place(cohort: "Cohort", *, by: Actor) -> None:
    """Rahul withdraws, so the place that was kept for him goes to the first in line."""
    rahul = application_of(cohort, "Rahul Deshpande", by=by)
    with days_ago(4):
        withdraw_whole_application(rahul, by=applicant(rahul.person, rahul))
        offer_next_place()


def _get_ready(cohort: "Cohort", check: "BackgroundCheck", *, by: Actor) -> None:
    """Both who were accepted read the guidelines; Shabnam does the course and the quiz, and shows a certificate."""
    shabnam, aman = (application_of(cohort, name, by=by).participation for name in ("Shabnam", "Aman"))
    ids = [each.public_id for each in guidelines_in_force([cohort.programme])]
    for each in filter(None, (shabnam, aman)):
        with days_ago(7):
            acknowledge_guidelines(cohort.programme, ids=ids, by=_participant(each))
    if shabnam:
        with days_ago(5):
            training.complete(shabnam)
        with days_ago(3):
            screening.show(shabnam, check, by=by)


def _participant(participation: "Participation") -> Actor:
    return Actor(participation.profile.person, participation.profile.organisation, PARTICIPANT_HAT)
