"""A sensitive answer counts in a match only if it is opened, and even then nobody reads it in what the match says (B11)."""

import pytest
from django.urls import reverse

from rapport.letters.models import Letter
from rapport.matching.engine_adapter import run_match
from rapport.matching.models import Proposal
from rapport.matching.selectors import explain_proposal
from rapport.matching.services.freezing import freeze, thaw
from rapport.matching.services.runs import request_run, run_next_match
from rapport.programmes.models import Guideline
from rapport.programmes.services.participations import set_answers
from rapport.questionnaires.services import add_question
from tests import make
from tests.access.crawl import crawl, told_by
from tests.access.test_canaries import STARTS, unpacked
from tests.cast import NAMES, OWN_MARK, assemble_cast, browser_of

SECRET, OTHER = "cnryopenedanswer", "Something else"
TOLD = "cnrytoldbyafollowup"
MENTEE, MENTOR = "Ilse Brandt", "Jonas Feld"
OTHERS = [name for name in NAMES if name not in {"owner", "coordinator", "deputy"}]
ASKED = {"mentee_question": "illness", "mentor_question": "illness"}


@pytest.fixture
def cast(db):
    """A cohort of the cast in which a criterion and a rule compare something sensitive."""
    cast = assemble_cast(mark=OWN_MARK)
    cohort = cast.own.cohort
    for settings in (cohort.criteria, cohort.match_rules):
        settings.all().delete()
    make.make_question(
        cohort=cohort, key="illness", kind="single", options=[OTHER], is_sensitive=True, position=9
    )
    add_question(
        cohort.questionnaire,
        label="Ward",
        kind="single",
        options=[OTHER],
        shown_if="illness",
        shown_for=[OTHER],
    )
    ward = {"mentee_question": "ward", "mentor_question": "ward"}
    make.make_criterion(cohort=cohort, kind="same_category", label="Ward", weight=80, **ward)
    make.make_criterion(cohort=cohort, kind="same_category", label="Illness", weight=90, **ASKED)
    make.make_rule(cohort=cohort, kind="must_share", label="Share it", **ASKED)
    return cast


@pytest.fixture
def pair(cast):
    """A mentee and a mentor who have given the same sensitive answer and said more because of it, and nothing else."""
    answers = {"illness": SECRET, "ward": TOLD}
    answered = [
        make.make_participation(role=role, cohort=cast.own.cohort, name=name, answers=answers)
        for role, name in ((make.MENTEE, MENTEE), (make.MENTOR, MENTOR))
    ]
    for each in answered:
        for guideline in Guideline.objects.filter(programme=cast.own.programme, state="in-force"):
            make.make_acknowledgement(guideline=guideline, profile=each.profile)
    return answered


def let(pair, *, opened):
    for each in pair:
        each.answers.opened = ["illness", "ward"] if opened else []
        each.answers.save()


def matched(cast):
    run = request_run(cast.own.cohort, by=cast.actor("coordinator"))
    while run_next_match():
        pass
    run.refresh_from_db()
    assert (run.state, run.last_error) == ("done", "")
    return run


def proposal_of(run):
    return Proposal.objects.filter(run=run, mentee__profile__name=MENTEE).get()


def scored(cast):
    result = run_match(freeze(cast.own.cohort), seed=0)
    left = [(one.person, one.reasons) for one in result.unmatched]
    return [(pair.mentee, pair.mentor, pair.points, pair.unchecked) for pair in result.pairs], left


def test_closed_answer_is_not_in_the_run_and_changes_nothing(cast, pair):
    run, before = matched(cast), scored(cast)
    for each in pair:
        each.answers.values = {"illness": OTHER} if each.role == make.MENTOR else {}
        each.answers.save()

    assert SECRET not in thaw(run).to_json()
    assert scored(cast) == before


def test_what_tells_a_closed_answer_is_not_in_the_run_though_it_is_ticked(cast, pair):
    before = scored(cast)
    for each in pair:
        set_answers(each, {}, by=make.participant_actor(each), opened={"illness": False, "ward": True})

    assert TOLD not in thaw(matched(cast)).to_json()
    assert scored(cast) == before


def test_opened_answer_counts(cast, pair):
    closed = scored(cast)
    let(pair, opened=True)
    run = matched(cast)

    assert SECRET in thaw(run).to_json()
    assert scored(cast) != closed
    assert proposal_of(run).mentor.profile.name == MENTOR
    assert SECRET in "".join(reason.sentence for reason in explain_proposal(proposal_of(run)).reasons)


def test_answer_taken_back_is_out_of_the_next_run(cast, pair):
    let(pair, opened=True)
    first = matched(cast)
    let(pair, opened=False)

    assert SECRET in thaw(first).to_json()
    assert SECRET not in thaw(matched(cast)).to_json()


def test_neither_letters_nor_the_table_of_proposals_hold_an_opened_answer(cast, pair):
    let(pair, opened=True)
    matched(cast)
    release(cast, pair[0])
    table = {
        kind: cast.client("coordinator").post(
            reverse("coordinator:proposal-export", args=[cast.own.cohort.public_id, kind])
        )
        for kind in ("csv", "xlsx")
    }

    assert SECRET not in "".join(f"{row}" for row in Letter.objects.values())
    for answer in table.values():
        words = unpacked(told_by(answer), answer)
        assert (MENTEE in words, SECRET in words, TOLD in words) == (True, False, False)


def test_why_somebody_is_left_without_names_no_answer(cast, pair):
    let(pair, opened=True)
    mentor = pair[1]
    mentor.answers.values = {"illness": OTHER}
    mentor.answers.save()
    run = matched(cast)

    told = " ".join(reason for left in run.unmatched.all() for reason in left.reasons)

    assert (bool(told), SECRET in told) == (True, False)


def test_neither_of_the_two_reads_what_the_other_has_opened(cast, pair):
    """The two have answered in different words, so that each reads their own alone."""
    cast.own.cohort.match_rules.filter(label="Share it").delete()
    cast.own.cohort.criteria.filter(label="Illness").update(kind="different_category")
    mentor = pair[1]
    mentor.answers.values = {"illness": "cnryofthementor"}
    let(pair, opened=True)
    proposal = proposal_of(matched(cast))
    assert proposal.mentor == mentor
    release(cast, pair[0])

    told = {each.role: told_to(browser_of(make.participant_actor(each))) for each in pair}

    assert MENTOR in told[make.MENTEE]
    assert (SECRET in told[make.MENTEE], SECRET in told[make.MENTOR]) == (True, False)
    assert ("cnryofthementor" in told[make.MENTEE], "cnryofthementor" in told[make.MENTOR]) == (False, True)


@pytest.mark.parametrize("name", OTHERS)
def test_opened_answer_is_read_by_nobody_without_the_right(cast, pair, name):
    let(pair, opened=True)
    matched(cast)
    release(cast, pair[0])

    told = told_to(cast.client(name))
    assert (SECRET in told, TOLD in told) == (False, False)


def release(cast, mentee):
    address = reverse("coordinator:proposal-release", args=[cast.own.cohort.public_id])
    cast.client("coordinator").post(address, {"all": "yes", "confirmed": "yes"})
    assert Proposal.objects.filter(mentee=mentee, state="released").exists()


def told_to(client):
    return "".join(page.told for page in crawl(client, STARTS, searched_for="Moss"))
