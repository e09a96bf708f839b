"""Tables in and out: reads CSV and XLSX as people really save them, writes both without live formulas."""

from rapport.tables.limits import Limits
from rapport.tables.reading import read_table
from rapport.tables.table import Row, Table
from rapport.tables.writing import write_csv, write_spreadsheet, write_xlsx

__all__ = ["Limits", "Row", "Table", "read_table", "write_csv", "write_spreadsheet", "write_xlsx"]
