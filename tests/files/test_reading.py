"""Files are what their content says: good ones are taken, hostile ones are not, and no name does harm."""

import pytest

from rapport.files import LARGEST, read_file
from rapport.files.errors import FileEmpty, FileError, FileKindNotTaken, FileTooLarge, PictureBroken
from tests.files.hostile import BROKEN, HOSTILE, PDF
from tests.make import make_picture_file

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (PDF, "application/pdf", ".pdf"),
        (make_picture_file(kind="PNG"), "image/png", ".png"),
        (make_picture_file(kind="JPEG"), "image/jpeg", ".jpg"),
    ],
)
def test_a_file_is_what_its_content_says(content, media_type, ending):
    read = read_file("My letter.html", content)

    assert (read.name, read.media_type) == (f"My letter{ending}", media_type)


def test_a_pdf_is_kept_as_it_came():
    assert read_file("letter.pdf", PDF).content == PDF


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_else_is_taken_whatever_its_name(name):
    with pytest.raises(FileKindNotTaken):
        read_file(name, HOSTILE[name])


@pytest.mark.parametrize("name", BROKEN)
def test_what_begins_like_a_picture_and_cannot_be_drawn_is_refused(name):
    with pytest.raises(PictureBroken):
        read_file(name, BROKEN[name])


@pytest.mark.parametrize(
    ("content", "error"), [(b"", FileEmpty), (PDF[:8] + b"0" * LARGEST + PDF[8:], FileTooLarge)]
)
def test_an_empty_file_and_a_large_one_are_refused(content, error):
    with pytest.raises(error):
        read_file("letter.pdf", content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\letter.exe", "letter.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x 1.pdf"),
        ('"; filename="x.html', "filename x.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("", "file.pdf"),
        ("....", "file.pdf"),
        ("लेख.pdf", "लेख.pdf"),
        ("n" * 300, "n" * 100 + ".pdf"),
    ],
)
def test_names_do_no_harm(name, kept):
    assert read_file(name, PDF).name == kept


def test_every_refusal_is_of_one_family():
    assert all(
        issubclass(error, FileError) for error in (FileEmpty, FileTooLarge, FileKindNotTaken, PictureBroken)
    )
