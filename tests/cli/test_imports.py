"""`rapport import`."""

import pytest

from rapport.cli import main
from rapport.programmes.models import ParticipantImport, Participation
from tests import make

pytestmark = pytest.mark.django_db

MENTORS = "Name,E-mail\nAsha Rao,asha@example.org\nBen Ode,ben@example.org\n"


@pytest.fixture
def cohort():
    cohort = make.make_cohort()
    profile = make.make_profile(organisation=cohort.programme.organisation, email="chandra@example.org")
    make.make_membership(profile=profile, programme=cohort.programme)
    return cohort


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mentors.csv"
    path.write_text(MENTORS)
    return path


def command(cohort, file, *more):
    return main(
        [
            "import",
            cohort if isinstance(cohort, str) else cohort.public_id,
            str(file),
            "--role",
            "mentor",
            *more,
        ]
    )


def imported():
    return list(Participation.objects.values_list("profile__name", flat=True).order_by("profile__name"))


def test_people_are_imported_in_the_name_of_a_coordinator(cohort, file, capsys):
    assert command(cohort, file) == 0
    assert (
        capsys.readouterr().out
        == "2 new, 0 changed, 0 unchanged, 0 rows that cannot be imported.\nImported.\n"
    )
    assert imported() == ["Asha Rao", "Ben Ode"]
    assert ParticipantImport.objects.get().requested_by.email == "chandra@example.org"


def test_dry_run_changes_nothing(cohort, file):
    assert command(cohort, file, "--dry-run") == 0
    assert (imported(), ParticipantImport.objects.count()) == ([], 0)


def test_problem_stops_everything_unless_good_rows_are_asked_for(cohort, file, capsys):
    file.write_text(MENTORS + "Eve,eve\n")
    assert command(cohort, file) == 2
    assert capsys.readouterr().err == "Row 4: “eve” is not an e-mail address.\n"
    assert imported() == []
    assert command(cohort, file, "--good-rows") == 0
    assert imported() == ["Asha Rao", "Ben Ode"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ([], "rapport: There is no cohort nowhere.\n"),
        (["--by", "x@y.org"], "rapport: x@y.org does not run a cohort nowhere.\n"),
    ],
)
def test_cohort_that_is_not_there_or_not_theirs_is_refused(cohort, file, capsys, more, sentence):
    assert command("nowhere", file, *more) == 2
    assert capsys.readouterr().err == sentence


def test_stranger_cannot_be_named(cohort, file):
    make.make_person(email="stranger@example.org")
    assert command(cohort, file, "--by", "stranger@example.org") == 2
    assert imported() == []


def test_file_that_is_no_table_is_explained(cohort, file, capsys):
    file.write_bytes(b"%PDF-1.7")
    assert command(cohort, file) == 2
    assert capsys.readouterr().err.startswith("rapport: We could not read this file: it is a PDF document.")
