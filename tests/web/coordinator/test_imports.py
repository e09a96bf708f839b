"""The pages of an import, and the download of participants."""

import csv
import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from rapport.audit.models import AuditEvent
from rapport.programmes.models import ParticipantImport, Participation
from rapport.programmes.services import imports
from rapport.questionnaires.models import Question
from rapport.tables import read_table
from tests import make

MENTORS = b"Name,E-mail,Skills\nAsha Rao,asha@example.org,law; tax\nBen Ode,ben@example.org,law\n"


@pytest.fixture
def coordinator(client_of):
    return client_of("coordinator")


@pytest.fixture
def cohort(cast):
    return cast.own.cohort


def upload(client, cohort, content=MENTORS, name="mentors.csv", role="mentor"):
    address = reverse("coordinator:import-start", args=[cohort.public_id])
    return client.post(address, {"role": role, "file": SimpleUploadedFile(name, content)})


def uploaded(client, cohort, content=MENTORS):
    upload(client, cohort, content)
    return ParticipantImport.objects.first()


def page(client, name, found):
    return client.get(reverse(f"coordinator:{name}", args=[found.public_id]))


def columns_posted(found, **changes):
    fields = {}
    for place, column in enumerate(imports.columns_of(found)):
        values = {
            "use": column.use,
            "label": column.label,
            "kind": column.kind,
            "separator": column.separator,
        }
        values |= {"options": "\n".join(column.options)} | (
            {"is_sensitive": "on"} if column.is_sensitive else {}
        )
        fields |= {f"column-{place}-{name}": value for name, value in values.items()}
    return fields | {name.replace("__", "-"): value for name, value in changes.items()}


def test_way_from_upload_to_participants(coordinator, cohort):
    before = Participation.objects.count()
    first = upload(coordinator, cohort)
    found = ParticipantImport.objects.first()
    assert first.url == reverse("coordinator:import-columns", args=[found.public_id])
    assert "Asha Rao" in page(coordinator, "import-columns", found).content.decode()
    second = coordinator.post(first.url, columns_posted(found))
    assert second.url == reverse("coordinator:import-check", args=[found.public_id])
    assert "Import 2 people" in coordinator.get(second.url).content.decode()
    third = coordinator.post(second.url, {"mode": "all-or-nothing"})
    assert "Waiting for its turn" in coordinator.get(third.url).content.decode()
    assert Participation.objects.count() == before
    imports.run_next_import()
    assert Participation.objects.count() == before + 2
    assert "See the participants" in coordinator.get(third.url).content.decode()


def test_file_that_cannot_be_read_is_explained_at_the_field(coordinator, cohort):
    before = ParticipantImport.objects.count()
    answer = upload(coordinator, cohort, b"%PDF-1.7")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [
        (
            "We could not read this file: it is a PDF document. "
            "Please open it in your spreadsheet program, choose “Save as”, and save it as XLSX or CSV."
        )
    ]
    assert ParticipantImport.objects.count() == before


def test_corrections_of_columns_are_kept(coordinator, cohort):
    found = uploaded(coordinator, cohort)
    posted = columns_posted(found, column__2__label="Your skills", column__2__is_sensitive="on")
    coordinator.post(reverse("coordinator:import-columns", args=[found.public_id]), posted)
    found.refresh_from_db()
    skills = imports.columns_of(found)[2]
    assert (skills.label, skills.kind, skills.is_sensitive) == ("Your skills", "multiple", True)


def test_scale_without_steps_is_refused_and_what_was_typed_stays(coordinator, cohort):
    found = uploaded(coordinator, cohort)
    posted = columns_posted(found, column__2__label="Typed", column__2__kind="scale", column__2__options="")
    answer = coordinator.post(reverse("coordinator:import-columns", args=[found.public_id]), posted)
    assert answer.status_code == 422
    assert answer.context["cards"][2].form["label"].value() == "Typed"
    found.refresh_from_db()
    assert imports.columns_of(found)[2].label == "Skills"


TOPIC = b'Name,E-mail,Topic\nDot Eze,dot@example.org,"Law, chess"\nEve Fry,eve@example.org,tax\n'


@pytest.fixture
def asking(cast):
    """A cohort that asks for topics already."""
    cohort = make.make_cohort(programme=cast.own.programme)
    make.make_question(cohort=cohort, key="topics", label="Topics", kind="multiple", options=["law", "tax"])
    return cohort


def test_heading_like_a_question_is_suggested_and_nothing_bound_by_itself(coordinator, asking):
    found = uploaded(coordinator, asking, TOPIC)
    text = words_of(page(coordinator, "import-columns", found))
    assert "This cohort asks “Topics” already. If it is the same question, choose it here." in text
    assert "The files of both sides share a question where their headings are the same." in text
    assert [column.asked_as for column in imports.columns_of(found)] == ["", "", ""]


