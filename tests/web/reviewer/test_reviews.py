"""A reviewer's pages: what waits, the application without what is sensitive, a draft, the review given."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.programmes.choices import StaffRole
from rapport.questionnaires.choices import QuestionKind
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Review
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make.make_cohort()
    make.make_review_criterion(programme=cohort.programme)
    make.make_question(cohort=cohort, key="reasons", label="Why?", kind=QuestionKind.TEXT)
    make.make_question(cohort=cohort, key="cv", label="CV", kind=QuestionKind.FILE, position=2)
    make.make_question(
        cohort=cohort, key="health", label="Health?", kind=QuestionKind.TEXT, is_sensitive=True, position=3
    )
    make.make_question(
        cohort=cohort, key="record", label="Record?", kind=QuestionKind.FILE, is_sensitive=True, position=4
    )
    return cohort


@pytest.fixture
def application(cohort):
    application = make.make_application(
        cohort=cohort, name="Ada Ames", answers={"reasons": "To learn", "health": "cnryhealth"}
    )
    for key in ("cv", "record"):
        make.make_answer_file(application=application, key=key, name=f"cnry{key}.pdf")
    return application


@pytest.fixture
def review(application):
    return make.make_review(application=application)


@pytest.fixture
def reviewer(review):
    return browser_of(make.staff_actor(review.reviewer.memberships.get()))


def page(review, name="review", *args):
    return reverse(f"reviewer:{name}", args=[review.public_id, *args])


def said(review, **more):
    criterion = review.application.cohort.programme.review_criteria.get()
    return {f"score-{criterion.public_id}": "4", "recommendation": "yes", "comment": "Fits well"} | more


def test_a_reviewer_begins_with_what_waits(reviewer, review):
    answer = reviewer.get("/", follow=True)

    assert answer.redirect_chain == [(reverse("reviewer:review-list"), 302)]
    assert "1 application waits for your word" in words_of(answer)
    assert page(review) in answer.content.decode()


def test_a_reviewer_reads_the_application_without_what_is_sensitive(reviewer, review, application):
    told = reviewer.get(page(review)).content.decode()

    assert ("To learn" in told, "cnrycv" in told) == (True, True)
    hidden = ("cnryhealth", "cnryrecord", "Health?", "Record?", application.person.email)
    assert [mark for mark in hidden if mark in told] == []


def test_a_reviewer_saves_files_of_what_is_not_sensitive_alone(reviewer, review):
    assert reviewer.get(page(review, "review-file", "cv")).status_code == 200
    for key in ("record", "health", "nothing"):
        assert reviewer.get(page(review, "review-file", key)).status_code == 404


def test_the_pages_of_who_decides_stay_closed(reviewer, application, cohort):
    for name, args in [
        ("application", [application.public_id]),
        ("application-file", [application.public_id, "record"]),
        ("application-decide", [application.public_id, "accepted"]),
    ]:
        assert reviewer.get(reverse(f"coordinator:{name}", args=args)).status_code == 404
    listed = reverse("coordinator:application-list", args=[cohort.public_id])
    exported = reverse("coordinator:application-export", args=[cohort.public_id, "csv"])
    assert (reviewer.get(listed).status_code, reviewer.post(exported).status_code) == (403, 403)


def test_a_draft_may_have_gaps(reviewer, review):
    reviewer.post(page(review), {"comment": "Not sure yet"})

    review.refresh_from_db()
    assert (review.comment, review.given_at) == ("Not sure yet", None)
    assert "Not sure yet" in reviewer.get(page(review)).content.decode()


def test_giving_with_gaps_keeps_what_was_typed(reviewer, review):
    answer = reviewer.post(page(review), said(review, recommendation="", give="yes"))

    assert (answer.status_code, answer.context["form"]["comment"].value()) == (422, "Fits well")
    assert not Review.objects.exclude(given_at=None).exists()


def test_a_given_review_opens_those_of_the_others(reviewer, review, application):
    make.make_review(application=application, points=2, comment="cnryother")
    assert "cnryother" not in reviewer.get(page(review)).content.decode()

    answer = reviewer.post(page(review), said(review, give="yes"), follow=True)

    assert "cnryother" in answer.content.decode()
    assert "Fits well" in answer.content.decode()
    assert b"Give the review" not in answer.content
    assert reviewer.post(page(review), said(review, comment="Changed my mind")).status_code == 422


def test_what_was_decided_meanwhile_says_so(reviewer, review, application):
    declined = make.make_application(cohort=application.cohort, state=ApplicationState.DECLINED)
    late = make.make_review(application=declined, reviewer=review.reviewer)

    assert "decided without your review" in words_of(reviewer.get(page(late)))
    assert "1 application waits" in words_of(reviewer.get(reverse("reviewer:review-list")))


def test_a_coordinator_who_reviews_finds_it_in_the_rail(cohort, application):
    actor = make.make_actor(programme=cohort.programme)
    browser = browser_of(actor)
    listed = reverse("coordinator:application-list", args=[cohort.public_id])
    assert reverse("reviewer:review-list") not in browser.get(listed).content.decode()

    make.make_review(application=application, reviewer=actor.person.profiles.get())

    assert reverse("reviewer:review-list") in browser.get(listed).content.decode()


def test_observers_have_no_reviews(cohort):
    observer = browser_of(make.make_actor(programme=cohort.programme, role=StaffRole.OBSERVER))

    assert observer.get(reverse("reviewer:review-list")).status_code == 403


def test_the_list_asks_as_much_for_three_as_for_thirty(reviewer, review, cohort):
    def grow(number):
        for _ in range(number):
            make.make_review(application=make.make_application(cohort=cohort), reviewer=review.reviewer)

    grow(2)
    reviewer.get(reverse("reviewer:review-list"))
    asked = count(reviewer)
    grow(27)

    assert count(reviewer) == asked


def count(browser):
    with CaptureQueriesContext(connection) as seen:
        browser.get(reverse("reviewer:review-list"))
    return len(seen)
