"""The sheet of an interview on pages: filled in, refused, corrected, read beside the application."""

import pytest
from django.urls import reverse

from rapport.programmes.choices import StaffRole
from rapport.recruitment.models import Interview
from rapport.recruitment.selectors.interviews import interview_questions
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return make.make_review(application=make.make_application(name="Ada Ames"))


@pytest.fixture
def reviewer(review):
    return browser_of(make.staff_actor(review.reviewer.memberships.get()))


def sheet(application):
    return reverse("reviewer:interview-add", args=[application.public_id])


def said(review, **more):
    return {
        "held_on": make.days_ago(1).isoformat(),
        "interviewers": [review.reviewer.public_id],
        "note-why-now": "A friend told me",
    } | more


def test_the_sheet_asks_what_the_role_is_asked(reviewer, review):
    told = words_of(reviewer.get(sheet(review.application)))

    assert "Interview with Ada Ames" in told
    assert "What have you tried already, and what came of it?" in told
    assert "who learned something with your help" not in told


def test_what_was_said_stands_beside_the_application(reviewer, review):
    answer = reviewer.post(sheet(review.application), said(review), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("reviewer:review", args=[review.public_id])
    assert "A friend told me" in words_of(answer)
    coordinator = browser_of(make.make_actor(programme=review.application.cohort.programme))
    page = reverse("coordinator:application", args=[review.application.public_id])
    assert "A friend told me" in words_of(coordinator.get(page))


def test_a_sheet_that_does_not_fit_keeps_what_was_typed(reviewer, review):
    for gap in ({"held_on": ""}, {"interviewers": []}, {"held_on": "2999-01-01"}):
        answer = reviewer.post(sheet(review.application), said(review, **gap))

        assert answer.status_code == 422
        assert answer.context["form"]["note-why-now"].value() == "A friend told me"
    assert not Interview.objects.exists()


def test_a_note_to_a_question_that_is_gone_is_given_back(reviewer, review):
    answer = reviewer.post(sheet(review.application), said(review, **{"note-gone": " She sings. "}))

    assert (answer.status_code, Interview.objects.exists()) == (422, False)
    assert "You had noted: “She sings.”. Put it under another question" in words_of(answer)
    assert answer.context["form"]["note-why-now"].value() == "A friend told me"


def test_who_was_there_corrects_the_sheet_and_no_colleague(reviewer, review):
    reviewer.post(sheet(review.application), said(review))
    page = reverse("reviewer:interview", args=[Interview.objects.get().public_id])
    colleague = make.make_review(application=review.application)

    other = browser_of(make.staff_actor(colleague.reviewer.memberships.get()))
    assert other.get(page).status_code == 403
    assert "A friend told me" in reviewer.get(page).content.decode()
    reviewer.post(page, said(review, **{"note-why-now": "A colleague told me"}))

    assert Interview.objects.get().answers.values == {"why-now": "A colleague told me"}


def seen_on(browser, address):
    return browser.get(address).context["form"]["seen"].value()


def test_questions_are_changed_on_one_page():
    programme = make.make_programme()
    browser = browser_of(make.make_actor(programme=programme, role=StaffRole.COORDINATOR))
    address = reverse("coordinator:interview-questions", args=[programme.public_id])
    assert "What made you apply, and why now?" in words_of(browser.get(address))

    browser.post(
        address,
        {
            "seen": seen_on(browser, address),
            "key-0": "why-now",
            "label-0": "Why?",
            "label-2": "When?",
            "asked-2": "mentor",
        },
    )

    told = browser.get(address).content.decode()
    assert ("Why?" in told, "When?" in told, "What made you apply" in told) == (True, True, False)


def test_of_two_who_change_the_questions_the_later_one_sees_what_the_other_has_saved_first():
    programme = make.make_programme()
    browsers = [browser_of(make.make_actor(programme=programme)) for _ in range(2)]
    address = reverse("coordinator:interview-questions", args=[programme.public_id])
    first, second = [{"seen": seen_on(browser, address)} for browser in browsers]
    far_down = max(browsers[1].get(address).context["form"].places)
    second |= {f"label-{far_down}": "Which languages?", f"help-{far_down}": "Any"}
    browsers[0].post(address, first | {"label-0": "Why now?", "asked-0": "mentor", "help-0": "Listen"})

    answer = browsers[1].post(address, second)

    form = answer.context["form"]
    assert (answer.status_code, form.stored) == (422, [("Why now?", "mentor · Listen")])
    assert "Somebody has changed this list since you opened the page" in words_of(answer)
    assert form[f"label-{far_down}"].value() == "Which languages?"
    assert [each.label for each in interview_questions(programme)] == ["Why now?"]
    browsers[1].post(address, second | {"seen": form["seen"].value()})
    assert [each.label for each in interview_questions(programme)] == ["Which languages?"]


def test_what_was_not_seen_is_not_seen_by_a_mistake_either():
    programme = make.make_programme()
    browser = browser_of(make.make_actor(programme=programme))
    address = reverse("coordinator:interview-questions", args=[programme.public_id])
    seen = seen_on(browser, address)
    browser.post(address, {"seen": seen, "label-0": "Why now?"})

    answer = browser.post(address, {"seen": seen, "help-0": "Listen"})

    assert (answer.status_code, answer.context["form"]["seen"].value()) == (422, seen)


def test_an_interview_without_questions_is_none():
    programme = make.make_programme()
    browser = browser_of(make.make_actor(programme=programme))
    address = reverse("coordinator:interview-questions", args=[programme.public_id])

    assert browser.post(address, {"help-0": "Listen"}).status_code == 422


def test_what_was_typed_stands_on_the_page_when_a_colleague_has_decided_meanwhile(reviewer, review):
    type(review.application).objects.update(
        state="declined", decided_at=make.clock.now(), decided_by=review.reviewer.person
    )

    answer = reviewer.post(sheet(review.application), said(review))

    assert (answer.status_code, Interview.objects.exists()) == (422, False)
    assert answer.context["form"]["note-why-now"].value() == "A friend told me"
    assert reviewer.get(sheet(review.application)).status_code == 403


def test_the_questions_lead_back_to_the_application_that_one_came_from(review):
    application = review.application
    browser = browser_of(make.make_actor(programme=application.cohort.programme))
    page = reverse("coordinator:application", args=[application.public_id])
    address = reverse("coordinator:interview-questions", args=[application.cohort.programme.public_id])
    assert f'href="{address}?next={page}"' in browser.get(page).content.decode()

    told = browser.get(f"{address}?next={page}").content.decode()
    answer = browser.post(address, {"seen": seen_on(browser, address), "label-0": "Why now?", "next": page})

    assert f'href="{page}">Not now' in told
    assert (answer.status_code, answer.url) == (302, page)