def test_column_becomes_the_question_that_is_chosen_for_it(coordinator, asking):
    found = uploaded(coordinator, asking, TOPIC)
    posted = columns_posted(found, column__2__same_as="topics")
    coordinator.post(reverse("coordinator:import-columns", args=[found.public_id]), posted)
    again = words_of(page(coordinator, "import-columns", found))
    run(coordinator, found, "all-or-nothing")
    assert list(
        Question.objects.filter(questionnaire=asking.questionnaire).values_list("key", "options")
    ) == [("topics", ["law", "tax", "chess"])]
    people = Participation.objects.filter(cohort=asking).order_by("profile__name")
    assert [one.answers.values for one in people] == [{"topics": ["law", "chess"]}, {"topics": ["tax"]}]
    assert "The question “Topics”: Several of a list" in again


def test_bound_column_can_be_worded_anew(coordinator, asking):
    found = uploaded(coordinator, asking, TOPIC.replace(b"Topic", b"Topics"))
    address = reverse("coordinator:import-columns", args=[found.public_id])
    refused = coordinator.post(address, columns_posted(found, column__2__same_as=""))
    assert (refused.status_code, refused.context["cards"][2].form.errors) == (
        422, {"label": ["The cohort asks this already. Please word it differently."]},
    )  # fmt: skip
    changes = {"column__2__same_as": "", "column__2__label": "Wishes"}
    assert coordinator.post(address, columns_posted(found, **changes)).status_code == 302
    found.refresh_from_db()
    assert [(column.label, column.asked_as) for column in imports.columns_of(found)][2] == ("Wishes", "")


def test_choice_of_a_question_survives_an_error_elsewhere(coordinator, asking):
    found = uploaded(coordinator, asking, TOPIC)
    posted = columns_posted(
        found, column__2__same_as="topics", column__1__use="question", column__1__kind="scale"
    )
    answer = coordinator.post(reverse("coordinator:import-columns", args=[found.public_id]), posted)
    form = answer.context["cards"][2].form
    assert (answer.status_code, form["same_as"].value()) == (422, "topics")
    assert '<option value="topics" selected>Topics (Several of a list)</option>' in answer.content.decode()


def test_question_of_another_cohort_cannot_be_chosen(coordinator, asking, cohort):
    found = uploaded(coordinator, asking, TOPIC)
    posted = columns_posted(found, column__2__same_as="goals")
    answer = coordinator.post(reverse("coordinator:import-columns", args=[found.public_id]), posted)
    assert (answer.status_code, list(answer.context["cards"][2].form.errors)) == (422, ["same_as"])


MIXED = (
    b'Name,E-mail,Skills\nA,a@example.org,law; tax\nB,b@example.org,"law, tax"\nC,c@example.org,tax; law\n'
)


@pytest.mark.parametrize("name", ["import-columns", "import-check"])
def test_mixed_signs_are_told_beside_the_column_and_before_the_import(coordinator, cohort, name):
    text = words_of(page(coordinator, name, uploaded(coordinator, cohort, MIXED)))
    assert (
        "Skills: answers are divided by a semicolon, but 1 cell holds only a comma: row 3 “law, tax”. "
        "It is read as one answer."
    ) in text


def test_times_that_cannot_be_read_are_told_beside_their_column(coordinator, cohort):
    found = uploaded(coordinator, cohort, b"Name,E-mail,Availability\nA,a@example.org,mostly\n")
    text = words_of(page(coordinator, "import-columns", found))
    assert "We could not read these as times; kept as text. How times can be written" in text


def test_columns_that_do_not_say_who_people_are_lead_back(coordinator, cohort):
    found = uploaded(coordinator, cohort, b"Skills\nlaw\ntax\n")
    text = page(coordinator, "import-check", found).content.decode()
    assert "Please say which column holds the e-mail address." in text
    assert 'name="mode"' not in text


def test_problems_are_listed_and_only_the_good_rows_offered(coordinator, cohort):
    found = uploaded(coordinator, cohort, MENTORS + b"Eve,eve,law\n")
    text = page(coordinator, "import-check", found).content.decode()
    assert "Row 4: “eve” is not an e-mail address." in text
    assert "Import the 2 good rows" in text
    assert 'value="all-or-nothing"' not in text


FREE = (
    b"Name,E-mail,Places,Free times\n"
    b"Asha Rao,asha@example.org,a few,Mon 9-12\n"
    b"Ben Ode,ben@example.org,some,Tue after 5pm\n"
    b"Cleo Diaz,cleo@example.org,2,evenings\n"
    b"Dot Eze,dot@example.org,2,Fri\n"
    b"Eve Fry,eve@example.org,2,Fri\n"
    b"Fay Gil,fay,2,Fri\n"
)


