"""What can be wrong with a table, in words for the person who sent it.

RapportError
└── TableError
    ├── FileNotReadable         nothing of the file can be used
    │   ├── FileIsEmpty, FileTooLarge, FileDamaged, FileHasPassword
    │   ├── WrongKindOfFile     a PDF, an old .xls, a web page …
    │   ├── LettersNotReadable  bytes that no encoding explains
    │   ├── TooManyRows, TooManyColumns
    │   └── NoRows              headings alone
    └── RowNotReadable          carries row and column
        ├── QuoteNotClosed, QuoteInTheWrongPlace    raised: what follows such a row cannot be trusted
        └── RowTooLong, CellTooLong, CellNotText, CellHasError, FormulaWithoutResult
                                collected in Table.unreadable: the other rows are sound
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class TableError(RapportError):
    code = "table"
    sentence = _("We could not read this file.")


class FileNotReadable(TableError):
    code = "table-file"


class FileIsEmpty(FileNotReadable):
    code = "table-empty"
    sentence = _("We could not read this file: it is empty.")


class FileTooLarge(FileNotReadable):
    code = "table-too-large"

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            _(
                "We could not read this file: it is larger than %(megabytes)d MB. "
                "Please split it into several files.",
            )
            % {"megabytes": megabytes},
        )


class FileDamaged(FileNotReadable):
    code = "table-damaged"
    sentence = _(
        "We could not read this file: it is damaged or incomplete. "
        "Please open it in your spreadsheet program, save it again and send the new copy.",
    )


class FileHasPassword(FileNotReadable):
    code = "table-password"
    sentence = _(
        "We could not read this file: it is protected with a password. "
        "Please save a copy without the password and send that.",
    )


class WrongKindOfFile(FileNotReadable):
    code = "table-wrong-kind"

    def __init__(self, kind: str | Promise) -> None:
        super().__init__(
            _(
                "We could not read this file: it is %(kind)s. "
                "Please open it in your spreadsheet program, choose “Save as”, and save it as XLSX or CSV.",
            )
            % {"kind": kind},
        )


class LettersNotReadable(FileNotReadable):
    code = "table-letters"

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(
            _(
                "We could not read this file: line %(line)d holds letters in another encoding than the rest. "
                "Please save the file as “CSV UTF-8” or as XLSX.",
            )
            % {"line": line},
        )


class TooManyRows(FileNotReadable):
    code = "table-too-many-rows"

    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "We could not read this file: it has more than %(limit)s rows. "
                "Please split it into several files.",
            )
            % {"limit": f"{limit:,}"},
        )


class TooManyColumns(FileNotReadable):
    code = "table-too-many-columns"

    def __init__(self, row: int, limit: int) -> None:
        self.row = row
        super().__init__(
            _("We could not read this file: row %(row)d has more than %(limit)d columns.")
            % {"row": row, "limit": limit},
        )


class NoRows(FileNotReadable):
    code = "table-no-rows"
    sentence = _("We could not read this file: it has headings and no rows below them.")


class RowNotReadable(TableError):
    code = "table-row"

    def __init__(self, row: int, why: str | Promise, *, column: str = "") -> None:
        self.row, self.column, self.why = row, column, why
        super().__init__(_("We could not read row %(row)d: %(why)s") % {"row": row, "why": why})


class QuoteNotClosed(RowNotReadable):
    code = "table-quote-open"

    def __init__(self, row: int) -> None:
        super().__init__(row, _("a quotation mark opens a cell there, and none closes it."))


class QuoteInTheWrongPlace(RowNotReadable):
    code = "table-quote-stray"

    def __init__(self, row: int) -> None:
        super().__init__(
            row,
            _(
                "a cell goes on after its closing quotation mark. "
                "A quotation mark inside a cell is written twice.",
            ),
        )


class RowTooLong(RowNotReadable):
    code = "table-row-too-long"

    def __init__(self, row: int, cells: int, headings: int) -> None:
        super().__init__(
            row,
            _(
                "it has %(cells)d cells, but there are only %(headings)d headings. "
                "A cell that holds the separating character needs quotation marks around it.",
            )
            % {"cells": cells, "headings": headings},
        )


class CellTooLong(RowNotReadable):
    code = "table-cell-too-long"

    def __init__(self, row: int, limit: int, *, column: str = "") -> None:
        why = _("a cell is longer than %(limit)s characters. Perhaps a quotation mark is not closed.")
        if column:
            why = _("“%(column)s” is longer than %(limit)s characters.")
        super().__init__(row, why % {"limit": f"{limit:,}", "column": column}, column=column)


class CellNotText(RowNotReadable):
    code = "table-cell-not-text"

    def __init__(self, row: int, *, column: str) -> None:
        why = _("“%(column)s” holds a character that is not text.") % {"column": column}
        super().__init__(row, why, column=column)


class CellHasError(RowNotReadable):
    code = "table-cell-error"

    def __init__(self, row: int, error: str, *, column: str) -> None:
        why = _("“%(column)s” holds the error %(error)s.") % {"column": column, "error": error}
        super().__init__(row, why, column=column)


class FormulaWithoutResult(RowNotReadable):
    code = "table-formula"

    def __init__(self, row: int, *, column: str) -> None:
        why = _(
            "“%(column)s” holds a formula without its result. "
            "Please open the file in your spreadsheet program, save it again and send the new copy.",
        ) % {"column": column}
        super().__init__(row, why, column=column)
