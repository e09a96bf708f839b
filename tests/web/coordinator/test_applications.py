"""Applications on the coordinator's side: listed, read, decided about one by one or together, taken out."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.letters.models import Letter
from rapport.programmes.models import Participation
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.services import erase_question
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.errors import RedReservationOpen
from rapport.recruitment.models import Application
from rapport.recruitment.selectors import lists
from rapport.web.coordinator import applications
from tests import make
from tests.cast import browser_of
from tests.crowd import tell_the_planner
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_application_form().cohort


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


@pytest.fixture
def signed_in(coordinator):
    return browser_of(coordinator)


def listed(cohort):
    return reverse("coordinator:application-list", args=[cohort.public_id])


def page(application, name="application", *args):
    return reverse(f"coordinator:{name}", args=[application.public_id, *args])


def names(response):
    return [each.name for each in response.context["page"]]


def test_the_list_shows_what_was_sent_the_longest_waiting_first(signed_in, cohort):
    late = make.make_application(cohort=cohort, name="Late")
    make.make_application(cohort=cohort, name="Early", submitted_at=late.submitted_at - make.dt.timedelta(3))
    make.make_application(cohort=cohort, name="Unsent", state=ApplicationState.DRAFT)

    answer = signed_in.get(listed(cohort))

    assert names(answer) == ["Early", "Late"]
    assert "2 waiting for a decision · 0 on the waiting list · 0 accepted · 1 being written" in words_of(
        answer
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?stage=waitlisted", ["Bo"]),
        ("?role=mentor", ["Cy"]),
        ("?q=ada", ["Ada"]),
        ("?q=BO@EXAMPLE", ["Bo"]),
        ("?stage=anything", ["Ada", "Bo", "Cy"]),
    ],
)
def test_the_list_is_narrowed(signed_in, cohort, query, found):
    make.make_application(cohort=cohort, name="Ada")
    bo = make.make_person(email="bo@example.org")
    make.make_application(cohort=cohort, name="Bo", person=bo, state=ApplicationState.WAITLISTED)
    make.make_application(cohort=cohort, name="Cy", role=make.MENTOR)

    assert names(signed_in.get(listed(cohort) + query)) == found


def test_a_draft_does_not_exist_for_anybody_else(signed_in, cohort):
    draft = make.make_application(cohort=cohort, state=ApplicationState.DRAFT)

    assert signed_in.get(page(draft)).status_code == 404


def test_an_application_is_read_with_the_questions_of_its_time(signed_in, cohort):
    topics = make.make_question(cohort=cohort, label="What do you want?", options=["Exams"])
    application = make.make_application(cohort=cohort, answers={"topics": ["Exams"]})
    erase_question(topics)

    assert "What do you want? Exams" in words_of(signed_in.get(page(application)))


def test_of_who_has_withdrawn_nothing_is_asked_and_nobody_is_asked_about_them(signed_in, cohort):
    make.make_question(cohort=cohort, label="What do you want?")
    gone = make.make_application(
        cohort=cohort, state=ApplicationState.WITHDRAWN, submitted_at=make.clock.now()
    )

    words = words_of(signed_in.get(page(gone)))

    assert "The application was withdrawn, and its answers are deleted." in words
    assert [
        said for said in ("What do you want?", "References", "Ask for a reference") if said in words
    ] == []


def test_a_letter_is_read_before_anything_is_decided(signed_in, cohort):
    application = make.make_application(cohort=cohort)
    decide = page(application, "application-decide", "accepted")
    assert "You are in" in words_of(signed_in.get(decide))

    shown = signed_in.post(decide, {"note": "Bring a pen.", "reason": "Fits", "preview": "yes"})

    assert "Bring a pen." in shown.context["letter"].paragraphs
    assert shown.context["form"]["reason"].value() == "Fits"
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("to", "is_warned"), [("accepted", True), ("offered", True), ("declined", False)])
def test_what_will_be_refused_is_said_before_a_letter_is_written(signed_in, cohort, to, is_warned):
    application = make.make_application(cohort=cohort)
    make.make_reservation(application=application, light="red")

    shown = words_of(signed_in.get(page(application, "application-decide", to)))

    assert ("A red reservation about this person is open." in shown) == is_warned


def test_a_page_says_the_stage_that_the_list_says(signed_in, cohort):
    application = make.make_application(cohort=cohort)
    assert "submitted" in words_of(signed_in.get(page(application)))

    make.make_review(application=application)
    assert "in review" in words_of(signed_in.get(page(application)))

    make.make_interview(application=application)
    assert "interviewed" in words_of(signed_in.get(page(application)))


FULL = "Full: every place is asked for."


def test_the_list_and_the_board_warn_when_places_run_out(signed_in, cohort):
    assert FULL not in words_of(signed_in.get(listed(cohort)))
    make.make_participation(role=make.MENTOR, cohort=cohort, capacity=1)
    make.make_application(cohort=cohort, state=ApplicationState.OFFERED)

    for name in ("application-list", "application-board"):
        shown = words_of(signed_in.get(reverse(f"coordinator:{name}", args=[cohort.public_id])))
        assert (
            f"{FULL} Whoever comes now has nobody to be matched with. 1 open offer counts as taken up."
            in shown
        )


def test_a_decision_says_what_it_brings_the_cohort_to(signed_in, cohort):
    make.make_charter(programme=cohort.programme, mentees_wanted=2)
    make.make_participation(role=make.MENTOR, cohort=cohort, capacity=1)
    ada, bo, cy = (make.make_application(cohort=cohort) for _ in range(3))

    one = words_of(signed_in.get(page(ada, "application-decide", "accepted")))
    assert f"This brings you to 1 mentee of 2 wanted. {FULL}" in one
    assert "This brings you to" not in words_of(signed_in.get(page(ada, "application-decide", "declined")))

    together = reverse("coordinator:application-decide-many", args=[cohort.public_id])
    chosen = [each.public_id for each in (ada, bo, cy)]
    many = words_of(signed_in.post(together, {"action": "offered", "chosen": chosen}))
    assert "This brings you to 3 mentees, 1 more than the 2 wanted." in many
    assert "More is asked for (3) than there are places (1)." in many


GIVEN = (
    "All places for mentees are given: 3. Whoever comes now can wait for one. 1 open offer counts as given."
)


def test_the_list_and_the_board_say_that_all_places_are_given_while_somebody_waits(signed_in, cohort):
    waiting = make.make_application(cohort=cohort)
    make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    make.make_quota(cohort=cohort, role=make.MENTEE, places=3, taken=3)
    pages = [
        reverse(f"coordinator:{name}", args=[cohort.public_id])
        for name in ("application-list", "application-board")
    ]

    assert [GIVEN in words_of(signed_in.get(each)) for each in pages] == [True, True]
    waiting.delete()
    assert [GIVEN in words_of(signed_in.get(each)) for each in pages] == [False, False]


RAISE = "Raise the number of places"
NONE = "There is no place for any of these 3 mentees."
SOME = "Of these 3 mentees, 1 would find no place: the first 2 who applied come in, 1 stays undecided."


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (3, "There are 3 places for mentees: 0 given, 3 left."),
        (2, f"There are 2 places for mentees: 0 given, 2 left. {SOME} {RAISE}"),
        (0, f"There are 0 places for mentees: 0 given, 0 left. {NONE} {RAISE}"),
    ],
)
def test_deciding_about_many_says_first_how_many_places_there_are(signed_in, cohort, places, told):
    make.make_quota(cohort=cohort, role=make.MENTEE, places=places)
    chosen = [make.make_application(cohort=cohort).public_id for _ in range(3)]
    together = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    many = words_of(signed_in.post(together, {"action": "accepted", "chosen": chosen}))

    assert told in many
    assert (RAISE in many) == (RAISE in told)
    assert "places for mentees" not in words_of(
        signed_in.post(together, {"action": "declined", "chosen": chosen})
    )


def test_who_cannot_come_in_is_not_counted_and_named_with_the_reason(signed_in, cohort):
    make.make_quota(cohort=cohort, role=make.MENTEE, places=2)
    for name in ("Ada", "Bo", "Cy"):
        make.make_application(cohort=cohort, name=name)
    held = make.make_application(cohort=cohort, name="Held")
    make.make_reservation(application=held, light="red")
    make.make_application(
        cohort=cohort, name="Gone", state=ApplicationState.WITHDRAWN, submitted_at=held.submitted_at
    )
    make.make_application(cohort=cohort, name="In", role=make.MENTOR, state=ApplicationState.ACCEPTED)
    chosen = [each.public_id for each in Application.objects.order_by("pk")]
    together = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    seen = signed_in.post(together, {"action": "accepted", "chosen": chosen})
    declining = signed_in.post(together, {"action": "declined", "chosen": chosen})

    assert SOME in words_of(seen)
    assert "3 of these cannot be decided so, and stay as they are:" in words_of(seen)
    reasons = [line.partition(": ") for line in seen.context["refused"].reasons]
    assert [(who, why) for who, _colon, why in reasons] == [
        ("Held", str(RedReservationOpen.sentence)),
        ("Gone", "It is withdrawn."),
        ("In", "It is accepted."),
    ]
    assert "mentor" not in " ".join(seen.context["outlook"].paragraphs)
    assert seen.context["outlook"].room.places == Participation.objects.get().capacity
    assert declining.context["refused"].reasons == ("Gone: It is withdrawn.", "In: It is accepted.")


def test_who_was_declined_before_is_said(signed_in, cohort):
    chosen = [
        make.make_application(cohort=cohort, state=state).public_id for state in ("declined", "submitted")
    ]
    together = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    told = {
        to: "1 of these was declined before."
        in words_of(signed_in.post(together, {"action": to, "chosen": chosen}))
        for to in ("accepted", "waitlisted", "declined")
    }

    assert told == {"accepted": True, "waitlisted": True, "declined": False}


def test_all_that_fit_are_those_that_wait_unless_a_stage_is_asked_for(signed_in, cohort, monkeypatch):
    monkeypatch.setattr(applications, "PAGE", 2)
    by_state = {
        state: make.make_application(cohort=cohort, state=state)
        for state in ("submitted", "waitlisted", "offered", "expired", "accepted", "declined", "withdrawn")
    }
    waiting = [by_state["submitted"], by_state["waitlisted"]]
    again = [
        by_state["declined"],
        *(make.make_application(cohort=cohort, state="declined") for _ in range(2)),
    ]
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    def seen_at(query):
        told = words_of(signed_in.get(listed(cohort) + query))
        chosen = signed_in.post(address + query, {"action": "accepted", "all": "yes"}).context["chosen"]
        return told, set(chosen)

    of_all, chosen_of_all = seen_at("?q=")
    of_stage, chosen_of_stage = seen_at("?stage=declined")

    assert "Decide about all 2 that fit (without those that are decided)" in of_all
    assert chosen_of_all == set(waiting)
    assert "Decide about all 3 that fit" in of_stage
    assert "without those that are decided" not in of_stage
    assert chosen_of_stage == set(again)


def test_those_chosen_stay_in_the_order_in_which_they_were_shown(signed_in, cohort):
    first, second = (make.make_application(cohort=cohort) for _ in range(2))
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    shown = signed_in.post(address, {"action": "accepted", "chosen": [second.public_id, first.public_id]})

    assert shown.context["chosen"] == [second, first]


def test_accepting_one_says_that_there_is_no_place(signed_in, cohort):
    make.make_quota(cohort=cohort, role=make.MENTEE, places=1, taken=1)
    application = make.make_application(cohort=cohort)

    shown = words_of(signed_in.get(page(application, "application-decide", "accepted")))

    assert "There is 1 place for mentees: 1 given, 0 left. There is no place for this mentee." in shown


def test_accepting_makes_a_participant_and_writes_to_them(signed_in, cohort):
    make.make_question(cohort=cohort, options=["Exams"])
    application = make.make_application(cohort=cohort, name="Ada Ames", answers={"topics": ["Exams"]})

    sent = {"note": "Bring a pen.", "reason": "Fits well"}
    signed_in.post(page(application, "application-decide", "accepted"), sent)

    application.refresh_from_db()
    assert (application.state, application.reason) == (ApplicationState.ACCEPTED, "Fits well")
    assert application.participation.answers.values == {"topics": ["Exams"]}
    letter = Letter.objects.get()
    assert "Bring a pen." in letter.text
    assert "Fits well" not in letter.text


def test_a_letter_says_what_the_programme_says_in_it(signed_in, cohort):
    own = {"kind": "application-accepted-notification", "text": "Hurray, {reader}!\n\n{note}"}
    make.make_letter_wording(programme=cohort.programme, subject="Yes", **own)
    application = make.make_application(cohort=cohort, name="Ada Ames")
    decide = page(application, "application-decide", "accepted")

    assert "Yes Hurray, Ada Ames!" in words_of(signed_in.get(decide))
    signed_in.post(decide, {"note": "Bring a pen."})

    letter = Letter.objects.get()
    assert (letter.subject, "Hurray, Ada Ames!\n\nBring a pen." in letter.text) == ("Yes", True)


def test_one_letter_can_say_something_else(signed_in, cohort):
    ada, bo = (make.make_application(cohort=cohort, name=name) for name in ("Ada Ames", "Bo Berg"))
    typed = {"subject": "Welcome", "text": "Good news, {reader}.\r\n\r\n{note}", "note": "Bring a pen."}
    decide = page(ada, "application-decide", "accepted")
    look = signed_in.post(decide, typed | {"preview": "yes"})
    assert look.context["letter"].paragraphs == ("Good news, Ada Ames.", "Bring a pen.")

    signed_in.post(decide, typed)
    begun = signed_in.get(page(bo, "application-decide", "accepted")).context["form"]
    usual = {name: begun[name].value().replace("\n", "\r\n") for name in ("subject", "text")}
    signed_in.post(page(bo, "application-decide", "accepted"), usual)

    assert list(Letter.objects.order_by("pk").values_list("subject", flat=True)) == ["Welcome", "You are in"]
    assert "Good news, Ada Ames.\n\nBring a pen." in Letter.objects.earliest("pk").text
    assert list(AuditEvent.objects.filter(act="application-decided").values_list("detail", flat=True)) == [
        {"to": "accepted", "own_words": True},
        {"to": "accepted"},
    ]


def test_words_that_cannot_be_filled_in_come_back_with_what_is_wrong(signed_in, cohort):
    application = make.make_application(cohort=cohort)
    typed = {"subject": "Dear {reader}", "text": "No note", "note": "Bring a pen.", "reason": "Fits"}

    answer = signed_in.post(page(application, "application-decide", "accepted"), typed)

    form = answer.context["form"]
    assert (answer.status_code, sorted(form.errors)) == (422, ["subject", "text"])
    assert {name: form[name].value() for name in typed} == typed
    assert not Letter.objects.exists()


def test_a_decision_that_does_not_fit_is_refused_in_words(signed_in, cohort):
    application = make.make_application(cohort=cohort, state=ApplicationState.ACCEPTED)

    answer = signed_in.post(page(application, "application-decide", "declined"), {"note": "Sorry"})

    assert answer.status_code == 422
    assert answer.context["form"]["note"].value() == "Sorry"
    assert not Letter.objects.exists()


def test_a_decision_that_does_not_exist_is_no_page(signed_in, cohort):
    application = make.make_application(cohort=cohort)

    assert signed_in.get(page(application, "application-decide", "draft")).status_code == 404


def test_nobody_decides_about_themselves(cohort, coordinator, signed_in):
    own = make.make_application(cohort=cohort, person=coordinator.person)

    assert "somebody else decides" in words_of(signed_in.get(page(own)))
    assert signed_in.get(page(own, "application-decide", "accepted")).status_code == 403


def test_many_are_decided_after_one_look_at_the_letter(signed_in, cohort):
    chosen = [make.make_application(cohort=cohort) for _ in range(3)]
    other = make.make_application(cohort=cohort)
    sent = {"action": "accepted", "chosen": [each.public_id for each in chosen]}
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    asked = signed_in.post(address, sent)
    assert "Accept: 3 applications" in words_of(asked)
    assert not Participation.objects.exists()

    signed_in.post(address, sent | {"confirmed": "yes", "note": "Welcome!"})

    other.refresh_from_db()
    assert (Participation.objects.count(), other.state) == (3, ApplicationState.SUBMITTED)
    assert sum("Welcome!" in letter.text for letter in Letter.objects.all()) == 3


def test_those_that_cannot_be_decided_so_are_named(signed_in, cohort, coordinator):
    own = make.make_application(cohort=cohort, person=coordinator.person, name="Myself")
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    sent = {"action": "accepted", "chosen": [own.public_id], "confirmed": "yes"}
    told = words_of(signed_in.post(address, sent, follow=True))

    assert "Myself: This is about yourself" in told


def test_all_that_fit_are_decided_at_once_however_many_pages_they_fill(signed_in, cohort, monkeypatch):
    monkeypatch.setattr(applications, "PAGE", 2)
    fitting = [make.make_application(cohort=cohort) for _ in range(5)]
    other = make.make_application(cohort=cohort, role=make.MENTOR)
    assert "Decide about all 5 that fit" in words_of(signed_in.get(listed(cohort) + "?role=mentee"))

    address = reverse("coordinator:application-decide-many", args=[cohort.public_id]) + "?role=mentee"
    asked = signed_in.post(address, {"action": "declined", "all": "yes", "chosen": [other.public_id]})
    assert "Decline: 5 applications" in words_of(asked)
    assert "We cannot offer you a place" in words_of(asked)

    late = make.make_application(
        cohort=cohort
    )  # whoever comes meanwhile was not seen, so nothing is decided about them
    ids = [each.public_id for each in asked.context["chosen"]]
    signed_in.post(address, {"action": "declined", "confirmed": "yes", "chosen": ids})

    declined = Application.objects.filter(state=ApplicationState.DECLINED)
    assert {each.pk for each in declined} == {each.pk for each in fitting}
    assert {each.state for each in Application.objects.filter(pk__in=[other.pk, late.pk])} == {"submitted"}


def test_no_more_than_so_many_are_decided_at_once(signed_in, cohort, monkeypatch):
    monkeypatch.setattr(applications, "PAGE", 1)
    for module in (applications, lists):
        monkeypatch.setattr(module, "MOST_DECIDED", 2)
    first = [make.make_application(cohort=cohort) for _ in range(3)][:2]
    assert "Decide about the first 2 of all 3 that fit" in words_of(signed_in.get(listed(cohort)))

    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])
    asked = signed_in.post(address, {"action": "declined", "all": "yes"})

    assert asked.context["chosen"] == first


def test_only_what_was_sent_to_this_cohort_can_be_chosen(signed_in, cohort):
    elsewhere = make.make_cohort(programme=cohort.programme)
    chosen = [
        make.make_application(cohort=cohort, name="Ada"),
        make.make_application(cohort=elsewhere),
        make.make_application(cohort=cohort, state=ApplicationState.DRAFT),
    ]
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    sent = {"action": "accepted", "chosen": [*(each.public_id for each in chosen), "nowhere"]}
    asked = signed_in.post(address, sent)

    assert asked.context["names"] == "Ada"


def test_what_fits_one_page_is_chosen_there(signed_in, cohort):
    make.make_application(cohort=cohort)
    assert "Decide about all" not in words_of(signed_in.get(listed(cohort)))


def test_nothing_chosen_is_said(signed_in, cohort):
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    assert "choose at least one" in words_of(signed_in.post(address, {"action": "accepted"}, follow=True))


def test_the_export_holds_what_the_list_shows_with_answers_of_every_version(signed_in, cohort):
    gone = make.make_question(cohort=cohort, key="gone", label="Gone", kind=QuestionKind.TEXT)
    make.make_application(cohort=cohort, name="Ada", answers={"gone": "kept"}, role=make.MENTOR)
    erase_question(gone)
    make.make_question(cohort=cohort, key="topics", label="Topics", options=["Exams", "Chess"])
    make.make_application(cohort=cohort, name="=Bo", answers={"topics": ["Exams", "Chess"]})
    make.make_application(cohort=cohort, name="Cy", state=ApplicationState.DECLINED)
    address = reverse("coordinator:application-export", args=[cohort.public_id, "csv"])

    content = signed_in.post(address + "?stage=submitted").content.decode("utf-8-sig")

    first, *rows = csv.reader(io.StringIO(content))
    assert first[-2:] == ["Topics", "Gone"]
    assert [row[-2:] for row in rows] == [["", "kept"], ["Exams; Chess", ""]]
    assert not rows[1][0].startswith("=")
    assert AuditEvent.objects.get().detail == {"kind": "csv", "count": 2}


def test_pages_of_two_hundred_applications_ask_no_more_than_those_of_three(signed_in, cohort):
    make.make_question(cohort=cohort, options=["Exams"])

    def asked():
        tell_the_planner()
        signed_in.get("/")
        application = Application.objects.order_by("pk").first()
        many = [each.public_id for each in Application.objects.all()[:50]]
        return [
            queries(lambda: signed_in.get(listed(cohort))),
            queries(lambda: signed_in.get(listed(cohort) + "?stage=submitted&q=App")),
            queries(lambda: signed_in.get(listed(cohort) + "?order=best&role=mentee")),
            queries(lambda: signed_in.get(board)),
            queries(lambda: signed_in.get(board + "?role=mentee&q=App")),
            queries(lambda: signed_in.get(page(application))),
            queries(lambda: signed_in.get(assign)),
            queries(lambda: signed_in.post(assign, {"chosen": many})),
            queries(lambda: signed_in.post(export)),
            queries(lambda: signed_in.post(decide, {"action": "declined", "chosen": many})),
        ]

    export = reverse("coordinator:application-export", args=[cohort.public_id, "xlsx"])
    decide = reverse("coordinator:application-decide-many", args=[cohort.public_id])
    board = reverse("coordinator:application-board", args=[cohort.public_id])
    assign = reverse("coordinator:review-assign", args=[cohort.public_id])
    make.make_review_criterion(programme=cohort.programme)
    fill(cohort, 3)
    signed_in.post(export)
    three = asked()
    fill(cohort, 97)

    assert asked() == three
    assert max(three) <= 25


@pytest.mark.parametrize("to", ["accepted", "offered", "waitlisted", "declined"])
def test_deciding_about_fifty_asks_hardly_more_than_about_three(signed_in, cohort, to):
    """Hardly: SQLite takes so many values in one statement, so fifty rows are written in a few; nothing is asked of each.

    Acceptance is the longest: people, profiles, answers, participations, two kinds of acts and the letters.
    """
    make.make_question(cohort=cohort, options=["Exams"])
    address = reverse("coordinator:application-decide-many", args=[cohort.public_id])

    def asked(count):
        waiting = [make.make_application(cohort=cohort, answers={"topics": ["Exams"]}) for _ in range(count)]
        sent = {"action": to, "chosen": [each.public_id for each in waiting], "confirmed": "yes"}
        with CaptureQueriesContext(connection) as seen:
            assert signed_in.post(address, sent).status_code == 302
        assert Application.objects.filter(pk__in=[each.pk for each in waiting], state=to).count() == count
        return len(seen)

    asked(1)
    three, fifty = asked(3), asked(50)

    assert fifty <= three + 8
    assert three <= 60


def fill(cohort, count):
    for _ in range(count):
        make.make_application(cohort=cohort, answers={"topics": ["Exams"]})
        considered = make.make_application(cohort=cohort, answers={"topics": ["Exams"]})
        make.make_review(application=considered, points=3)
        make.make_reservation(application=considered)


def queries(act):
    with CaptureQueriesContext(connection) as seen:
        assert act().status_code == 200
    return len(seen)


def test_nobody_reads_why_colleagues_declined_themselves(signed_in, cohort, coordinator):
    own = make.make_application(
        cohort=cohort, person=coordinator.person, state="declined", reason="Not with us any more"
    )
    other = make.make_application(cohort=cohort, state="declined", reason="Too late")

    assert "Not with us" not in words_of(signed_in.get(page(own)))
    assert "Too late" in words_of(signed_in.get(page(other)))
    table = signed_in.post(reverse("coordinator:application-export", args=[cohort.public_id, "csv"]))
    text = b"".join(table.streaming_content if table.streaming else [table.content]).decode("utf-8-sig")
    assert ("Not with us" in text, "Too late" in text) == (False, True)
