"""Reviews: shared evenly, blind until given, never of one's own, never with what is sensitive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.letters.models import Letter
from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import OwnCase
from rapport.questionnaires.choices import QuestionKind
from rapport.recruitment.choices import APPLICANT_HAT, ApplicationState
from rapport.recruitment.errors import NobodyChosen, NoReviewerFits, ReviewGiven, ReviewIncomplete
from rapport.recruitment.models import Application, Review, ReviewCriterion, ReviewScore
from rapport.recruitment.policies import can_write_review
from rapport.recruitment.selectors import reviews
from rapport.recruitment.selectors.reviews import (
    applications_without_reviewer,
    count_waiting_reviews,
    get_review,
    questions_for_reviewers,
    review_criteria,
    review_figures,
    reviewers_of,
    reviews_of,
)
from rapport.recruitment.services.applications import withdraw_application
from rapport.recruitment.services.interviews import correct_interview
from rapport.recruitment.services.reviews import (
    assign_reviewers,
    give_review,
    set_review_criteria,
    take_off_reviewer,
    write_review,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make.make_cohort()
    make.make_review_criterion(programme=cohort.programme)
    return cohort


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


@pytest.fixture
def application(cohort):
    return make.make_application(cohort=cohort)


def reviewer(cohort, **fields):
    return make.make_membership(programme=cohort.programme, role=StaffRole.REVIEWER, **fields).profile


def wearing(profile, hat=StaffRole.REVIEWER):
    return Actor(profile.person, profile.organisation, hat)


def profile_of(actor):
    return actor.person.profiles.get(organisation=actor.organisation)


def assign(cohort, applications, reviewers, *, by, each=1):
    ids = [each_.public_id for each_ in applications]
    return assign_reviewers(cohort, ids=ids, reviewers=[p.public_id for p in reviewers], each=each, by=by)


# -- who is asked ------------------------------------------------------------------------------------------------


def test_applications_are_shared_evenly(cohort, coordinator):
    applications = [make.make_application(cohort=cohort) for _ in range(8)]
    reviewers = [reviewer(cohort) for _ in range(3)]

    made, left = assign(cohort, applications, reviewers, by=coordinator)

    assert (made, left) == (8, [])
    assert sorted(each.reviews.count() for each in reviewers) == [2, 3, 3]
    assert {each.reviews.count() for each in applications} == {1}


def test_whoever_has_more_to_do_already_gets_less(cohort, coordinator):
    busy, free = reviewer(cohort), reviewer(cohort)
    for _ in range(3):
        make.make_review(application=make.make_application(cohort=cohort), reviewer=busy)
    applications = [make.make_application(cohort=cohort) for _ in range(3)]

    assign(cohort, applications, [busy, free], by=coordinator)

    assert (busy.reviews.count(), free.reviews.count()) == (3, 3)


def test_each_gets_as_many_reviewers_as_are_wanted_and_nobody_twice(cohort, coordinator, application):
    reviewers = [reviewer(cohort) for _ in range(3)]
    assign(cohort, [application], reviewers[:1], by=coordinator)

    made, _left = assign(cohort, [application], reviewers, by=coordinator, each=2)

    assert made == 2
    assert set(application.reviews.values_list("reviewer", flat=True)) == {each.pk for each in reviewers}


def test_one_letter_tells_a_reviewer_of_all_and_names_nobody(cohort, coordinator):
    applications = [make.make_application(cohort=cohort, name="Ada Ames") for _ in range(3)]

    assign(cohort, applications, [reviewer(cohort), profile_of(coordinator)], by=coordinator, each=2)

    letter = Letter.objects.get()
    assert letter.subject == "Applications wait for your review"
    assert "applications that it has received: 3." in letter.text
    assert "Ada" not in letter.subject + letter.text


def test_nobody_reviews_their_own_application(cohort, coordinator):
    own = reviewer(cohort)
    application = make.make_application(cohort=cohort, person=own.person)

    made, left = assign(cohort, [application], [own], by=coordinator)

    assert (made, [type(why) for _application, why in left]) == (0, [NoReviewerFits])
    review = make.make_review(application=application, reviewer=own)
    assert not can_write_review(wearing(own), review)
    with pytest.raises(NotFound):
        get_review(by=wearing(own), id=review.public_id, may=can_write_review)
    with pytest.raises(OwnCase):
        write_review(review, by=wearing(own), scores={})


def test_nobody_chooses_who_reviews_their_own_application(cohort, coordinator):
    own = make.make_application(cohort=cohort, person=coordinator.person)

    _made, left = assign(cohort, [own], [reviewer(cohort)], by=coordinator)

    assert [type(why) for _application, why in left] == [OwnCase]
    assert own not in applications_without_reviewer(cohort, by=coordinator)


def test_whoever_can_read_what_others_said_is_not_asked_any_more(cohort, coordinator, application):
    make.make_review(application=application, points=3)

    _made, left = assign(cohort, [application], [profile_of(coordinator)], by=coordinator)

    assert [type(why) for _application, why in left] == [NoReviewerFits]


def test_what_is_decided_needs_no_reviewer(cohort, coordinator):
    decided = make.make_application(cohort=cohort, state=ApplicationState.DECLINED)
    draft = make.make_application(cohort=cohort, state=ApplicationState.DRAFT)

    assert assign(cohort, [decided, draft], [reviewer(cohort)], by=coordinator) == (0, [])


def test_only_who_covers_the_programme_can_be_asked(cohort, coordinator, application):
    elsewhere = make.make_membership(
        programme=make.make_programme(organisation=cohort.programme.organisation), role=StaffRole.REVIEWER
    ).profile
    gone = make.make_membership(
        programme=cohort.programme, role=StaffRole.REVIEWER, ended_at=make.clock.now()
    ).profile
    observer = make.make_membership(programme=cohort.programme, role=StaffRole.OBSERVER).profile

    assert list(reviewers_of(cohort.programme)) == [profile_of(coordinator)]
    with pytest.raises(NobodyChosen):
        assign(cohort, [application], [elsewhere, gone, observer], by=coordinator)


def test_sharing_a_hundred_asks_no_more_than_sharing_three(cohort, coordinator):
    reviewers = [reviewer(cohort) for _ in range(3)]

    def asked(number):
        applications = [make.make_application(cohort=cohort) for _ in range(number)]
        with CaptureQueriesContext(connection) as seen:
            assign(cohort, applications, reviewers, by=coordinator)
        return len(seen)

    asked(1)  # notes the criteria
    assert asked(3) == asked(100)


# -- blind until given -------------------------------------------------------------------------------------------


@pytest.fixture(params=[reviews.FEW, -1], ids=["few", "many"])
def however_many(request, monkeypatch):
    """Figures are asked for by application where they are few, as on a page, and of the cohort for a spreadsheet."""
    monkeypatch.setattr(reviews, "FEW", request.param)


def opinions(application, by):
    return {each.name: each.opinion and each.opinion.comment for each in reviews_of(application, by=by)}


@pytest.mark.usefixtures("however_many")
def test_a_reviewer_reads_the_others_only_after_giving_their_own(cohort, application):
    other = make.make_review(application=application, points=2, comment="Too busy")
    own = make.make_review(application=application, reviewer=reviewer(cohort, profile=None))
    by = wearing(own.reviewer)
    assert opinions(application, by) == {own.reviewer.name: None}
    assert review_figures([application], by=by)[application.pk].means == ()

    criterion = cohort.programme.review_criteria.get()
    write_review(own, by=by, scores={criterion.public_id: 5}, recommendation="yes", comment="Fits")
    assert opinions(application, by).get(other.reviewer.name) is None

    give_review(own, by=by)
    assert sorted(each.opinion.comment for each in reviews_of(application, by=by)) == ["Fits", "Too busy"]
    assert review_figures([application], by=by)[application.pk].means == (2.0, 5.0)


@pytest.mark.usefixtures("however_many")
def test_a_draft_is_read_by_nobody_else(cohort, coordinator, application):
    make.make_review(application=application, comment="Just an idea", recommendation="no")

    assert [each.opinion for each in reviews_of(application, by=coordinator)] == [None]
    assert review_figures([application], by=coordinator)[application.pk].recommendations == ()


@pytest.mark.usefixtures("however_many")
def test_a_coordinator_reads_all_unless_she_reviews_it_herself(cohort, coordinator, application):
    make.make_review(application=application, points=2, comment="Too busy")
    assert [each.opinion.comment for each in reviews_of(application, by=coordinator)] == ["Too busy"]

    own = make.make_review(application=application, reviewer=profile_of(coordinator))

    assert [each.opinion for each in reviews_of(application, by=coordinator)] == [None, None]
    figures = review_figures([application], by=coordinator)[application.pk]
    assert (figures.is_closed, figures.given, figures.mean, figures.words) == (True, 1, None, "")
    criterion = cohort.programme.review_criteria.get()
    write_review(own, by=coordinator, scores={criterion.public_id: 4}, recommendation="yes", comment="Good")
    give_review(own, by=coordinator)
    assert review_figures([application], by=coordinator)[application.pk].mean == 3


def test_another_hat_of_the_same_person_sees_no_more(cohort, application):
    both = reviewer(cohort)
    make.make_membership(profile=both, programme=cohort.programme, role=StaffRole.COORDINATOR)
    make.make_review(application=application, points=2)
    make.make_review(application=application, reviewer=both)

    for hat in (StaffRole.REVIEWER, StaffRole.COORDINATOR):
        assert [each.opinion for each in reviews_of(application, by=wearing(both, hat))] in (
            [None],
            [None, None],
        )


@pytest.mark.usefixtures("however_many")
def test_nobody_reads_reviews_of_their_own_application(cohort, coordinator):
    own = make.make_application(cohort=cohort, person=coordinator.person)
    make.make_review(application=own, points=2)

    assert reviews_of(own, by=coordinator) == []
    assert review_figures([own], by=coordinator) == {}


@pytest.mark.parametrize(
    "role", [StaffRole.OBSERVER, StaffRole.COMMITTEE_MEMBER, "participant", APPLICANT_HAT]
)
def test_other_hats_read_none(cohort, application, role):
    review = make.make_review(application=application, points=2)

    assert reviews_of(application, by=wearing(review.reviewer, role)) == []


# -- what a reviewer reads of an application -----------------------------------------------------------------------


def test_reviewers_read_nothing_sensitive_nor_what_hangs_on_it(cohort):
    make.make_question(cohort=cohort, key="reasons", kind=QuestionKind.TEXT)
    make.make_question(cohort=cohort, key="health", options=["Yes", "No"], kind="single", is_sensitive=True)
    condition = {"shown_if": "health", "shown_for": ["Yes"]}
    make.make_question(cohort=cohort, key="help", options=["A ramp"], kind="single", position=8, **condition)
    further = {"shown_if": "help", "shown_for": ["A ramp"]}
    make.make_question(cohort=cohort, key="where", kind=QuestionKind.TEXT, position=9, **further)
    answers = {"reasons": "To learn", "health": "Yes", "help": "A ramp", "where": "Ward 4"}
    application = make.make_application(cohort=cohort, answers=answers)

    assert [each.key for each in questions_for_reviewers(application)] == ["reasons"]


def test_what_becomes_sensitive_later_is_not_read_any_more(cohort):
    question = make.make_question(cohort=cohort, key="reasons", kind=QuestionKind.TEXT)
    application = make.make_application(cohort=cohort, answers={"reasons": "Private after all"})
    assert [each.key for each in questions_for_reviewers(application)] == ["reasons"]

    question.is_sensitive = True
    question.save()

    assert questions_for_reviewers(application) == []


# -- drafts, giving, taking off ------------------------------------------------------------------------------------


def test_a_review_is_given_whole_and_stays(cohort, application):
    review = make.make_review(application=application)
    by, criterion = wearing(review.reviewer), cohort.programme.review_criteria.get()
    for gaps in (
        {"scores": {}, "recommendation": "yes", "comment": "Fits"},
        {"scores": {criterion.public_id: 3}, "recommendation": "", "comment": "Fits"},
        {"scores": {criterion.public_id: 3}, "recommendation": "yes", "comment": "  "},
    ):
        write_review(review, by=by, **gaps)
        with pytest.raises(ReviewIncomplete):
            give_review(review, by=by)

    write_review(review, by=by, scores={criterion.public_id: 3}, recommendation="yes", comment="Fits")
    give_review(review, by=by)

    for act in (lambda: write_review(review, by=by, scores={}), lambda: give_review(review, by=by)):
        with pytest.raises(ReviewGiven):
            act()
    assert ReviewScore.objects.get().points == 3


def test_nothing_is_written_about_what_is_decided(cohort):
    review = make.make_review(
        application=make.make_application(cohort=cohort, state=ApplicationState.DECLINED)
    )

    with pytest.raises(WrongState):
        write_review(review, by=wearing(review.reviewer), scores={})
    assert count_waiting_reviews(wearing(review.reviewer)) == 0


def test_who_is_taken_off_leaves_no_draft_and_what_was_given_stays(cohort, coordinator, application):
    open_one = make.make_review(application=application, comment="Hm")
    given = make.make_review(application=application, points=2)

    take_off_reviewer(open_one, by=coordinator)
    with pytest.raises(ReviewGiven):
        take_off_reviewer(given, by=coordinator)

    assert Review.objects.get() == given


def test_what_waits_is_counted_in_one_organisation(cohort, application):
    review = make.make_review(application=application)
    elsewhere = make.make_profile(person=review.reviewer.person)

    assert count_waiting_reviews(wearing(review.reviewer)) == 1
    assert count_waiting_reviews(wearing(elsewhere)) == 0


def test_withdrawing_takes_the_reviews_along(cohort, application):
    make.make_review(application=application, points=2)

    withdraw_application(
        application, by=Actor(application.person, cohort.programme.organisation, APPLICANT_HAT)
    )

    assert (Review.objects.count(), ReviewScore.objects.count(), Application.objects.count()) == (0, 0, 1)


# -- criteria ----------------------------------------------------------------------------------------------------


def test_a_programme_begins_with_the_criteria_of_its_preset(coordinator):
    cohort = make.make_cohort(programme=make.make_programme(preset="peer-mentoring"))
    by = make.make_actor(programme=cohort.programme)
    names = [each.name for each in review_criteria(cohort.programme)]
    assert (len(names), cohort.programme.review_criteria.count()) == (4, 0)

    assign(cohort, [make.make_application(cohort=cohort)], [reviewer(cohort)], by=by)

    assert [each.name for each in cohort.programme.review_criteria.all()] == names


def test_criteria_are_reworded_added_and_left_out(cohort, coordinator):
    old = cohort.programme.review_criteria.get()

    set_review_criteria(
        cohort.programme, criteria=[("", "Time", "Has it"), (old.public_id, "Reason", "Why")], by=coordinator
    )
    assert [each.name for each in review_criteria(cohort.programme)] == ["Time", "Reason"]

    set_review_criteria(cohort.programme, criteria=[(old.public_id, "Reason", "Why")], by=coordinator)
    assert ReviewCriterion.objects.get() == old


def test_criteria_that_reviews_were_given_by_keep_their_name(cohort, coordinator, application):
    make.make_review(application=application, points=4)
    old = cohort.programme.review_criteria.get()

    set_review_criteria(cohort.programme, criteria=[(old.public_id, "Something else", "")], by=coordinator)

    assert [each.name for each in review_criteria(cohort.programme)] == ["Something else"]
    (review,) = reviews_of(application, by=coordinator)
    assert review.opinion.scores == (("Reasons", 4),)


def test_a_criterion_of_another_programme_is_not_touched(cohort, coordinator):
    foreign = make.make_review_criterion(programme=make.make_programme(), name="Theirs")

    set_review_criteria(cohort.programme, criteria=[(foreign.public_id, "Mine", "")], by=coordinator)

    foreign.refresh_from_db()
    assert foreign.name == "Theirs"


def test_an_application_whose_reviewer_has_left_the_team_is_offered_again(cohort, coordinator, application):
    own = reviewer(cohort)
    make.make_review(application=application, reviewer=own)
    assert application not in applications_without_reviewer(cohort, by=coordinator)

    own.memberships.update(ended_at=clock.now())

    assert application in applications_without_reviewer(cohort, by=coordinator)
    assert [each.has_left for each in reviews_of(application, by=coordinator)] == [True]


def test_what_somebody_said_counts_after_they_have_left(cohort, coordinator, application):
    make.make_review_criterion(programme=cohort.programme)
    own = reviewer(cohort)
    make.make_review(application=application, reviewer=own, points=4)
    own.memberships.update(ended_at=clock.now())

    assert application not in applications_without_reviewer(cohort, by=coordinator)


def test_whoever_was_there_and_has_left_stays_on_the_sheet(cohort, coordinator, application):
    ann, bo = reviewer(cohort), reviewer(cohort)
    interview = make.make_interview(application=application)
    interview.interviewers.set([ann, bo])
    bo.memberships.update(ended_at=clock.now())

    correct_interview(
        interview,
        by=coordinator,
        held_on=interview.held_on,
        interviewers=[ann.public_id, bo.public_id],
        notes={},
    )

    assert set(interview.interviewers.all()) == {ann, bo}
