"""`rapport organisation`: the first step of a real installation."""

import pytest

from rapport.accounts.selectors import get_person_by_email
from rapport.cli import main
from rapport.programmes.selectors import has_organisations, hats_of

CREATE = ["organisation", "create", "Chennai College", "--owner-name", "R. Iyer"]


def test_the_owner_gets_an_organisation_to_own(db, capsys):
    line = [*CREATE, "--owner-email", "Head@College.example", "--time-zone", "Asia/Kolkata"]
    assert main(line) == 0
    hats = hats_of(get_person_by_email("head@college.example"))
    assert [(hat.actor.organisation.name, hat.actor.hat) for hat in hats] == [("Chennai College", "owner")]
    assert capsys.readouterr().out.startswith("“Chennai College” is there.")


@pytest.mark.parametrize(
    ("email", "zone", "sentence"),
    [
        ("head", "UTC", "“head” is no e-mail address."),
        ("head@college.example", "Chennai", "“Chennai” is no time zone; try Europe/London."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_made(db, capsys, email, zone, sentence):
    assert main([*CREATE, "--owner-email", email, "--time-zone", zone]) == 2
    assert capsys.readouterr().err == f"rapport: {sentence}\n"
    assert not has_organisations()


def test_an_organisation_is_suspended_and_restored_by_its_name(db, capsys):
    main([*CREATE, "--owner-email", "head@college.example"])
    owner = get_person_by_email("head@college.example")
    hats = []
    for act in ("suspend", "restore"):
        assert main(["organisation", act, "Chennai College"]) == 0
        hats.append(len(hats_of(owner)))

    assert hats == [0, 1]
    assert capsys.readouterr().out.splitlines()[1:] == [
        "“Chennai College” is suspended.",
        "“Chennai College” is restored.",
    ]


@pytest.mark.parametrize(
    ("act", "name", "sentence"),
    [
        ("restore", "Chennai College", "“Chennai College” cannot be restored now."),
        ("suspend", "Chennai", "“Chennai” names no single organisation: none."),
    ],
)
def test_what_cannot_be_suspended_or_restored_is_said(db, capsys, act, name, sentence):
    main([*CREATE, "--owner-email", "head@college.example"])
    assert main(["organisation", act, name]) == 2
    assert capsys.readouterr().err == f"rapport: {sentence}\n"
