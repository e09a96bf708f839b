"""Each answers alone, both settle, and what was settled becomes a part of the agreement."""

import pytest

from rapport.core.errors import NotAllowed
from rapport.letters.models import Letter
from rapport.mentorships.choices import AgreementState, MentorshipState
from rapport.mentorships.errors import (
    AgreementChanged,
    ExpectationsNotAsked,
    ExpectationsOpened,
    ExpectationsSealed,
    NothingSettled,
)
from rapport.mentorships.models import Agreement, Expectations
from rapport.mentorships.presets.expectations import QUESTIONS
from rapport.mentorships.selectors import comparison_of, suggested_points, usual_answers
from rapport.mentorships.services.agreements import sign_agreement
from rapport.mentorships.services.expectations import answer_expectations, settle_expectations
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    programme = make.make_programme(asks_expectations=True)
    cohort = make.make_cohort(programme=programme)
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort), signed=False)


def again(mentorship):
    """Load it anew: what was prefetched before says nothing of what happened since."""
    return type(mentorship).objects.get(pk=mentorship.pk)


def actors(mentorship):
    return [make.participant_actor(party.participation) for party in mentorship.people]


def answer(mentorship, by, **answers):
    return answer_expectations(mentorship, by=by, answers=make.EXPECTED | answers)


def both_answer(mentorship, **answers_of_mentee):
    mentor, mentee = actors(mentorship)
    answer(mentorship, mentor)
    answer(mentorship, mentee, **answers_of_mentee)
    return mentor, mentee


def kinds_of_letters():
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def test_a_draft_is_kept_question_by_question_and_is_answered_with_the_last(mentorship):
    mentor, _ = actors(mentorship)
    for question in QUESTIONS[:-1]:
        answers = {part.key: make.EXPECTED[part.key] for part in question.parts if part.key in make.EXPECTED}
        answer_expectations(mentorship, by=mentor, answers=answers)
    assert again(mentorship).people[0].expectations_answered_at is None

    kept = answer_expectations(mentorship, by=mentor, answers={"give": "  Time and honesty. "})

    assert kept.answers == make.EXPECTED
    assert again(mentorship).people[0].expectations_answered_at is not None
    assert kinds_of_letters() == []


def test_the_last_answer_tells_the_others_and_nobody_else(mentorship):
    both_answer(mentorship)

    mentor = mentorship.people[0]
    assert list(Letter.objects.values_list("kind", "to_name")) == [
        ("expectations-answered-notification", mentor.name)
    ]


def test_an_answer_can_be_changed_until_the_other_has_answered_and_not_after(mentorship):
    mentor, mentee = actors(mentorship)
    answer(mentorship, mentor)
    answer_expectations(mentorship, by=mentor, answers={"notice": "7"})
    answer(mentorship, mentee)

    with pytest.raises(ExpectationsOpened):
        answer_expectations(mentorship, by=mentor, answers={"notice": "1"})
    assert Expectations.objects.get(party=mentorship.people[0]).answers["notice"] == "7"


def test_what_is_not_offered_is_not_kept(mentorship):
    with pytest.raises(ValueError, match="channels"):
        answer(mentorship, actors(mentorship)[0], channels=["in-person", "pigeon"])
    assert not Expectations.objects.exists()


def test_nobody_answers_for_others(mentorship):
    stranger = make.make_participation(role=make.MENTOR, cohort=mentorship.cohort)

    with pytest.raises(NotAllowed):
        answer(mentorship, make.participant_actor(stranger))


@pytest.mark.parametrize("why", ["programme", "signed", "closed"])
def test_questions_are_asked_only_where_they_lead_somewhere(mentorship, why):
    if why == "programme":
        type(mentorship.cohort.programme).objects.update(asks_expectations=False)
    elif why == "signed":
        mentorship.agreements.update(state=AgreementState.SIGNED, signed_at=make.clock.now())
    else:
        type(mentorship).objects.update(state=MentorshipState.CLOSED, closed_at=make.clock.now())

    with pytest.raises(ExpectationsNotAsked):
        answer(mentorship, actors(mentorship)[0])


def test_what_is_settled_is_worded_anew_where_the_programme_has_ceased_to_ask(mentorship):
    _, mentee = both_answer(mentorship)
    settle_expectations(mentorship, by=mentee, points={"booking": "The mentee."})
    type(mentorship.cohort.programme).objects.update(asks_expectations=False)

    settled = settle_expectations(again(mentorship), by=mentee, points={"booking": "In turns."})

    assert settled.points == {"booking": "In turns."}


def test_nothing_is_settled_while_an_answer_is_sealed(mentorship):
    mentor, mentee = actors(mentorship)
    answer(mentorship, mentor)

    with pytest.raises(ExpectationsSealed):
        settle_expectations(mentorship, by=mentee, points={"hope": "Much."})
    assert mentorship.agreements.get().points == {}


