"""`rapport demo`: made once, and never where real people are."""

from rapport.cli import main
from rapport.programmes.selectors import is_demo_database
from tests import make


def test_a_demo_is_never_made_among_real_people(db, capsys):
    make.make_organisation()
    assert main(["demo"]) == 3
    assert capsys.readouterr().err.startswith(
        "rapport: This database was not made as a demo, and never becomes one;"
    )
    assert not is_demo_database()


def test_a_demo_is_made_once(db, capsys):
    assert main(["demo"]) == 0
    assert main(["demo"]) == 0
    assert capsys.readouterr().out == "The demo programme is made.\nThe demo programme was there already.\n"
    assert is_demo_database()
