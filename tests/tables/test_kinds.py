"""The content says what a file is, not its name."""

import io
import zipfile

import pytest

from rapport.tables.errors import FileHasPassword, WrongKindOfFile
from rapport.tables.kinds import CSV, XLSX, kind_of
from tests.tables.workbooks import workbook

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


def test_tables_are_recognised():
    assert (kind_of(b"a,b\n1,2\n"), kind_of(workbook(["a"], ["1"]))) == (CSV, XLSX)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (OLD_OFFICE, "an old Excel workbook (XLS)"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xef\xbb\xbf\r\n<HTML><table>", "a web page, even if its name says otherwise"),
        (b'<?xml version="1.0"?><Workbook>', "an XML document"),
        (b"\x89PNG\r\n", "a picture"),
        (archive("mimetype", "content.xml"), "an OpenDocument file (ODS)"),
        (archive("xl/workbook.bin", "xl/styles.bin"), "a binary Excel workbook (XLSB)"),
        (archive("word/document.xml"), "a Word document"),
        (archive("mentors.csv"), "a compressed archive"),
    ],
)
def test_other_kinds_are_named(content, kind):
    with pytest.raises(WrongKindOfFile) as raised:
        kind_of(content)
    assert str(raised.value) == (
        f"We could not read this file: it is {kind}. "
        "Please open it in your spreadsheet program, choose “Save as”, and save it as XLSX or CSV."
    )


def test_workbook_with_a_password_says_so():
    with pytest.raises(FileHasPassword):
        kind_of(OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"))
