"""Match runs: what they freeze, how they end, and that they can be repeated."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.matching.errors import NothingToMatch, RunNotFinished
from rapport.matching.models import MatchRun, PastPair, Proposal
from rapport.matching.services.freezing import freeze, thaw
from rapport.matching.services.runs import (
    cancel_run,
    release_stale_runs,
    reproduce,
    request_run,
    run_next_match,
    unrepeatable_runs,
)
from rapport.questionnaires.models import Question
from tests import make
from tests.matching.cohorts import matchable_cohort, matched, pairs_of, person


def test_run_pairs_people_with_what_they_need(cohort, by):
    run = matched(cohort, by)
    assert pairs_of(run) == {f"Mentee {n:04}": f"Mentor {n:04}" for n in range(3)}
    assert (run.state, run.pairs, run.total, run.is_optimal, run.progress) == ("done", 3, 120.0, True, 1.0)
    assert run.input_hash == thaw(run).input_hash()


def test_run_is_recorded(cohort, by):
    run = request_run(cohort, by=by)
    event = AuditEvent.objects.get(act="match-run-requested")
    assert (event.subject, event.actor, event.hat) == (run.public_id, by.person.public_id, by.hat)


def test_run_freezes_only_active_people_with_places(cohort, by):
    full, waiting, gone = (person(cohort, f"Mentor {n:04}") for n in range(3))
    make.make_mentorship(mentor=full, mentee=person(cohort, "Mentee 0000"))
    make.make_proposal(mentor=waiting, mentee=person(cohort, "Mentee 0001"), state="released")
    make.leave(gone)
    make.make_participation(role=make.MENTOR, cohort=cohort, name="Mentor 0009", capacity=3)
    frozen = freeze(cohort)
    assert [(p.name, p.capacity) for p in frozen.mentors] == [("Mentor 0009", 3)]
    assert [p.name for p in frozen.mentees] == ["Mentee 0002"]


def test_expired_proposal_gives_its_places_back_but_the_pair_is_not_proposed_again(cohort, by):
    mentor, mentee = person(cohort, "Mentor 0000"), person(cohort, "Mentee 0000")
    make.make_proposal(
        mentor=mentor, mentee=mentee, state="released", expires_at=clock.now() - dt.timedelta(hours=1)
    )
    run = matched(cohort, by)
    assert (run.mentors_in_all, run.mentees_in_all) == (3, 3)
    assert pairs_of(run).get("Mentee 0000") != "Mentor 0000"


@pytest.mark.parametrize("state", ["declined", "accepted"])
def test_pair_once_proposed_is_not_proposed_again(cohort, by, state):
    mentor, mentee = person(cohort, "Mentor 0000"), person(cohort, "Mentee 0000")
    make.make_proposal(mentor=mentor, mentee=mentee, state=state)
    assert pairs_of(matched(cohort, by)).get("Mentee 0000") != "Mentor 0000"


def test_past_pair_counts_where_a_rule_says_so(cohort, by):
    mentor, mentee = person(cohort, "Mentor 0000"), person(cohort, "Mentee 0000")
    PastPair.objects.create(
        organisation=cohort.programme.organisation, mentor=mentor.profile, mentee=mentee.profile
    )
    assert pairs_of(matched(cohort, by))["Mentee 0000"] == "Mentor 0000"
    make.make_rule(cohort=cohort, kind="not_previous_pair", label="New pairs only")
    assert pairs_of(matched(cohort, by)).get("Mentee 0000") != "Mentor 0000"


def test_line_manager_of_the_profile_counts_as_manager(cohort, by):
    make.make_question(cohort=cohort, key="manager", kind="text")
    make.make_rule(cohort=cohort, mentee_question="manager", mentor_question="manager")
    mentor, mentee = person(cohort, "Mentor 0000"), person(cohort, "Mentee 0000")
    mentee.profile.line_manager = mentor.profile
    mentee.profile.save()
    assert pairs_of(matched(cohort, by)).get("Mentee 0000") != "Mentor 0000"


def test_order_of_rows_does_not_matter(cohort, by):
    other = make.make_cohort(programme=cohort.programme, name="Again")
    make.make_question(cohort=other, key="topics", options=Question.objects.get().options)
    make.make_criterion(cohort=other, weight=40)
    for one in reversed(list(cohort.participations.order_by("pk"))):
        make.make_participation(
            role=one.role,
            cohort=other,
            profile=one.profile,
            answers=one.answers.values,
            capacity=one.capacity,
        )
    assert pairs_of(matched(cohort, by)) == pairs_of(matched(other, by))


def test_nobody_to_match_is_refused(cohort, by):
    for mentor in cohort.participations.filter(role=make.MENTOR):
        make.leave(mentor)
    with pytest.raises(NothingToMatch):
        request_run(cohort, by=by)
    assert not MatchRun.objects.exists()


def test_second_run_waits_for_the_first(cohort, by):
    request_run(cohort, by=by)
    with pytest.raises(RunNotFinished):
        request_run(cohort, by=by)
    assert MatchRun.objects.count() == 1


def test_new_run_replaces_the_drafts_of_the_last(cohort, by):
    first, second = matched(cohort, by), matched(cohort, by)
    assert (first.number, second.number) == (1, 2)
    assert set(first.proposals.values_list("state", "ended_at")) == {("withdrawn", second.ended_at)}
    assert set(second.proposals.values_list("state", flat=True)) == {"draft"}


def test_unmatched_are_kept_with_reasons(cohort, by):
    make.make_participation(
        role=make.MENTEE, cohort=cohort, name="Mentee 0009", answers={"topics": ["Writing"]}
    )
    run = matched(cohort, by)
    left = run.unmatched.get()
    assert left.participation.profile.name == "Mentee 0009"
    assert left.reasons


def test_waiting_run_is_cancelled_at_once(cohort, by):
    run = request_run(cohort, by=by)
    cancel_run(run, by=by)
    run.refresh_from_db()
    assert (run.state, run.is_cancelled) == ("failed", True)
    assert run.progress_note == "This match run was stopped before it was done."
    assert run_next_match() is False


def test_running_run_stops_when_cancelled_and_leaves_the_drafts_before(cohort, by, monkeypatch):
    first = matched(cohort, by)
    run = request_run(cohort, by=by)
    # The worker's first look at "is it cancelled?" comes after this.
    monkeypatch.setattr("rapport.matching.services.runs.thaw", _cancelling(by))
    assert run_next_match()
    run.refresh_from_db()
    assert (run.state, run.is_cancelled, run.proposals.count()) == ("failed", True, 0)
    assert set(first.proposals.values_list("state", flat=True)) == {"draft"}


def _cancelling(by):
    def cancel_then_thaw(run):
        cancel_run(run, by=by)
        return thaw(run)

    return cancel_then_thaw


def test_finished_run_cannot_be_cancelled(cohort, by):
    run = matched(cohort, by)
    with pytest.raises(WrongState):
        cancel_run(run, by=by)


def test_bad_settings_fail_the_run_in_a_plain_sentence(cohort, by):
    cohort.criteria.update(kind="ordered_distance")
    run = matched(cohort, by)
    assert run.state == "failed"
    assert "topics" in run.progress_note.lower()


def test_fault_fails_the_run_and_says_so(cohort, by):
    run = request_run(cohort, by=by)
    MatchRun.objects.filter(pk=run.pk).update(frozen_input=b"not a frozen input")
    assert run_next_match()
    run.refresh_from_db()
    assert (run.state, run.progress_note) == ("failed", "The run stopped because of a fault in Rapport.")
    assert run.last_error.startswith("error: ")


def test_run_of_a_dead_worker_starts_again_and_gives_the_same(cohort, by):
    run = request_run(cohort, by=by)
    died = clock.now() - dt.timedelta(minutes=11)
    MatchRun.objects.filter(pk=run.pk).update(state="running", claimed_at=died, attempts=1)
    assert release_stale_runs() == 1
    assert run_next_match()
    run.refresh_from_db()
    assert (run.state, run.attempts, run.pairs) == ("done", 2, 3)


def test_run_whose_workers_died_three_times_is_put_before_a_person(cohort, by):
    run = request_run(cohort, by=by)
    died = clock.now() - dt.timedelta(minutes=11)
    MatchRun.objects.filter(pk=run.pk).update(state="running", claimed_at=died, attempts=3)
    assert release_stale_runs() == 0
    run.refresh_from_db()
    assert run.state == "failed"


def test_worker_thought_dead_writes_nothing(cohort, by, monkeypatch):
    run = request_run(cohort, by=by)

    def hand_over_then_thaw(claimed):
        MatchRun.objects.filter(pk=claimed.pk).update(attempts=2)
        return thaw(claimed)

    monkeypatch.setattr("rapport.matching.services.runs.thaw", hand_over_then_thaw)
    assert run_next_match()
    run.refresh_from_db()
    assert (run.state, Proposal.objects.count()) == ("running", 0)


def test_reproduce_agrees_and_notices_a_change(cohort, by):
    run = matched(cohort, by)
    assert reproduce(run)
    run.proposals.first().delete()
    assert not reproduce(run)


def test_two_cohorts_run_apart(cohort, by):
    other = matchable_cohort(name="Spring", programme=cohort.programme, pairs=2)
    request_run(cohort, by=by)
    request_run(other, by=by)
    assert [run_next_match(), run_next_match(), run_next_match()] == [True, True, False]
    assert set(MatchRun.objects.values_list("cohort__name", "pairs")) == {("Autumn", 3), ("Spring", 2)}


def test_run_that_cannot_be_repeated_is_named(cohort, by):
    run = matched(cohort, by)
    assert list(unrepeatable_runs()) == []
    Proposal.objects.filter(run=run).order_by("pk").first().delete()
    assert list(unrepeatable_runs()) == [
        f"match run {run.public_id}: repeated from its frozen input it gives other proposals"
    ]


def test_run_whose_input_is_damaged_is_named(cohort, by):
    run = matched(cohort, by)
    MatchRun.objects.update(frozen_input=b"damaged")
    assert [sentence.split("(")[0] for sentence in unrepeatable_runs()] == [
        f"match run {run.public_id}: it cannot be repeated "
    ]