def words_of(answer):
    """Return what a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_check_tells_people_who_stay_out_from_answers_that_get_lost(coordinator, cohort):
    text = words_of(page(coordinator, "import-check", uploaded(coordinator, cohort, FREE)))
    told = [
        "1 person cannot be imported",
        "Row 7: “fay” is not an e-mail address.",
        "3 answers could not be read and will be left empty",
        "Places: 2 cells are not a whole number from 0 to 100, e.g. row 2 “a few”.",
        "Row 3, Places: “some” is not a whole number from 0 to 100.",
        "Row 4, Free times: we could not read the hours “evenings”.",
        "How times can be written",
        "1 answer was read as best we could",
        "Row 3, Free times: “Tue after 5pm” is read as Tue 17:00–21:00.",
        "Import the 5 good rows",
    ]
    assert [sentence for sentence in told if sentence not in text] == []
    assert sorted(told, key=text.index) == told


def test_answers_that_get_lost_stop_nobody(coordinator, cohort):
    found = uploaded(coordinator, cohort, FREE.replace(b",fay,", b",fay@example.org,"))
    text = page(coordinator, "import-check", found).content.decode()
    assert ("Import 6 people" in text, 'value="all-or-nothing"' in text) == (True, True)


def run(client, found, mode):
    client.post(reverse("coordinator:import-check", args=[found.public_id]), {"mode": mode})
    imports.run_next_import()
    return words_of(page(client, "import", found))


def test_outcome_tells_what_was_lost_in_the_same_groups(coordinator, cohort):
    text = run(coordinator, uploaded(coordinator, cohort, FREE), "good-rows")
    told = [
        "1 person was not imported",
        "Row 7: “fay” is not an e-mail address.",
        "3 answers could not be read and were left empty",
        "Places: 2 cells are not a whole number from 0 to 100, e.g. row 2 “a few”.",
        "Row 2, Places: “a few” is not a whole number from 0 to 100.",
    ]
    assert [sentence for sentence in told if sentence not in text] == []


def test_outcome_leads_to_the_other_side_and_then_to_the_criteria(coordinator, cast):
    cohort = make.make_cohort(programme=cast.own.programme)
    first = run(coordinator, uploaded(coordinator, cohort), "all-or-nothing")
    assert "2 mentors are in. Now import the mentees." in first
    upload(coordinator, cohort, b"Name,E-mail\nDot Eze,dot@example.org\n", role="mentee")
    second = run(coordinator, ParticipantImport.objects.first(), "all-or-nothing")
    assert "2 mentors and 1 mentee are in. Next: choose criteria." in second


def test_upload_starts_with_the_side_that_is_asked_for(coordinator, cohort):
    address = reverse("coordinator:import-start", args=[cohort.public_id])
    forms = [
        coordinator.get(address + query).context["form"] for query in ("", "?role=mentee", "?role=owner")
    ]
    assert [form["role"].value() for form in forms] == ["mentor", "mentee", "mentor"]


def test_progress_is_polled_and_then_the_page_refreshes(coordinator, cohort, cast):
    found = uploaded(coordinator, cohort)
    imports.request_import(found, mode="all-or-nothing", by=cast.actor("coordinator"))
    address = reverse("coordinator:import", args=[found.public_id])
    part = coordinator.get(address, headers={"hx-request": "true"})
    assert ("<main" in part.content.decode(), 'id="import-progress"' in part.content.decode()) == (
        False,
        True,
    )
    assert "Look again" in coordinator.get(address).content.decode()
    imports.run_next_import()
    assert coordinator.get(address, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"


def test_failed_import_leads_back_to_the_columns(coordinator, cohort, cast):
    found = uploaded(coordinator, cohort, MENTORS + b"Eve,eve,law\n")
    imports.request_import(found, mode="all-or-nothing", by=cast.actor("coordinator"))
    imports.run_next_import()
    text = page(coordinator, "import", found).content.decode()
    assert "Nothing was imported" in text
    assert "Row 4: “eve” is not an e-mail address." in text
    answer = coordinator.post(reverse("coordinator:import-reopen", args=[found.public_id]))
    assert answer.url == reverse("coordinator:import-columns", args=[found.public_id])


def test_upload_can_be_dropped(coordinator, cohort):
    found = uploaded(coordinator, cohort)
    coordinator.post(reverse("coordinator:import-discard", args=[found.public_id]))
    assert not ParticipantImport.objects.filter(pk=found.pk).exists()


@pytest.mark.parametrize(
    "who", ["other_programme_coordinator", "other_organisation_coordinator", "mentor", "observer"]
)
@pytest.mark.parametrize("name", ["import", "import-columns", "import-check"])
def test_import_of_others_is_not_there(client_of, cast, name, who):
    assert page(client_of(who), name, cast.own.participant_import).status_code == 404


def test_check_asks_the_database_no_more_for_more_rows(coordinator, cohort, django_assert_num_queries):
    few = uploaded(coordinator, cohort)
    many = uploaded(
        coordinator, cohort, MENTORS + b"".join(b"P,p%d@example.org,law\n" % n for n in range(1000))
    )
    with django_assert_num_queries(_queries(coordinator, few)):
        page(coordinator, "import-check", many)


def _queries(client, found):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        page(client, "import-check", found)
    return len(asked)


def export(client, cohort, kind):
    return client.post(reverse("coordinator:participation-export", args=[cohort.public_id, kind]))


def test_export_holds_everybody_and_can_be_read_back(coordinator, cohort):
    answer = export(coordinator, cohort, "csv")
    table = read_table(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="participants.csv"'
    assert len(table.rows) == Participation.objects.filter(cohort=cohort).count()
    maya = next(row.values for row in table.rows if row.values[0] == "Maya Moss")
    assert maya[1:3] + maya[7:8] + maya[10:] == (
        "maya.moss@elm.example", "mentor", "Mon 18:00–19:30", "Public speaking; Statistics",
    )  # fmt: skip


def test_export_brought_back_is_understood(coordinator, cohort):
    mentors = read_table(export(coordinator, cohort, "csv").content)
    assert [(c.heading, c.use) for c in imports.guessing.guess_columns(mentors, list(Question.objects.all()))][:10] == [
        ("Name", "name"), ("E-mail address", "email"), ("Role", "leave-out"), ("State", "leave-out"),
        ("Places", "capacity"), ("Places taken", "leave-out"), ("Time zone", "time-zone"),
        ("Availability", "availability"), ("Trained on", "leave-out"), ("Cleared on", "leave-out"),
    ]  # fmt: skip


def test_export_carries_no_formula(coordinator, cohort):
    Participation.objects.filter(cohort=cohort).first().profile.__class__.objects.update(name="=1+1")
    Question.objects.update(label="@SUM(A1)")
    assert b'"=1+1"' not in export(coordinator, cohort, "csv").content
    sheet = load_workbook(io.BytesIO(export(coordinator, cohort, "xlsx").content)).active
    assert {cell.data_type for row in sheet for cell in row if isinstance(cell.value, str)} == {"s"}


def test_export_is_recorded(coordinator, cohort, cast):
    export(coordinator, cohort, "xlsx")
    event = AuditEvent.objects.filter(act="participants-exported").get()
    assert (event.actor, event.subject, event.detail["kind"]) == (
        cast.actor("coordinator").person.public_id, cohort.public_id, "xlsx",
    )  # fmt: skip


def test_the_rows_with_a_problem_are_taken_along_with_the_reason_and_no_live_formula(coordinator, cohort):
    table = b"Name,E-mail,Note\nGood,good@example.org,x\n=1+1,no-address,@SUM(A1)\n,none@example.org,y\n"
    found = uploaded(coordinator, cohort, table)

    answer = coordinator.post(reverse("coordinator:import-problems", args=[found.public_id]))

    assert answer["Content-Disposition"] == 'attachment; filename="rows-with-a-problem.csv"'
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        ["Row", "Name", "E-mail", "Note", "What is wrong"],
        ["3", "'=1+1", "no-address", "'@SUM(A1)", "“no-address” is not an e-mail address."],
        ["4", "", "none@example.org", "y", "There is no name."],
    ]
    assert AuditEvent.objects.filter(act="import-problems-exported", subject=found.public_id).count() == 1
    assert "import-problems" not in page(coordinator, "import-columns", found).content.decode()
    assert "problems.csv" in page(coordinator, "import-check", found).content.decode()


def test_the_rows_of_an_upload_that_is_gone_cannot_be_taken_along(coordinator, cohort):
    found = uploaded(coordinator, cohort)
    ParticipantImport.objects.filter(pk=found.pk).update(content=None)

    assert coordinator.post(reverse("coordinator:import-problems", args=[found.public_id])).status_code == 409


def test_a_file_that_changes_nothing_says_so_and_leads_on_even_with_a_fault(coordinator, cohort):
    start_and_finish(cohort, coordinator, MENTORS)
    again = uploaded(coordinator, cohort, MENTORS + b"Nobody,no-address\n")

    words = page(coordinator, "import-check", again).content.decode()

    assert "The other rows change nothing" in words
    assert reverse("coordinator:participation-list", args=[cohort.public_id]) in words.partition("<main")[2]


def start_and_finish(cohort, client, content):
    found = uploaded(client, cohort, content)
    imports.request_import(found, mode="good-rows", by=make.make_actor(programme=cohort.programme))
    imports.run_next_import()
