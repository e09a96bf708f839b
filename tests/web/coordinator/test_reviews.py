"""Reviews on the coordinator's side: assigned, taken off, read where they may be, in the list and in the export."""

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest
from django.urls import reverse

from rapport.programmes.choices import StaffRole
from rapport.recruitment.models import Review, ReviewScore
from rapport.recruitment.selectors.reviews import review_criteria
from rapport.recruitment.services.reviews import set_review_criteria
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

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
def signed_in(coordinator):
    return browser_of(coordinator)


@pytest.fixture
def reviewers(cohort):
    return [
        make.make_membership(
            role=StaffRole.REVIEWER,
            programme=cohort.programme,
            profile=make.make_profile(organisation=cohort.programme.organisation, name=name),
        ).profile
        for name in ("Ruth Ray", "Rita Rose")
    ]


def to_assign(cohort):
    return reverse("coordinator:review-assign", args=[cohort.public_id])


def page(application):
    return reverse("coordinator:application", args=[application.public_id])


def exported(browser, cohort):
    address = reverse("coordinator:application-export", args=[cohort.public_id, "csv"])
    return list(csv.DictReader(io.StringIO(browser.post(address).content.decode("utf-8-sig"))))


def test_all_that_nobody_reviews_are_offered_at_once(signed_in, cohort, reviewers):
    free = [make.make_application(cohort=cohort) for _ in range(3)]
    make.make_review(application=make.make_application(cohort=cohort), reviewer=reviewers[0])

    answer = signed_in.get(to_assign(cohort))

    assert answer.context["chosen"] == free
    assert "Ruth Ray (1 so far)" in words_of(answer)


def test_chosen_applications_are_shared_once_reviewers_are_named(signed_in, cohort, reviewers):
    chosen = [make.make_application(cohort=cohort) for _ in range(4)]
    other = make.make_application(cohort=cohort)
    sent = {"chosen": [each.public_id for each in chosen]}
    assert len(signed_in.post(to_assign(cohort), sent).context["chosen"]) == 4
    assert not Review.objects.exists()

    sent |= {"confirmed": "yes", "each": "1", "reviewers": [each.public_id for each in reviewers]}
    told = words_of(signed_in.post(to_assign(cohort), sent, follow=True))

    assert "4 reviews are asked for" in told
    assert [each.reviews.count() for each in reviewers] == [2, 2]
    assert other.reviews.count() == 0


def test_one_application_gets_all_who_are_named(signed_in, cohort, reviewers):
    application = make.make_application(cohort=cohort, name="Ada Ames")
    address = f"{to_assign(cohort)}?chosen={application.public_id}"
    assert "Who reviews Ada Ames?" in words_of(signed_in.get(address))

    sent = {
        "chosen": application.public_id,
        "confirmed": "yes",
        "reviewers": [r.public_id for r in reviewers],
    }
    answer = signed_in.post(to_assign(cohort), sent)

    assert answer.url == page(application)
    assert application.reviews.count() == 2


def test_naming_nobody_is_said(signed_in, cohort):
    for _ in range(2):
        make.make_application(cohort=cohort)

    answer = signed_in.post(to_assign(cohort), {"confirmed": "yes", "each": "2"})

    assert (answer.status_code, "choose at least one reviewer" in words_of(answer)) == (422, True)
    assert answer.context["form"]["each"].value() == "2"


def test_a_reviewer_is_taken_off(signed_in, cohort):
    review = make.make_review(application=make.make_application(cohort=cohort))

    signed_in.post(reverse("coordinator:review-remove", args=[review.public_id]))

    assert not Review.objects.exists()


def test_a_given_review_is_not_taken_off(signed_in, cohort):
    review = make.make_review(application=make.make_application(cohort=cohort), points=4)

    told = words_of(
        signed_in.post(reverse("coordinator:review-remove", args=[review.public_id]), follow=True)
    )

    assert "it stays as it is" in told
    assert Review.objects.exists()


def test_averages_and_spread_stand_in_the_list_the_application_and_the_export(signed_in, cohort):
    application = make.make_application(cohort=cohort, name="Ada")
    for points, recommendation in ((2, "no"), (5, "yes")):
        make.make_review(application=application, points=points, recommendation=recommendation)
    listed = reverse("coordinator:application-list", args=[cohort.public_id])

    assert "2 of 2 · 3.5, spread 3.0" in words_of(signed_in.get(listed))
    told = words_of(signed_in.get(page(application)))
    assert "3.5 of 5 on average; the reviewers are 3.0 apart. 1 yes, 1 no." in told
    (row,) = exported(signed_in, cohort)
    found = [row[name] for name in ("Reviewers", "Reviews given", "Average score", "Spread", "Recommended")]
    assert found == ["2", "2", "3.5", "3.0", "1 yes, 1 no"]


