"""Spreadsheets that go wrong: each gets a sentence that helps, and none is imported by half."""

import io
import zipfile

import pytest
from django.apps import apps

from rapport.programmes.models import ParticipantImport, Participation
from rapport.programmes.services import imports
from rapport.tables.errors import TableError
from tests import make
from tests.tables.workbooks import SHEET, with_part, workbook

HEAD = "Name,E-mail,Places,Skills\n"
GOOD = "Asha Rao,asha@example.org,2,law; tax\n"
SAVE_AGAIN = "Please open it in your spreadsheet program, save it again and send the new copy."
SAVE_AS = "Please open it in your spreadsheet program, choose “Save as”, and save it as XLSX or CSV."
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
XLSX_HEAD = ["Name", "E-mail", "Places"]


def archive(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


def bomb():
    return with_part(workbook(XLSX_HEAD), "xl/media/zeros.bin", lambda _old: b"\0" * 160_000_000)


def entities():
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    return with_part(workbook(XLSX_HEAD, ["A", "a@example.org", 1]), SHEET, lambda _xml: xml)


NASTY = {
    "nothing in it": (b"", "We could not read this file: it is empty."),
    "headings alone": (HEAD.encode(), "We could not read this file: it has headings and no rows below them."),
    "an empty workbook": (workbook(), "We could not read this file: it is empty."),
    "an old Excel workbook renamed": (
        OLD_EXCEL,
        f"We could not read this file: it is an old Excel workbook (XLS). {SAVE_AS}",
    ),
    "a workbook with a password": (
        OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"),
        (
            "We could not read this file: it is protected with a password. "
            "Please save a copy without the password and send that."
        ),
    ),
    "a web page that calls itself xls": (
        b"<html><body><table><tr><td>Name</td></tr></table>",
        f"We could not read this file: it is a web page, even if its name says otherwise. {SAVE_AS}",
    ),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", f"We could not read this file: it is a PDF document. {SAVE_AS}"),
    "an OpenDocument spreadsheet": (
        archive("mimetype", "content.xml"),
        f"We could not read this file: it is an OpenDocument file (ODS). {SAVE_AS}",
    ),
    "half a workbook": (
        workbook(XLSX_HEAD, ["A", "a@example.org", 1])[:3000],
        f"We could not read this file: it is damaged or incomplete. {SAVE_AGAIN}",
    ),
    "a workbook that reaches for other files": (
        entities(),
        f"We could not read this file: it is damaged or incomplete. {SAVE_AGAIN}",
    ),
    "a small archive that unpacks to a huge one": (
        bomb,
        "We could not read this file: it is larger than 150 MB. Please split it into several files.",
    ),
    "a quotation mark that nobody closed": (
        (HEAD + GOOD + '"Ben,ben@example.org,1,law\n' + GOOD).encode(),
        "We could not read row 3: a quotation mark opens a cell there, and none closes it.",
    ),
    "two encodings in one file": (
        (HEAD + "Zoë,zoe@example.org,1,é\n").encode() + b"Zo\xeb,zo@example.org,1,x\n",
        (
            "We could not read this file: line 3 holds letters in another encoding than the rest. "
            "Please save the file as “CSV UTF-8” or as XLSX."
        ),
    ),
    "too many rows": (
        (HEAD + GOOD * 50_001).encode(),
        "We could not read this file: it has more than 50,000 rows. Please split it into several files.",
    ),
    "too many columns": (
        ("a," * 201 + "b\n" + "1," * 201 + "2\n").encode(),
        "We could not read this file: row 1 has more than 200 columns.",
    ),
    "no column of addresses": (
        b"Name,Places\nAsha Rao,2\n",
        "Please say which column holds the e-mail address.",
    ),
    "no column of names": (b"E-mail,Places\nasha@example.org,2\n", "Please say which column holds the name."),
    "a comma too many": (
        (HEAD + GOOD + "Ben, Dr,ben@example.org,1,law\n").encode(),
        (
            "We could not read row 3: it has 5 cells, but there are only 4 headings. "
            "A cell that holds the separating character needs quotation marks around it."
        ),
    ),
    "an address that is none": (
        (HEAD + GOOD + "Ben,ben(at)example.org,1,law\n").encode(),
        "Row 3: “ben(at)example.org” is not an e-mail address.",
    ),
    "no address": ((HEAD + GOOD + "Ben,,1,law\n").encode(), "Row 3: there is no e-mail address."),
    "no name": ((HEAD + GOOD + ",ben@example.org,1,law\n").encode(), "Row 3: there is no name."),
    "one address twice, in other letters": (
        (HEAD + GOOD + "Ben,ben@example.org,1,law\n" + GOOD.replace("asha@", "ASHA@")).encode("utf-16"),
        "Row 2: the e-mail address asha@example.org stands in row 4 too.",
    ),
    "a formula that was never calculated": (
        workbook(XLSX_HEAD, ["A", "a@example.org", 1], ["B", '="b"&"@example.org"', 1]),
        (
            "We could not read row 3: “E-mail” holds a formula without its result. "
            "Please open the file in your spreadsheet program, save it again and send the new copy."
        ),
    ),
}

BEN = "Ben,ben@example.org,"
ONE_ANSWER_LOST = {
    "places in other words": (
        (HEAD + GOOD + BEN + "a few,law\n").encode(),
        "Row 3, Places: “a few” is not a whole number from 0 to 100.",
    ),
    "places beyond reason": (
        (HEAD + GOOD + BEN + "1000000,law\n").encode(),
        "Row 3, Places: “1000000” is not a whole number from 0 to 100.",
    ),
    "hours that name no day": (
        b"Name,E-mail,Availability\nAsha,asha@example.org,Mon 9-12\nBen,ben@example.org,evenings\n",
        (
            "Row 3, Availability: we could not read the hours “evenings”. "
            "Please write them like “Mon 9–12; Wed–Fri 14:00–16:30”."
        ),
    ),
    "a time zone that is none": (
        b"Name,E-mail,Time zone\nAsha,asha@example.org,UTC\nBen,ben@example.org,London time\n",
        (
            "Row 3, Time zone: “London time” is not a time zone we know. "
            "Please write it like Europe/London or UTC+1."
        ),
    ),
    "a zero byte inside a cell": (
        (HEAD + GOOD + BEN + "1,la\0w\n").encode(),
        "Row 3: “Skills” holds a character that is not text.",
    ),
    "a whole book in one cell": (
        (HEAD + GOOD + f"{BEN}1,{'x' * 40_000}\n").encode(),
        "Row 3: “Skills” is longer than 32,000 characters.",
    ),
    "an error of the spreadsheet in a cell": (
        workbook(XLSX_HEAD, ["A", "a@example.org", 1], ["Ben", "ben@example.org", "#REF!"]),
        "Row 3: “Places” holds the error #REF!.",
    ),
    "a step that is not on the cohort's scale": (
        b"Name,E-mail,Grade\nAsha,asha@example.org,Lead\nBen,ben@example.org,Wizard\n",
        "Row 3, Grade: “Wizard” is not on the scale.",
    ),
}


def row_counts():
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label.startswith(("accounts", "programmes", "questionnaires"))
        and model is not ParticipantImport
    }


