"""The list of proposals, one in detail, release, export, and who is left without."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.audit.models import AuditEvent
from rapport.letters.models import Letter
from rapport.matching.models import MatchRun, Proposal
from rapport.matching.services.decisions import exclude_proposal, pin_proposal
from rapport.matching.services.proposals import release_proposals
from rapport.mentorships.services.proposals import decline_proposal
from tests import make
from tests.crowd import tell_the_planner
from tests.matching.cohorts import matched, person
from tests.web.coordinator.matching_pages import Desk, words_of


@pytest.fixture
def desk(db):
    return Desk()


def test_list_shows_pairs_scores_reasons_and_the_proof(desk):
    words = words_of(desk.get("proposal-list"))
    for expected in (
        "Mentee 0000 · Mentor 0000",
        "100",
        "Mentee 0000 wants help with Exams; Mentor 0000 offers it",
        "Release all 3",
    ):
        assert expected in words
    assert "No other matching of these people scores higher." in words


def test_what_people_wrote_is_never_read_as_html(desk):
    draft = desk.draft(0)
    draft.parts = [{**draft.parts[0], "sentence": "Wants <img src=x onerror=alert(1)> & more."}]
    draft.save()
    for one, name in ((draft.mentee, '"><b>Mentee'), (draft.mentor, "O'Neil <i>")):
        one.profile.name = name
        one.profile.save()

    text = desk.get("proposal-list", query="?q=%22%3E%3Cb%3EMentee").content.decode()
    whole = desk.get("proposal-list").content.decode()
    for page in (text, whole):
        assert ("<img" in page, "<b>Mentee" in page, "<i>" in page) == (False, False, False)
        assert 'aria-label="&quot;&gt;&lt;b&gt;Mentee, O&#x27;Neil &lt;i&gt;"' in page
        assert "Wants &lt;img src=x onerror=alert(1)&gt; &amp; more" in page


def test_a_search_that_finds_all_shows_the_rows_of_the_whole_list(desk):
    pin_proposal(desk.draft(1), by=desk.by)
    release_proposals(desk.cohort, by=desk.by, ids=[desk.draft(2).public_id])
    whole, found = (
        desk.get("proposal-list", query=query).content.decode().replace("q=Mentee&amp;", "")
        for query in ("?", "?q=Mentee")
    )
    rows = [page.partition("<tbody")[2].partition("</tbody>")[0] for page in (whole, found)]

    assert (rows[0].count("<tr>"), rows[0]) == (3, rows[1])


def test_list_before_any_run_says_what_to_do(db):
    words = words_of(Desk(run=False).get("proposal-list"))
    assert "No proposals yet" in words


def test_list_is_narrowed_by_name_and_state(desk):
    pin_proposal(desk.draft(1), by=desk.by)
    release_proposals(desk.cohort, by=desk.by, ids=[desk.draft(2).public_id])
    assert "Mentee 0001 ·" not in words_of(desk.get("proposal-list", query="?q=Mentor+0000"))
    waiting = words_of(desk.get("proposal-list", query="?state=released"))
    assert ("Mentee 0002 ·" in waiting, "Mentee 0001 ·" in waiting) == (True, False)
    assert "No proposal fits" in words_of(desk.get("proposal-list", query="?state=released&q=0001"))


def test_chosen_proposal_opens_in_the_pane(desk):
    draft = desk.draft(2)
    query = f"?proposal={draft.public_id}"
    page = desk.get("proposal-list", query=query).content.decode()
    assert f'id="note-{draft.public_id}"' in page
    part = desk.get("proposal-list", query=query, **{"HX-Request": "true", "HX-Target": "pane"})
    assert part.content.decode().strip().startswith('<aside class="pane" id="pane"')
    assert f'id="note-{draft.public_id}"' in part.content.decode()


def test_detail_shows_reasons_and_alternatives_with_who_has_them(desk):
    words = words_of(desk.get("proposal", desk.draft(0).public_id))
    assert "Instead of Mentor 0000" in words
    assert "the programme would lose 80; now with Mentee 0001" in words


def test_detail_names_the_rule_that_forbids_a_better_mentor(db):
    desk = Desk(run=False)
    for number in (0, 1):  # both want what the first mentor offers, and the first mentee may not have them
        sheet = person(desk.cohort, f"Mentor {number:04}").answers
        sheet.values = {"topics": ["Exams"] if number == 0 else ["Exams", "Careers"]}
        sheet.save()
    wants_both = person(desk.cohort, "Mentee 0000")
    wants_both.answers.values = {"topics": ["Exams", "Careers"]}
    wants_both.answers.save()
    make.make_pair_decision(mentee=wants_both, mentor=person(desk.cohort, "Mentor 0001"), verdict="exclude")
    desk.run = matched(desk.cohort, desk.by)
    words = words_of(desk.get("proposal", desk.draft(0).public_id))
    assert "Mentor 0001 – not possible: Not two people who were named" in words


def test_detail_shows_answers_with_the_reason_for_the_coordinator(desk):
    release_proposals(desk.cohort, by=desk.by)
    proposal = Proposal.objects.get(mentee__profile__name="Mentee 0000")
    make.make_answer(proposal=proposal, participation=proposal.mentor)
    assert "released, one said yes" in words_of(desk.get("proposal-list"))
    decline_proposal(proposal, by=make.participant_actor(proposal.mentee), reason="I am moving away")
    words = words_of(desk.get("proposal", proposal.public_id))
    assert "Mentor 0000: accepted" in words
    assert "Mentee 0000: declined I am moving away" in words


def test_release_asks_first_and_names_the_letters(desk):
    words = words_of(desk.get("proposal-release"))
    assert "Release 3 proposals?" in words
    assert "6 letters go out, one to each side." in words
    assert Letter.objects.count() == 0


def test_chosen_drafts_are_released_after_the_question(desk):
    chosen = desk.draft(1)
    asked = desk.post("proposal-release", data={"chosen": chosen.public_id})
    assert "Release 1 proposal?" in words_of(asked)
    assert Letter.objects.count() == 0
    done = desk.post("proposal-release", data={"chosen": chosen.public_id, "confirmed": "yes"}, follow=True)
    assert "1 proposal is on its way." in words_of(done)
    assert (Letter.objects.count(), Proposal.objects.get(state="released")) == (2, chosen)


def test_release_of_nothing_is_gently_refused(desk):
    words = words_of(desk.post("proposal-release", follow=True))
    assert "Choose the proposals to release, or release all." in words


def test_release_says_who_is_held_back_and_why(desk):
    make.make_proposal(run=desk.run, mentor=person(desk.cohort, "Mentor 0000"), state="released")
    assert "1 stays here: Mentee 0000 · Mentor 0000: Mentor 0000 has no free place." in words_of(
        desk.get("proposal-release")
    )
    done = desk.post("proposal-release", data={"all": "yes", "confirmed": "yes"}, follow=True)
    words = words_of(done)
    assert "2 proposals are on their way." in words
    assert "1 was held back: Mentor 0000 has no free place." in words


def test_unmatched_page_shows_reasons(desk):
    make.make_participation(
        role=make.MENTEE, cohort=desk.cohort, name="Mentee 0009", answers={"topics": ["Writing"]}
    )
    matched(desk.cohort, desk.by)
    words = words_of(desk.get("unmatched-list"))
    assert "Without a mentor" in words
    assert "Mentee 0009" in words


def test_changes_page_tells_who_moved(desk):
    assert "Nothing to compare yet" in words_of(desk.get("change-list"))
    sheets = [person(desk.cohort, f"Mentor {n:04}").answers for n in (0, 1)]
    sheets[0].values, sheets[1].values = sheets[1].values, sheets[0].values
    for sheet in sheets:
        sheet.save()
    matched(desk.cohort, desk.by)
    words = words_of(desk.get("change-list"))
    assert "What changed since run 1" in words
    assert "Mentee 0000 Mentor 0000 100 Mentor 0001 100" in words
    assert "1 stayed" in words


def test_header_counts_what_stands_and_the_proof_comes_back_with_undo(desk):
    change = exclude_proposal(desk.draft(0), by=desk.by)
    words = words_of(desk.get("proposal-list"))
    assert "2 pairs stand ready; 1 excluded." in words
    assert "proven best; it has been changed by hand since." in words
    assert "Release all 2" in words
    assert "Mentor 0000 100, excluded" in words_of(desk.get("change-list"))
    desk.post("adjustment-undo", change.public_id)
    words = words_of(desk.get("proposal-list"))
    assert "3 pairs stand ready. No other matching of these people scores higher." in words


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_what_the_list_shows(desk, kind):
    response = desk.client.post(desk.url("proposal-export", kind) + "?q=0001")
    assert response.headers["Content-Disposition"].endswith(f'proposals.{kind}"')
    assert AuditEvent.objects.get(act="proposals-exported").detail == {"kind": kind, "count": 1}
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [row[0] for row in rows] == ["Mentee", "Mentee 0001"]


def test_export_carries_no_live_formula(desk):
    profile = person(desk.cohort, "Mentee 0001").profile
    profile.name = "=HYPERLINK(1)"
    profile.save()
    assert '"\'=HYPERLINK(1)"' in desk.post("proposal-export", "csv").content.decode("utf-8-sig")


def queries_of(desk, *page, query=""):
    tell_the_planner()
    desk.get(*page, query=query)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(*page, query=query).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "page", ["proposal-list", "unmatched-list", "change-list", "proposal-release", "matching"]
)
def test_queries_do_not_grow_with_rows(db, page):
    few, many = Desk(pairs=3), Desk(pairs=30)
    assert queries_of(few, page) == queries_of(many, page)


def test_queries_do_not_grow_with_the_table(db):
    few, many = Desk(pairs=10), Desk(pairs=10)
    copies = list(many.run.proposals.all())
    old = make.make_match_run(cohort=many.cohort, number=0)
    mentees = [make.make_participation(role=make.MENTEE, cohort=many.cohort) for _ in range(99)]
    Proposal.objects.bulk_create(
        Proposal(run=old, cohort=many.cohort, mentee=m, mentor=c.mentor, score=c.score, points=c.points)
        for m in mentees
        for c in copies
    )
    assert Proposal.objects.filter(cohort=many.cohort).count() == 1000
    assert MatchRun.objects.filter(cohort=many.cohort).count() == 2
    assert queries_of(few, "proposal-list") == queries_of(many, "proposal-list")