def test_a_coordinator_who_reviews_it_finds_nothing_of_the_others_anywhere(signed_in, cohort, coordinator):
    application = make.make_application(cohort=cohort, name="Ada")
    make.make_review(application=application, points=2, comment="cnryother", recommendation="no")
    make.make_review(application=application, reviewer=coordinator.person.profiles.get())
    listed = reverse("coordinator:application-list", args=[cohort.public_id])

    assert "1 of 2 · yours first" in words_of(signed_in.get(listed))
    told = signed_in.get(page(application)).content.decode()
    assert ("cnryother" in told, "on average" in told, "pill--danger" in told) == (False, False, False)
    (row,) = exported(signed_in, cohort)
    found = [row[name] for name in ("Reviewers", "Reviews given", "Average score", "Spread", "Recommended")]
    assert found == ["2", "1", "", "", ""]


def seen_on(browser, address):
    return browser.get(address).context["form"]["seen"].value()


def test_criteria_are_changed_on_one_page(signed_in, cohort):
    address = reverse("coordinator:review-criteria", args=[cohort.programme.public_id])
    old = cohort.programme.review_criteria.get()

    signed_in.post(
        address,
        {
            "seen": seen_on(signed_in, address),
            "key-0": old.public_id,
            "name-0": "Reasons",
            "help-0": "New",
            "name-3": "Time",
            "help-3": "",
        },
    )

    assert [(each.name, each.help) for each in cohort.programme.review_criteria.all()] == [
        ("Reasons", "New"),
        ("Time", ""),
    ]


def test_of_two_who_change_the_criteria_the_later_one_sees_what_the_other_has_saved_first(signed_in, cohort):
    address = reverse("coordinator:review-criteria", args=[cohort.programme.public_id])
    sent = {"seen": seen_on(signed_in, address), "name-0": "Mine", "help-0": "1 is little"}
    other = make.make_actor(programme=cohort.programme)
    set_review_criteria(cohort.programme, criteria=[("", "Theirs", "1 is low")], by=other)

    answer = signed_in.post(address, sent)

    form = answer.context["form"]
    assert (answer.status_code, form.stored) == (422, [("Theirs", "1 is low")])
    assert (form["name-0"].value(), form["help-0"].value()) == ("Mine", "1 is little")
    assert [each.name for each in review_criteria(cohort.programme)] == ["Theirs"]
    signed_in.post(address, sent | {"seen": form["seen"].value()})
    assert [each.name for each in review_criteria(cohort.programme)] == ["Mine"]


def test_criteria_of_a_preset_that_were_stored_meanwhile_keep_what_a_reviewer_has_begun():
    cohort = make.make_cohort(programme=make.make_programme(preset="peer-mentoring"))
    browser = browser_of(make.make_actor(programme=cohort.programme))
    address = reverse("coordinator:review-criteria", args=[cohort.programme.public_id])
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    for each in review_criteria(cohort.programme):
        each.save()
    begun = {"given_at": None, "recommendation": "", "comment": ""}
    make.make_review(application=make.make_application(cohort=cohort), points=4, **begun)

    answer = browser.post(address, sent | {"help-0": "Anew"})

    assert (answer.status_code, ReviewScore.objects.count()) == (302, 4)


def test_a_programme_is_not_left_without_criteria(signed_in, cohort):
    address = reverse("coordinator:review-criteria", args=[cohort.programme.public_id])

    answer = signed_in.post(address, {"help-0": "Lost"})

    assert (answer.status_code, answer.context["form"]["help-0"].value()) == (422, "Lost")


def criteria_page(cohort, came_from=""):
    address = reverse("coordinator:review-criteria", args=[cohort.programme.public_id])
    return f"{address}?next={quote(came_from)}" if came_from else address


