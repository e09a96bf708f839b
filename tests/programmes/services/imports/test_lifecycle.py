"""An import from upload to end."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.db import OperationalError, connection

from rapport.accounts.models import Person
from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.programmes.errors import ColumnsNotReady
from rapport.programmes.models import Membership, Participation, Profile
from rapport.programmes.services import imports
from rapport.programmes.services.imports.faults import FaultKind, cell_fault, group_faults
from rapport.programmes.services.imports.hours import hours_in_words
from rapport.questionnaires.models import AnswerSheet, Question
from tests import make

MENTORS = (
    "Name,E-mail,Capacity,Grade,Skills\n"
    "Asha Rao,Asha@Example.org,3,Senior,law; tax\n"
    "Ben Ode,ben@example.org,,Junior,law\n"
    "Cleo Diaz,cleo@example.org,1,Senior,tax\n"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def by(cohort):
    return make.staff_actor(make.make_membership(programme=cohort.programme))


def start(cohort, by, text=MENTORS, role="mentor"):
    return imports.start_import(cohort, role=role, file_name="people.csv", content=text.encode(), by=by)


def run(cohort, by, text=MENTORS, role="mentor", mode="all-or-nothing"):
    started = start(cohort, by, text, role)
    imports.request_import(started, mode=mode, by=by)
    assert imports.run_next_import()
    started.refresh_from_db()
    return started


def stored(cohort, role="mentor"):
    people = Participation.objects.filter(cohort=cohort, role=role).order_by("profile__name")
    return [(p.profile.name, p.profile.person.email, p.capacity, p.answers.values) for p in people]


def problems(ended):
    return [(group.cost, group.sentence, group.in_all) for group in imports.problems_of(ended)]


def rows():
    return [
        kind.objects.count() for kind in (Person, Profile, Participation, AnswerSheet, Question, Membership)
    ]


def test_import_makes_people_participations_and_questions(cohort, by):
    done = run(cohort, by)
    assert stored(cohort) == [
        ("Asha Rao", "asha@example.org", 3, {"grade": "Senior", "skills": ["law", "tax"]}),
        (
            "Ben Ode",
            "ben@example.org",
            cohort.programme.mentor_capacity,
            {"grade": "Junior", "skills": ["law"]},
        ),
        ("Cleo Diaz", "cleo@example.org", 1, {"grade": "Senior", "skills": ["tax"]}),
    ]
    assert list(Question.objects.values_list("key", "kind", "options").order_by("position")) == [
        ("grade", "scale", ["Junior", "Mid-level", "Senior", "Lead", "Principal"]),
        ("skills", "multiple", ["law", "tax"]),
    ]
    assert (done.state, done.content, done.rows_done, done.outcome["counts"]["new"]) == ("done", None, 3, 3)


def test_same_file_again_changes_nothing(cohort, by):
    run(cohort, by)
    before, everything = stored(cohort), rows()
    again = run(cohort, by)
    assert (stored(cohort), rows(), again.outcome["counts"]["unchanged"]) == (before, everything, 3)


def test_preview_tells_what_would_change_and_changes_nothing(cohort, by):
    run(cohort, by)
    everything = rows()
    changed = MENTORS.replace("law; tax", "tax") + "Dot Eze,dot@example.org,,,\n"
    preview = imports.check_import(start(cohort, by, changed))
    assert preview.counts == imports.Counts(new=1, changed=1, unchanged=2)
    assert rows() == everything


def test_changed_answers_are_updated_and_empty_cells_take_nothing_away(cohort, by):
    run(cohort, by)
    run(cohort, by, "E-mail,Name,Capacity,Grade,Skills\nasha@example.org,Asha Rao,4,,tax\n")
    assert stored(cohort)[0] == ("Asha Rao", "asha@example.org", 4, {"grade": "Senior", "skills": ["tax"]})


def test_person_known_in_the_organisation_is_joined_and_keeps_name_and_rights(cohort, by):
    known = Membership.objects.get(profile__person=by.person)
    text = f"Name,E-mail,Role\nSomebody Else,{by.person.email.upper()},owner\n"
    preview = imports.check_import(start(cohort, by, text))
    run(cohort, by, text)
    assert (preview.counts.new, preview.counts.known) == (1, 1)
    assert list(Membership.objects.values_list("pk", "role")) == [(known.pk, known.role)]
    assert stored(cohort) == [(known.profile.name, by.person.email, cohort.programme.mentor_capacity, {})]


def test_mentor_who_is_mentee_too_has_one_profile_and_two_participations(cohort, by):
    run(cohort, by)
    run(cohort, by, role="mentee")
    assert Participation.objects.filter(cohort=cohort).count() == 6
    assert Profile.objects.filter(participations__cohort=cohort).distinct().count() == 3


def test_nothing_shows_whether_another_organisation_knows_an_address(cohort, by):
    elsewhere = make.make_profile(organisation=make.make_organisation(name="Oak"), email="asha@example.org")
    preview = imports.check_import(start(cohort, by))
    done = run(cohort, by)
    assert (preview.counts, done.outcome["counts"]["known"]) == (imports.Counts(new=3), 0)
    assert elsewhere.name not in str(stored(cohort))
    assert Person.objects.filter(email="asha@example.org").count() == 1


def test_one_bad_row_stops_all_or_is_left_out(cohort, by):
    text = MENTORS + "Eve,not-an-address,1,,\n"
    everything = rows()
    failed = run(cohort, by, text)
    assert (failed.state, rows()) == ("failed", everything)
    assert problems(failed) == [("person", "Row 5: “not-an-address” is not an e-mail address.", 1)]
    good = run(cohort, by, text, mode="good-rows")
    assert (good.state, len(stored(cohort)), good.outcome["counts"]["in_error"]) == ("done", 3, 1)


def test_failed_import_can_be_mended_and_run(cohort, by):
    failed = run(cohort, by, MENTORS + "Eve,not-an-address,1,,\n")
    imports.reopen_import(failed, by=by)
    imports.request_import(failed, mode="good-rows", by=by)
    imports.run_next_import()
    assert len(stored(cohort)) == 3


def test_columns_must_say_who_people_are(cohort, by):
    started = start(cohort, by)
    columns = [replace(column, use="leave-out") for column in imports.columns_of(started)]
    imports.set_columns(started, columns, by=by)
    assert imports.check_import(started).reasons == (
        "Please say which column holds the e-mail address.",
        "Please say which column holds the name.",
    )
    with pytest.raises(ColumnsNotReady):
        imports.request_import(started, mode="good-rows", by=by)


def test_corrected_columns_are_used(cohort, by):
    started = start(cohort, by, "Name,E-mail,Level\nA,a@example.org,c\nB,b@example.org,b\n")
    columns = imports.columns_of(started)
    scale = replace(columns[2], label="Your level", kind="scale", options=("c", "b", "a"), is_sensitive=True)
    imports.set_columns(started, [*columns[:2], scale], by=by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    imports.run_next_import()
    question = Question.objects.get()
    assert (question.key, question.label, question.kind, question.options, question.is_sensitive) == (
        "your-level", "Your level", "scale", ["c", "b", "a"], True,
    )  # fmt: skip


def test_kind_of_a_question_asked_before_cannot_change(cohort, by):
    run(cohort, by)
    started = start(cohort, by)
    columns = [
        replace(column, kind="text") if column.heading == "Skills" else column
        for column in imports.columns_of(started)
    ]
    imports.set_columns(started, columns, by=by)
    assert imports.check_import(started).reasons == (
        "“Skills” is a question of this cohort already, of the kind “Several of a list”. Please choose that kind.",
    )


def test_new_options_join_those_of_the_question_in_one_spelling(cohort, by):
    run(cohort, by)
    run(cohort, by, "Name,E-mail,Skills\nF,f@example.org,LAW; chess\n", role="mentee")
    assert Question.objects.get(key="skills").options == ["law", "tax", "chess"]
    assert stored(cohort, "mentee")[0][3] == {"skills": ["law", "chess"]}


def test_whoever_has_left_is_not_brought_back(cohort, by):
    run(cohort, by)
    Participation.objects.filter(profile__name="Ben Ode").update(state="left")
    again = run(cohort, by)
    assert (again.outcome["counts"]["left"], Participation.objects.filter(cohort=cohort).count()) == (1, 3)


def test_places_taken_are_not_undercut(cohort, by):
    run(cohort, by)
    Participation.objects.filter(profile__name="Asha Rao").update(places_taken=3)
    done = run(cohort, by, "Name,E-mail,Capacity,Grade\nAsha Rao,asha@example.org,2,Lead\n")
    sentence = "Row 2, Capacity: 2 places are too few, as 3 are taken. They keep the 3 they have."
    assert problems(done) == [("answer", sentence, 1)]
    assert stored(cohort)[0][2:] == (3, {"grade": "Lead", "skills": ["law", "tax"]})


def test_import_of_someone_who_lost_the_right_meanwhile_changes_nothing(cohort, by):
    started = start(cohort, by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    Membership.objects.update(ended_at=clock.now())
    everything = rows()
    imports.run_next_import()
    started.refresh_from_db()
    assert (started.state, rows()) == ("failed", everything)
    assert started.outcome["sentence"] == (
        "Nothing was imported: whoever asked for it does not run this cohort any more."
    )


def test_import_runs_once(cohort, by):
    started = start(cohort, by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    with pytest.raises(WrongState):
        imports.request_import(started, mode="all-or-nothing", by=by)
    assert [imports.run_next_import(), imports.run_next_import()] == [True, False]


def test_import_whose_worker_died_is_run_again(cohort, by):
    started = start(cohort, by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    type(started).objects.update(state="running", claimed_at=clock.now())
    with time_machine.travel(clock.now() + imports.lifecycle.dt.timedelta(minutes=16)):
        assert imports.release_stale_imports() == 1
        assert imports.run_next_import()
    assert len(stored(cohort)) == 3


def test_import_that_kills_its_worker_every_time_is_put_before_a_person(cohort, by):
    started = start(cohort, by)
    long_ago = clock.now() - dt.timedelta(minutes=16)
    type(started).objects.update(state="running", claimed_at=long_ago, attempts=3)
    assert imports.release_stale_imports() == 0
    started.refresh_from_db()
    assert (started.state, started.claimed_at, started.outcome["sentence"]) == (
        "failed",
        None,
        "The import was interrupted three times. Nothing was imported.",
    )


def test_import_that_takes_long_says_that_it_is_alive(cohort, by, monkeypatch):
    """Nobody else may start it a second time meanwhile."""
    started = start(cohort, by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    released, read = [], imports.lifecycle.read_rows

    def read_slowly(table, columns, *, tell):
        with time_machine.travel(clock.now() + dt.timedelta(minutes=16)):
            tell(1)
            released.append(imports.release_stale_imports())
        return read(table, columns, tell=tell)

    monkeypatch.setattr(imports.lifecycle, "read_rows", read_slowly)
    imports.run_next_import()
    assert released == [0]


def test_defect_is_written_down_and_tried_again(cohort, by):
    started = start(cohort, by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    type(started).objects.update(content=b"not what we packed")
    imports.run_next_import()
    started.refresh_from_db()
    assert (started.state, started.claimed_at, started.last_error.split(":")[0]) == (
        "requested",
        None,
        "error",
    )
    assert started.next_attempt_at > clock.now()


def test_acts_are_recorded_with_counts(cohort, by):
    done = run(cohort, by)
    acts = AuditEvent.objects.filter(subject=done.public_id).order_by("place").values_list("act", "detail")
    assert [act for act, _detail in acts] == ["import-requested", "participants-imported"]
    assert acts[1][1]["new"] == 3


def test_old_uploads_are_forgotten(cohort, by):
    started = start(cohort, by)
    assert imports.forget_old_uploads() == 0
    with time_machine.travel(clock.now() + imports.lifecycle.dt.timedelta(days=8)):
        assert imports.forget_old_uploads() == 1
    started.refresh_from_db()
    assert started.content is None


@pytest.mark.django_db(transaction=True)
def test_progress_can_be_seen_while_it_runs_and_the_rest_is_one_transaction(cohort, by):
    told, written = [], []

    def watch(execute, sql, params, many, context):
        inside = context["connection"].in_atomic_block
        if sql.startswith("UPDATE") and "rows_done" in sql.split("WHERE")[0]:
            told.append((params[0], inside))
        elif sql.startswith("INSERT") and "audit" not in sql:
            written.append(inside)
        return execute(sql, params, many, context)

    rows = "".join(f"P,p{number}@example.org\n" for number in range(1_200))
    started = start(cohort, by, f"Name,E-mail\n{rows}")
    imports.request_import(started, mode="all-or-nothing", by=by)
    with connection.execute_wrapper(watch):
        imports.run_next_import()
    assert told == [(500, False), (1000, False), (1200, False)]
    assert set(written) == {True}


@pytest.mark.django_db(transaction=True)
def test_defect_in_the_midst_of_writing_leaves_nothing_behind(cohort, by):
    def fail(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "programmes_participation" in sql.split("(")[0]:
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    started = start(cohort, by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    everything = rows()
    with connection.execute_wrapper(fail):
        imports.run_next_import()
    started.refresh_from_db()
    assert (rows(), started.state, started.last_error) == (
        everything,
        "requested",
        "OperationalError: disk full",
    )
    type(started).objects.update(next_attempt_at=clock.now())
    imports.run_next_import()
    assert len(stored(cohort)) == 3


def test_column_answers_the_question_that_the_cohort_asks_in_other_words(cohort, by):
    make.make_question(cohort=cohort, key="topics", label="Topics (wanted or offered)", kind="multiple")
    run(cohort, by, "Name,E-mail,Topics\nAsha Rao,asha@example.org,law; tax\n")
    assert [question.key for question in Question.objects.all()] == ["topics"]
    assert stored(cohort)[0][3] == {"topics": ["law", "tax"]}


def test_a_preset_scale_that_nobody_answered_is_replaced_by_the_tables_own(cohort, by):
    make.make_question(
        cohort=cohort, key="grade", label="Grade", kind="scale", options=["Officer", "Manager"]
    )

    run(cohort, by, "Name,E-mail,Grade\nA,a@example.org,SEO\nB,b@example.org,HEO\nC,c@example.org,SEO\n")

    question = Question.objects.get(key="grade")
    assert question.options.index("HEO") < question.options.index("SEO")
    assert "Officer" not in question.options


MESSY = (
    "Name,E-mail,Capacity,Availability\n"
    "Asha Rao,asha@example.org,a few,Mon 9-12\n"
    "Ben Ode,ben@example.org,2-3,Mon after 5pm\n"
    "Cleo Diaz,cleo@example.org,two,evenings\n"
    "Dot Eze,dot@example.org,1,Monday evening\n"
    "Eve Fry,eve@example.org,loads,weekday evenings\n"
    "Fay Gil,fay,lots,whenever\n"
)


def test_each_problem_is_told_by_what_it_costs(cohort, by):
    preview = imports.check_import(start(cohort, by, MESSY))
    assert [(group.cost, group.sentence, group.in_all) for group in preview.problems] == [
        ("person", "Row 7: “fay” is not an e-mail address.", 1),
        ("answer", "Capacity: 2 cells are not a whole number from 0 to 100, e.g. row 2 “a few”.", 2),
        ("answer", (
            "Row 4, Availability: we could not read the hours “evenings”. "
            "Please write them like “Mon 9–12; Wed–Fri 14:00–16:30”."
        ), 1),
        ("nothing", "Row 3, Capacity: “2-3” is read as 2, the lower number.", 1),
        ("nothing", "Row 3, Availability: “Mon after 5pm” is read as Mon 17:00–21:00.", 1),
    ]  # fmt: skip
    assert preview.problems[1].sentences == (
        "Row 2, Capacity: “a few” is not a whole number from 0 to 100.",
        "Row 6, Capacity: “loads” is not a whole number from 0 to 100.",
    )
    assert preview.counts == imports.Counts(new=5, in_error=1, unread=3, doubtful=2)


def test_people_with_unread_answers_are_imported_with_what_could_be_read(cohort, by):
    run(cohort, by, MESSY, mode="good-rows")
    usual = cohort.programme.mentor_capacity
    found = Participation.objects.filter(cohort=cohort).order_by("profile__name")
    assert [(one.capacity, hours_in_words(one.availability)) for one in found] == [
        (usual, "Mon 9:00–12:00"),
        (2, "Mon 17:00–21:00"),
        (2, ""),
        (1, "Mon 18:00–21:00"),
        (usual, "; ".join(f"{day} 18:00–21:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))),
    ]


def test_unread_answer_takes_nothing_away_that_was_known(cohort, by):
    run(cohort, by)
    done = run(cohort, by, "Name,E-mail,Capacity\nAsha Rao,asha@example.org,a few\nBen,ben@example.org,2\n")
    assert [row[2] for row in stored(cohort)][:2] == [3, 2]
    assert done.outcome["counts"] == imports.Counts(changed=1, unchanged=1, unread=1).to_json()


def test_defects_in_columns_that_are_left_out_trouble_nobody(cohort, by):
    started = start(cohort, by, "Name,E-mail,Notes\nAsha,asha@example.org,x\0y\nBen,ben@example.org,z\n")
    columns = imports.columns_of(started)
    imports.set_columns(started, [*columns[:2], replace(columns[2], use="leave-out")], by=by)
    preview = imports.check_import(started)
    assert (started.rows_in_all, preview.problems, preview.counts) == (2, [], imports.Counts(new=2))


def test_faults_of_one_kind_in_one_column_share_a_sentence():
    def fault(row, column, cell):
        return cell_fault(row, FaultKind.NOT_ON_THE_SCALE, "no.", column=column, cell=cell)

    groups = group_faults([fault(2, "Grade", "x"), fault(3, "Level", "y"), fault(9, "Grade", "z")])
    assert [(group.sentence, group.sentences) for group in groups] == [
        ("Grade: 2 cells are not on the scale, e.g. row 2 “x”.", ("Row 2, Grade: no.", "Row 9, Grade: no.")),
        ("Row 3, Level: no.", ()),
    ]


def test_no_more_sentences_are_kept_than_a_page_can_show():
    faults = [cell_fault(row, FaultKind.NOT_HOURS, "no.", column="Free", cell="x") for row in range(2, 502)]
    (group,) = group_faults(faults)
    assert (group.sentence, group.in_all, len(group.sentences)) == (
        "Free: 500 cells could not be read as times, e.g. row 2 “x”.", 500, 100,
    )  # fmt: skip


def test_a_file_opens_no_sensitive_answer_and_closes_what_it_changes(cohort, by):
    run(cohort, by)
    sheets = AnswerSheet.objects.filter(questionnaire=cohort.questionnaire)
    Question.objects.filter(key="grade").update(is_sensitive=True)
    after_import = set(map(tuple, sheets.values_list("opened", flat=True)))
    sheets.update(opened=["grade"])
    run(cohort, by, MENTORS.replace("Ben Ode,ben@example.org,,Junior", "Ben Ode,ben@example.org,,Senior"))

    opened = sheets.order_by("participation__profile__name").values_list("opened", flat=True)
    assert (after_import, list(opened)) == ({()}, [["grade"], [], ["grade"]])


def test_what_hangs_on_a_column_that_is_sensitive_becomes_so_too(cohort, by):
    run(cohort, by)
    make.make_question(
        cohort=cohort, key="why", kind="text", shown_if="grade", shown_for=["Junior"], position=9
    )
    started = start(cohort, by)
    columns = [
        replace(column, is_sensitive=column.heading == "Grade") for column in imports.columns_of(started)
    ]
    imports.set_columns(started, columns, by=by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    imports.run_next_import()

    sensitive = Question.objects.filter(is_sensitive=True).values_list("key", flat=True)
    assert list(sensitive) == ["grade", "why"]