def test_what_is_settled_becomes_a_part_of_the_text(mentorship):
    _, mentee = both_answer(mentorship)
    before = mentorship.agreements.get().text

    settled = settle_expectations(
        mentorship,
        by=mentee,
        points={"booking": " The mentee. ", "hope": "# Boundaries\nNone.", "nonsense": "x"},
    )

    assert (settled.version, settled.text) == (1, before)
    assert settled.points == {"booking": "The mentee.", "hope": "# Boundaries\nNone."}
    assert settled.whole_text.startswith(f"{before}\n\n## What we have settled between us\n\n")
    assert settled.whole_text.endswith(
        "### Who books our meetings\n\nThe mentee.\n\n### What we hope for\n\n\\# Boundaries\nNone."
    )
    assert "somebody may come to harm" in settled.settled_text
    assert kinds_of_letters()[-1] == "agreement-settled-request"


def test_settling_nothing_is_refused(mentorship):
    _, mentee = both_answer(mentorship)

    with pytest.raises(NothingSettled):
        settle_expectations(mentorship, by=mentee, points={"hope": "  "})


def test_a_wording_is_changed_in_place_without_a_second_letter_until_somebody_signs(mentorship):
    mentor, mentee = both_answer(mentorship)
    settle_expectations(mentorship, by=mentee, points={"booking": "The mentee."})

    settled = settle_expectations(mentorship, by=mentor, points={"booking": "In turns."})

    assert (settled.version, settled.points) == (1, {"booking": "In turns."})
    assert kinds_of_letters().count("agreement-settled-request") == 1


def test_whoever_had_signed_reads_and_signs_the_new_wording(mentorship):
    mentor, mentee = both_answer(mentorship)
    first = settle_expectations(mentorship, by=mentee, points={"booking": "The mentee."})
    sign_agreement(first, by=mentee, name="Emil East")

    second = settle_expectations(mentorship, by=mentor, points={"booking": "In turns."})

    first.refresh_from_db()
    assert (first.state, first.signatures.count()) == (AgreementState.SUPERSEDED, 1)
    assert (second.version, second.state, second.signatures.count()) == (2, AgreementState.DRAFT, 0)
    assert kinds_of_letters().count("agreement-settled-request") == 2


def test_of_two_who_settle_the_second_is_shown_what_the_first_has_written(mentorship):
    mentor, mentee = both_answer(mentorship)
    read = mentorship.agreements.get().digest
    settle_expectations(mentorship, by=mentee, points={"booking": "The mentee."}, read=read)

    with pytest.raises(AgreementChanged):
        settle_expectations(mentorship, by=mentor, points={"booking": "In turns."}, read=read)
    assert mentorship.agreements.get().points == {"booking": "The mentee."}


def test_the_whole_way_leads_to_an_active_mentorship(mentorship):
    mentor, mentee = both_answer(mentorship, often="weekly", hope="A job.")
    points = suggested_points(again(mentorship), by=mentee)
    settled = settle_expectations(mentorship, by=mentee, points=points)
    for by, name in ((mentee, "Emil East"), (mentor, "Robin Reed")):
        sign_agreement(settled, by=by, name=name, read=settled.digest)

    agreement = Agreement.objects.get()
    assert (agreement.state, again(mentorship).state) == (AgreementState.SIGNED, MentorshipState.ACTIVE)
    assert set(agreement.points) == {question.key for question in QUESTIONS}


@pytest.mark.parametrize(("of_mentor", "agrees"), [("as-needed", True), ("monthly", False)])
def test_a_rhythm_is_suggested_within_the_rule_also_where_both_agree_on_less(mentorship, of_mentor, agrees):
    type(mentorship.cohort.programme).objects.update(required_meetings=2)
    mentor, mentee = actors(mentorship)
    answer(mentorship, mentor, often=of_mentor)
    answer(mentorship, mentee, often="as-needed")

    point = comparison_of(again(mentorship), by=mentee)[0]

    assert (point.agrees, point.suggestion, point.why) == (
        agrees,
        "Every two weeks, an hour",
        "The programme asks you to meet at least this often.",
    )


@pytest.mark.parametrize("confidential", [make.EXPECTED["confidential"], "nothing"])
def test_a_note_on_confidence_is_never_suggested_for_what_staff_read(mentorship, confidential):
    mentor, mentee = actors(mentorship)
    answer(mentorship, mentor, confidential_note="Not my manager.")
    answer(mentorship, mentee, confidential=confidential, confidential_note="Not my manager.")

    point = comparison_of(again(mentorship), by=mentee)[3]

    assert [each.words.splitlines()[-1] for each in point.said] == ["Not my manager."] * 2
    assert (bool(point.suggestion), "manager" in point.suggestion) == (True, False)


def test_what_a_mentor_answered_for_one_mentee_is_there_to_begin_with_for_the_next(mentorship):
    mentor = mentorship.people[0].participation
    type(mentor).objects.filter(pk=mentor.pk).update(capacity=2)
    answer(mentorship, make.participant_actor(mentor), notice="7", confidential_note="Not my manager.")
    mentee = make.make_participation(role=make.MENTEE, cohort=mentorship.cohort)
    following = make.make_mentorship(mentee=mentee, mentor=mentor, signed=False)

    usual = usual_answers(following, by=make.participant_actor(mentor))

    assert usual["notice"] == "7"
    assert {"confidential_note", "hope", "give"} & set(usual) == set()
    assert comparison_of(following, by=make.participant_actor(mentor)) == []