def test_saving_and_not_now_lead_back_to_where_one_came_from(signed_in, cohort):
    listed = reverse("coordinator:application-list", args=[cohort.public_id]) + "?role=mentor"
    leading = re.search(r'href="([^"]*/review/\?next=[^"]*)"', signed_in.get(listed).content.decode())
    address = unescape(leading[1])
    assert address == criteria_page(cohort, listed)

    told = signed_in.get(address).content.decode()
    answer = signed_in.post(
        address, {"seen": seen_on(signed_in, address), "name-0": "Reasons", "next": listed}
    )

    assert f'href="{listed}">Not now' in told
    assert (answer.status_code, answer.url) == (302, listed)


@pytest.mark.parametrize("came_from", ["", "https://elsewhere.example/", "//elsewhere.example/"])
def test_without_a_page_of_ours_they_lead_to_the_programme(signed_in, cohort, came_from):
    answer = signed_in.get(criteria_page(cohort, came_from))

    its_card = f"{reverse('coordinator:programme-list')}#programme-{cohort.programme.public_id}"
    assert answer.context["back"] == its_card
    assert f'id="programme-{cohort.programme.public_id}"' in signed_in.get(its_card).content.decode()
    sent = {"seen": seen_on(signed_in, criteria_page(cohort)), "name-0": "Reasons", "next": came_from}
    assert signed_in.post(criteria_page(cohort), sent).url == its_card


def test_the_page_has_room_for_two_criteria_more_and_for_all_that_were_typed(signed_in, cohort):
    address = criteria_page(cohort)
    assert list(signed_in.get(address).context["form"].places) == [0, 1, 2]

    answer = signed_in.post(address, {"name-5": "Time", "help-5": "1 is none"})

    form = answer.context["form"]
    assert (answer.status_code, list(form.places)) == (422, [0, 1, 2, 3, 4, 5])
    assert [field.value() for field in form.rows()[5]] == ["Time", "1 is none"]


@pytest.mark.parametrize(
    ("name", "word", "meaning"),
    [("review-criteria", "name", "help"), ("interview-questions", "label", "help")],
)
def test_a_meaning_without_a_name_is_not_dropped(signed_in, cohort, name, word, meaning):
    address = reverse(f"coordinator:{name}", args=[cohort.programme.public_id])
    asked = signed_in.get(address).context["form"]
    new = max(asked.places)
    sent = {"seen": asked["seen"].value(), f"{word}-0": "Reasons", f"{meaning}-{new}": "1 is none"}

    answer = signed_in.post(address, sent)

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [f"{word}-{new}"])
    assert form[f"{meaning}-{new}"].value() == "1 is none"


def test_one_stored_whose_name_is_emptied_is_left_out_with_its_meaning(signed_in, cohort):
    old = cohort.programme.review_criteria.get()
    sent = {"seen": seen_on(signed_in, criteria_page(cohort)), "key-0": old.public_id, "help-0": "Old"}

    answer = signed_in.post(criteria_page(cohort), sent | {"name-1": "Time"})

    assert answer.status_code == 302
    assert [each.name for each in review_criteria(cohort.programme)] == ["Time"]


@pytest.mark.parametrize(("name", "word"), [("review-criteria", "name"), ("interview-questions", "label")])
def test_whoever_needs_more_saves_and_stays_on_the_page(signed_in, cohort, name, word):
    listed = reverse("coordinator:application-list", args=[cohort.public_id])
    address = reverse(f"coordinator:{name}", args=[cohort.programme.public_id]) + f"?next={quote(listed)}"
    sent = {"seen": seen_on(signed_in, address), "more": "yes", "next": listed}

    answer = signed_in.post(address, sent | {f"{word}-{place}": f"Number {place}" for place in range(5)})

    assert (answer.status_code, answer.url) == (302, address)
    shown = signed_in.get(address)
    assert (len(shown.context["form"].places), shown.context["back"]) == (7, listed)
    assert "Save and add more" in words_of(shown)


def test_where_there_is_room_for_no_more_none_is_offered(signed_in, cohort):
    sent = {f"name-{place}": f"Number {place}" for place in range(6)}
    signed_in.post(criteria_page(cohort), sent | {"seen": seen_on(signed_in, criteria_page(cohort))})

    assert "Save and add more" not in words_of(signed_in.get(criteria_page(cohort)))


@pytest.mark.parametrize("name", ["review-criteria", "interview-questions"])
def test_the_programmes_card_leads_there_before_anybody_applies(signed_in, cohort, name):
    told = signed_in.get(reverse("coordinator:programme-list")).content.decode()

    assert f'href="{reverse(f"coordinator:{name}", args=[cohort.programme.public_id])}"' in told
