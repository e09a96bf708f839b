"""Settings: unsafe ones are refused, secrets are drawn, and what a public address needs follows from it."""

import stat

import pytest

from rapport.config.address import read_address
from rapport.config.databases import read_database
from rapport.config.env import SettingsError, secret_key
from rapport.config.mail import FILES, SMTP, read_mail_server

pytestmark = pytest.mark.once
PUBLIC = "https://mentoring.example.org"


@pytest.fixture(autouse=True)
def no_key_given(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_a_secret_key_is_drawn_once_for_a_data_folder_and_kept_from_others(tmp_path):
    key = secret_key(tmp_path / "new")
    assert len(key) >= 50
    assert secret_key(tmp_path / "new") == key
    assert secret_key(tmp_path / "other") != key
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"]


def test_a_given_secret_key_is_used_and_none_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    assert secret_key(tmp_path) == "k" * 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "options", "variable"),
    [
        ("mentoring.example.org", {}, "BASE_URL"),
        ("http://mentoring.example.org", {}, "BASE_URL"),
        (PUBLIC, {"is_debug": True}, "DEBUG"),
        (PUBLIC, {"hosts": ["*"]}, "ALLOWED_HOSTS"),
        (PUBLIC, {"hosts": [".example.org"]}, "ALLOWED_HOSTS"),
    ],
)
def test_an_unsafe_address_is_refused_by_the_name_of_the_variable(url, options, variable):
    with pytest.raises(SettingsError) as refusal:
        read_address(url, **{"hosts": [], "is_demo": False, "is_debug": False} | options)
    assert str(refusal.value).split()[0] == variable


def test_a_public_address_answers_to_its_own_name_alone():
    address = read_address(f"{PUBLIC}/", hosts=[], is_demo=False, is_debug=False)
    assert (address.url, address.hosts, address.is_encrypted) == (PUBLIC, ["mentoring.example.org"], True)


def test_an_address_on_this_machine_needs_no_encryption():
    address = read_address("http://localhost:9000", hosts=[], is_demo=False, is_debug=True)
    assert (address.hosts, address.is_encrypted) == (["localhost", "127.0.0.1", "[::1]"], False)


def test_sqlite_in_the_data_folder_is_the_default(tmp_path):
    database = read_database("", data=tmp_path, connections=6)
    assert (database["ENGINE"], database["NAME"]) == ("rapport.core.sqlite", tmp_path / "rapport.sqlite3")


def test_a_postgresql_address_is_taken_apart(tmp_path):
    database = read_database(
        "postgresql://amy:p%40ss@db:5433/mentoring?sslmode=require", data=tmp_path, connections=6
    )
    assert {key: database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "mentoring",
        "USER": "amy",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": 5433,
    }
    assert database["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    "url", ["mysql://db/x", "postgresql://db", "postgresql://db:port/x", "rapport.sqlite3"]
)
def test_a_database_that_cannot_be_is_refused(url, tmp_path):
    with pytest.raises(SettingsError, match=r"^DATABASE_URL "):
        read_database(url, data=tmp_path, connections=6)


def test_without_a_mail_server_mail_goes_into_files():
    assert read_mail_server("").backend == FILES


@pytest.mark.parametrize(
    ("url", "port", "starts_tls", "is_tls"),
    [
        ("smtp://amy:p%40ss@mail.example.org", 587, True, False),
        ("smtps://amy:p%40ss@mail.example.org", 465, False, True),
        ("smtp+plain://amy:p%40ss@mail.example.org:2525", 2525, False, False),
    ],
)
def test_a_mail_server_is_encrypted_unless_said_otherwise(url, port, starts_tls, is_tls):
    server = read_mail_server(url)
    assert (server.backend, server.host, server.user, server.password) == (
        SMTP,
        "mail.example.org",
        "amy",
        "p@ss",
    )
    assert (server.port, server.starts_tls, server.is_tls) == (port, starts_tls, is_tls)


def test_a_mail_address_that_is_none_is_refused():
    with pytest.raises(SettingsError, match=r"^MAIL_URL "):
        read_mail_server("mail.example.org")
