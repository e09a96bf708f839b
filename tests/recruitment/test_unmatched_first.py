"""Whoever was left without a match before comes first, where the programme wants that: in line, and in a match run."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.matching.services.runs import request_run, run_next_match
from rapport.programmes.choices import CohortState, ParticipationState
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application
from rapport.recruitment.selectors import position_of, waiting_by_role
from rapport.recruitment.selectors.turns import were_unmatched
from rapport.recruitment.services.decisions import decide_application
from rapport.recruitment.services.forms import set_application_form
from rapport.recruitment.services.offers import move_to_top, offer_next_place
from tests import make
from tests.matching.cohorts import matchable_cohort, pairs_of

pytestmark = pytest.mark.django_db
WAITLISTED = ApplicationState.WAITLISTED


@pytest.fixture
def programme():
    return make.make_programme()


@pytest.fixture
def last_year(programme):
    return year(programme, 425)


@pytest.fixture
def cohort(programme):
    return make.make_cohort(programme=programme, state=CohortState.RECRUITING)


@pytest.fixture
def coordinator(programme):
    return make.make_actor(programme=programme)


@pytest.fixture
def form(cohort):
    return make.make_application_form(cohort=cohort, offers_by_itself=True, unmatched_first=True)


def year(programme, days, **fields):
    starts_on, ends_on = make.days_ago(days), make.days_ago(days - 300)
    return make.make_cohort(
        programme=programme, name=f"{days} days ago", starts_on=starts_on, ends_on=ends_on, **fields
    )


def took_part(cohort, **fields):
    return make.make_participation(role=make.MENTEE, cohort=cohort, **fields).profile.person


def waits(cohort, by, person=None, **fields):
    application = make.make_application(cohort=cohort, person=person, **fields)
    return decide_application(application, to=WAITLISTED, by=by)


def in_line(cohort, by):
    return [each.pk for each in waiting_by_role(cohort, by=by)[make.MENTEE]]


def test_they_go_before_others_and_behind_those_like_them(cohort, form, last_year, coordinator):
    ordinary = waits(cohort, coordinator)
    unlucky = [waits(cohort, coordinator, person=took_part(last_year)) for _ in range(2)]
    last = waits(cohort, coordinator)

    assert in_line(cohort, coordinator) == [each.pk for each in (*unlucky, ordinary, last)]
    assert [position_of(each) for each in (*unlucky, ordinary, last)] == [1, 2, 3, 4]


def test_the_next_free_place_is_offered_to_them(cohort, form, last_year, coordinator):
    waits(cohort, coordinator)
    unlucky = waits(cohort, coordinator, person=took_part(last_year))
    set_application_form(cohort, by=coordinator, places={make.MENTEE: 1})

    assert offer_next_place()
    assert Application.objects.get(state=ApplicationState.OFFERED).pk == unlucky.pk
    assert not Application.objects.get(pk=unlucky.pk).waits_first


def test_whoever_is_moved_to_the_top_goes_before_all(cohort, form, last_year, coordinator):
    waits(cohort, coordinator, person=took_part(last_year))
    moved = move_to_top(waits(cohort, coordinator), reason="Promised", by=coordinator)
    waits(cohort, coordinator, person=took_part(last_year))

    assert in_line(cohort, coordinator)[0] == moved.pk


def test_the_line_is_put_in_order_when_the_programme_changes_its_mind(cohort, last_year, coordinator):
    make.make_application_form(cohort=cohort)
    first, second = waits(cohort, coordinator), waits(cohort, coordinator, person=took_part(last_year))
    assert in_line(cohort, coordinator) == [first.pk, second.pk]

    set_application_form(cohort, by=coordinator, unmatched_first=True)
    assert in_line(cohort, coordinator) == [second.pk, first.pk]
    assert AuditEvent.objects.get(act="application-form-set").detail == {"fields": ["unmatched_first"]}

    set_application_form(cohort, by=coordinator, unmatched_first=False)
    assert in_line(cohort, coordinator) == [first.pk, second.pk]


def test_whoever_waited_for_a_place_in_vain_comes_first_too(cohort, form, last_year, coordinator):
    in_vain = make.make_application(cohort=last_year, state=WAITLISTED, waiting_place=1)
    ordinary = waits(cohort, coordinator)
    unlucky = waits(cohort, coordinator, person=in_vain.person)

    assert in_line(cohort, coordinator) == [unlucky.pk, ordinary.pk]


@pytest.mark.parametrize(
    ("came", "comes_first"),
    [
        ([("no match", 425)], True),
        ([("no match", 800)], True),
        ([], False),
        ([("left", 425)], False),
        ([("no match", 800), ("matched", 425)], False),
        ([("matched", 800), ("no match", 425)], True),
        ([("as a mentor", 425)], False),
        ([("elsewhere", 425)], False),
        ([("no match", 10)], False),  # that cohort starts later
    ],
    ids=str,
)
def test_who_counts_as_left_without_a_match(cohort, programme, came, comes_first):
    profile = make.make_profile(organisation=programme.organisation)
    for how, days in came:
        elsewhere = make.make_programme(organisation=programme.organisation)
        earlier = year(elsewhere if how == "elsewhere" else programme, days)
        mentee = make.make_participation(
            role=make.MENTOR if how == "as a mentor" else make.MENTEE,
            cohort=earlier,
            profile=profile,
            state=ParticipationState.LEFT if how == "left" else ParticipationState.ACTIVE,
        )
        if how == "matched":
            mentor = make.make_participation(role=make.MENTOR, cohort=earlier)
            make.make_mentorship(mentee=mentee, mentor=mentor, state="closed")
    now = make.make_participation(role=make.MENTEE, cohort=cohort, profile=profile)

    assert were_unmatched(cohort.participations.all(), cohort) == ({now.pk} if comes_first else set())


def test_a_match_run_gives_them_the_one_mentor_there_is_and_tells_neither(coordinator, programme, last_year):
    cohort = matchable_cohort(pairs=1, programme=programme)
    profile = make.make_participation(role=make.MENTEE, cohort=last_year, name="Zoe Left").profile
    make.make_participation(role=make.MENTEE, cohort=cohort, profile=profile)
    criterion = make.make_criterion(
        cohort=cohort, kind="unmatched_before", mentee_question="", mentor_question="", weight=0
    )
    got = []
    for weight in (0, 100):
        type(criterion).objects.filter(pk=criterion.pk).update(weight=weight)
        run = request_run(cohort, by=coordinator)
        assert run_next_match()
        got.append(list(pairs_of(run)))

    assert got == [["Mentee 0000"], [profile.name]]
    part = run.proposals.exclude(state="withdrawn").get().parts[-1]
    assert (part["points"], part["uses_sensitive"]) == (100, True)