def sentence_for(content, *, cohort, by):
    """What the coordinator reads, having asked for all or nothing."""
    try:
        started = imports.start_import(cohort, role="mentor", file_name="mentors.csv", content=content, by=by)
    except TableError as error:
        return str(error)
    preview = imports.check_import(started)
    if preview.reasons:
        return preview.reasons[0]
    imports.request_import(started, mode="all-or-nothing", by=by)
    imports.run_next_import()
    started.refresh_from_db()
    assert started.state == "failed"
    assert preview.problems == imports.problems_of(started)
    return preview.faults[0].sentence


def cohort_with_a_scale():
    cohort = make.make_cohort()
    make.make_question(
        cohort=cohort, key="grade", label="Grade", kind="scale", options=["Junior", "Senior", "Lead"]
    )
    return cohort, make.staff_actor(make.make_membership(programme=cohort.programme))


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_nasty_spreadsheet_gets_a_clear_sentence_and_changes_nothing(name):
    content, sentence = NASTY[name]
    cohort, by = cohort_with_a_scale()
    before = row_counts()
    assert sentence_for(content() if callable(content) else content, cohort=cohort, by=by) == sentence
    assert row_counts() == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", ONE_ANSWER_LOST)
def test_answer_that_cannot_be_read_is_left_empty_and_nobody_is_left_out(name):
    content, sentence = ONE_ANSWER_LOST[name]
    cohort, by = cohort_with_a_scale()
    started = imports.start_import(cohort, role="mentor", file_name="mentors.csv", content=content, by=by)
    preview = imports.check_import(started)
    imports.request_import(started, mode="all-or-nothing", by=by)
    imports.run_next_import()
    started.refresh_from_db()
    assert (preview.faults, [fault.sentence for fault in preview.warnings]) == ((), [sentence])
    assert (started.state, preview.problems) == ("done", imports.problems_of(started))
    assert started.outcome["counts"] == imports.Counts(new=2, unread=1).to_json()
    ben = Participation.objects.get(cohort=cohort, profile__person__email="ben@example.org")
    lost = {"Places": ben.capacity, "Availability": ben.availability, "Time zone": ben.profile.time_zone}
    unsaid = {"Places": cohort.programme.mentor_capacity, "Availability": [], "Time zone": ""}
    heading = preview.warnings[0].column
    assert lost.get(heading, ben.answers.values.get(heading.casefold(), "")) == unsaid.get(heading, "")


def test_there_are_at_least_twenty():
    assert len(NASTY) >= 20
