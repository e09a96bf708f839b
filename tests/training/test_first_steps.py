"""What the letter to whoever is accepted says comes next: what has to be done before the match, else the match."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rapport.letters.kinds import KINDS
from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState, StaffRole
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState, ConsentState
from rapport.recruitment.letters import words_of_decision
from rapport.recruitment.services.decisions import decide_application, decide_applications
from rapport.recruitment.services.offers import accept_offer
from rapport.screening.choices import CheckState
from rapport.training.choices import CourseState
from tests import make
from tests.languages import translated
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db

KIND = KINDS["application-accepted-notification"]
MATCH = "Next comes the match."
HOME = "Your home page shows you what there is to do."


@pytest.fixture
def cohort():
    return make.make_cohort(programme=make.make_programme(mentor_word="buddy"), state=CohortState.RECRUITING)


@pytest.fixture
def application(cohort):
    return make.make_application(cohort=cohort, role=make.MENTOR, name="Ada Ames")


@pytest.fixture
def by(cohort):
    return make.make_actor(programme=cohort.programme)


def foretold(application):
    """Return what the letter would say about it if somebody were accepted now."""
    words = words_of_decision(application, to=ApplicationState.ACCEPTED, note="", wording=KIND.shipped)
    return words.paragraphs[1]


def said_in(letter):
    return [part for part in letter.text.split("\n\n") if "match" in part]


def known_before(application):
    """Return the profile of an applicant who took part in an earlier intake."""
    programme = application.cohort.programme
    profile = make.make_profile(organisation=programme.organisation, person=application.person)
    earlier = make.make_cohort(programme=programme, state=CohortState.CLOSED, name="Earlier")
    make.make_participation(cohort=earlier, role=application.role, profile=profile)
    return profile


def test_the_match_comes_next_if_nothing_is_asked(application, by):
    assert foretold(application) == MATCH

    decide_application(application, to=ApplicationState.ACCEPTED, by=by)

    letter = Letter.objects.get()
    assert (said_in(letter), letter.link) == ([MATCH], reverse("participant:home"))


def test_what_is_wanting_comes_first(application, by, cohort):
    make.make_guideline(programme=cohort.programme)
    make.make_check(programme=cohort.programme, name="Police certificate")
    make.make_course(programme=cohort.programme, title="Being a {mentor}")

    decide_application(application, to=ApplicationState.ACCEPTED, by=by)

    steps = "reading the guidelines, the check “Police certificate” and the training “Being a buddy”"
    assert said_in(Letter.objects.get()) == [f"What comes before the match: {steps}. {HOME}"]


def test_nobody_is_told_of_what_concerns_others(application, cohort):
    make.make_check(programme=cohort.programme, role=make.MENTEE)
    make.make_check(programme=cohort.programme, name="A card", is_required=False)
    make.make_check(programme=cohort.programme, name="Of old", state=CheckState.WITHDRAWN)
    make.make_course(programme=cohort.programme, role=make.MENTEE)
    make.make_course(programme=cohort.programme, title="Draft", state=CourseState.DRAFT)
    make.make_course(title="Of another programme")

    assert foretold(application) == MATCH


def test_who_has_done_it_before_need_not_do_it_again(application, cohort):
    guideline = make.make_guideline(programme=cohort.programme)
    check, course = (make_one(programme=cohort.programme) for make_one in (make.make_check, make.make_course))
    profile = known_before(application)
    make.make_acknowledgement(guideline=guideline, profile=profile)
    make.make_clearance(background_check=check, profile=profile)
    study = make.make_study(course=course, profile=profile)
    assert foretold(application) == MATCH

    course.renewal_days, study.completed_on = 30, make.days_ago(31)
    course.save()
    study.save()

    assert foretold(application) == f"What comes before the match: the training “Being a mentor”. {HOME}"


def test_a_guardians_consent_is_named_while_it_is_wanting(application):
    consent = make.make_consent(application=application)
    assert foretold(application) == f"What comes before the match: the consent of your guardian. {HOME}"

    consent.delete()
    make.make_consent(application=application, state=ConsentState.GIVEN)

    assert foretold(application) == MATCH


def test_each_of_many_is_told_what_they_have_to_do(application, by, cohort):
    make.make_course(programme=cohort.programme)
    mentee = make.make_application(cohort=cohort, role=make.MENTEE, name="Bo Berg")

    decide_applications(
        cohort, ids=[application.public_id, mentee.public_id], to=ApplicationState.ACCEPTED, by=by
    )

    told = {letter.to_name: said_in(letter) for letter in Letter.objects.all()}
    first = f"What comes before the match: the training “Being a mentor”. {HOME}"
    assert told == {"Ada Ames": [first], "Bo Berg": [MATCH]}


def test_who_takes_up_an_offer_is_told_as_well(cohort, by):
    make.make_course(programme=cohort.programme)
    offered = make.make_application(cohort=cohort, role=make.MENTOR, state=ApplicationState.OFFERED)

    accept_offer(offered, by=by)

    assert "the training “Being a mentor”" in Letter.objects.get().text


def test_the_wording_is_shown_with_what_the_reader_has_to_do(application, by, cohort):
    make.make_course(programme=cohort.programme)
    (sample,) = KIND.samples(cohort.programme, by)

    _subject, paragraphs = KIND.filled(KIND.shipped, {**KIND.examples, **sample.values()})

    assert f"What comes before the match: the training “Being a mentor”. {HOME}" in paragraphs


def test_it_is_said_in_the_language_of_the_reader(by, cohort, tmp_path, settings):
    make.make_course(programme=cohort.programme)
    reader = make.make_person(language="de")
    application = make.make_application(cohort=cohort, role=make.MENTOR, person=reader)
    said = {
        "What comes before the match: %(steps)s. Your home page shows you what there is to do.": "Vorher: %(steps)s.",
        "the training “{course}”": "der Kurs „{course}“",
    }

    with translated(tmp_path, settings, "de", said), translation.override("en-gb"):
        decide_application(application, to=ApplicationState.ACCEPTED, by=by)

    assert "Vorher: der Kurs „Being a mentor“." in Letter.objects.get().text


def own_page(application):
    client = Client()
    client.force_login(application.person)
    return client.get(reverse("applicant:application", args=[application.public_id]))


def test_who_was_accepted_finds_each_step_with_its_page(application, by, cohort):
    make.make_guideline(programme=cohort.programme)
    make.make_check(programme=cohort.programme, name="Police certificate")
    course = make.make_course(programme=cohort.programme, title="Being a {mentor}")
    assert "Before you can be matched" not in words_of(own_page(application))

    accepted = decide_application(application, to=ApplicationState.ACCEPTED, by=by)

    answer = own_page(accepted)
    assert answer.context["first_steps"] == [
        ("Reading the guidelines", reverse("participant:guideline-list", args=[cohort.programme.public_id])),
        ("The check “Police certificate”", reverse("participant:check-list")),
        ("The training “Being a buddy”", reverse("participant:course", args=[course.public_id])),
    ]
    assert "Before you can be matched Reading the guidelines" in words_of(answer)


def test_who_is_matched_reads_what_is_open(application, by, cohort):
    make.make_guideline(programme=cohort.programme)
    accepted = decide_application(application, to=ApplicationState.ACCEPTED, by=by)
    Participation.objects.filter(pk=accepted.participation_id).update(matched_at=make.clock.now())

    told = words_of(own_page(accepted))

    assert "What is open Reading the guidelines" in told
    assert "Before you can be matched" not in told


def test_the_steps_of_who_wears_another_hat_lead_nowhere(application, by, cohort):
    make.make_course(programme=cohort.programme)
    profile = make.make_profile(organisation=cohort.programme.organisation, person=application.person)
    make.make_membership(role=StaffRole.OBSERVER, profile=profile)
    accepted = decide_application(application, to=ApplicationState.ACCEPTED, by=by)

    assert own_page(accepted).context["first_steps"] == [("The training “Being a mentor”", "")]


def test_who_has_done_all_or_has_left_finds_no_steps(application, by, cohort):
    accepted = decide_application(application, to=ApplicationState.ACCEPTED, by=by)
    assert own_page(accepted).context["first_steps"] == []

    make.make_course(programme=cohort.programme)
    make.leave(accepted.participation)

    assert own_page(accepted).context["first_steps"] == []
