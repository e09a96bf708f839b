"""One door in: bytes of any kind become a table, or a sentence that says why not."""

from rapport.tables.csv_reading import read_csv
from rapport.tables.errors import FileTooLarge
from rapport.tables.kinds import XLSX, kind_of
from rapport.tables.limits import Limits
from rapport.tables.table import Table
from rapport.tables.xlsx_reading import read_xlsx


def read_table(content: bytes, *, limits: Limits = Limits()) -> Table:  # noqa: B008 - frozen
    """Read a CSV or XLSX file; the content decides which it is, never the file's name.

    Raises `FileNotReadable` when nothing can be used, and `QuoteNotClosed` or `QuoteInTheWrongPlace` when one
    row makes the rest doubtful. Rows and cells that alone are at fault are listed in `Table.unreadable`.
    """
    if len(content) > limits.file_bytes:
        raise FileTooLarge(limits.file_bytes // 1_000_000)
    if kind_of(content) == XLSX:
        return read_xlsx(content, limits)
    return read_csv(content, limits)
