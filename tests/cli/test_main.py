"""The command as a whole: help without a database, failures in one sentence, exit codes."""

import pytest

from rapport.cli import COMMANDS, main
from rapport.cli.outcomes import CommandRefusedError, explain

pytestmark = pytest.mark.once


def test_help_names_every_command_and_exit_code(capsys):
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert [name for name in COMMANDS if f"    {name} " not in printed.replace("\n", " \n")] == []
    assert [code for code in ("0", "1", "2", "3", "130") if f"\n  {code} " not in printed] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "examples:\n  rapport " in capsys.readouterr().out


def test_an_unknown_command_is_bad_input(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["frobnicate"])
    assert ended.value.code == 2
    assert "invalid choice: 'frobnicate'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 32 characters."),
        ("DEBUG", "perhaps", "DEBUG must be true or false, not “perhaps”."),
        ("WEB_THREADS", "0", "WEB_THREADS must be at least 1, not 0."),
        ("DATABASE_URL", "mysql://db/x", "DATABASE_URL must begin with postgresql:// or sqlite:///."),
        (
            "ALLOWED_HOSTS",
            "*",
            "ALLOWED_HOSTS must name each host: an open one lets strangers forge our links.",
        ),
        (
            "BASE_URL",
            "http://mentoring.example.org",
            "BASE_URL must begin with https:// where others reach the platform (mentoring.example.org).",
        ),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(rapport, variable, value, sentence):
    done = rapport.run("routes", **{variable: value})
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"rapport: {sentence}\n")


def test_a_database_out_of_reach_is_one_sentence(rapport):
    done = rapport.run("verify", DATABASE_URL="sqlite:////nowhere/rapport.sqlite3")
    assert done.returncode == 3
    assert done.stderr.startswith("rapport: ")
    assert done.stderr.count("\n") == 1


def test_debugging_shows_where_an_error_arose(rapport):
    done = rapport.run("routes", SECRET_KEY="short", RAPPORT_DEBUG="1")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")


def test_errors_of_our_own_making_are_not_dressed_up():
    assert explain(ZeroDivisionError()) is None
    assert explain(CommandRefusedError("No.", exit_code=2)) == ("No.", 2)
